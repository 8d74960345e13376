"""What cohorts, results, plans and markets have in common: they may be closed, and give tables."""

from __future__ import annotations

import types
import typing

from nextwork import frames, native
from nextwork.errors import StateError
from nextwork.table import Table

if typing.TYPE_CHECKING:
    import pandas
    import polars

Handle = typing.TypeVar("Handle")


class Held(typing.Generic[Handle]):
    """Something that holds memory of the library until it is closed, or nobody has it any more."""

    _word: typing.ClassVar[str]
    _elsewhere: typing.ClassVar[str]  # how it gets into another process

    def __init__(self, handle: Handle, kind: str) -> None:
        self._held: Handle | None = handle
        self._kind = kind

    def close(self) -> None:
        """Let go of the memory now."""
        self._held = None

    def __enter__(self) -> typing.Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: types.TracebackType | None,
    ) -> None:
        self.close()

    def __reduce__(self) -> typing.NoReturn:
        raise TypeError(
            f"a {self._word} is memory of the library, and cannot be pickled or copied; "
            f"{self._elsewhere}"
        )

    def _handle(self) -> Handle:
        if self._held is None:
            raise StateError(f"the {self._word} is closed")
        return self._held

    def _frame(self, table: Table) -> typing.Any:
        return frames.as_kind(table, self._kind)


class Placed(Held[Handle]):
    """Something that says who is where: it goes to any library as the table of its placements."""

    def __init__(self, handle: Handle, cohort: native.Cohort, kind: str) -> None:
        super().__init__(handle, kind)
        self._cohort: native.Cohort | None = cohort

    def close(self) -> None:
        """Let go of the memory now; frames that came of it stay."""
        super().close()
        self._cohort = None

    def _table(self, name: str) -> Table:
        raise NotImplementedError

    @property
    def _placements(self) -> Table:
        return self._table("placements")

    def to_pandas(self) -> pandas.DataFrame:
        """Give the placements to pandas."""
        return self._placements.to_pandas()

    def to_polars(self) -> polars.DataFrame:
        """Give the placements to polars."""
        return self._placements.to_polars()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Hand the placements over as an Arrow stream."""
        return self._placements.__arrow_c_stream__(requested_schema)
