"""Tables as the library gives them, and the ways to other libraries' frames."""

from __future__ import annotations

import collections.abc
import datetime
import html
import typing

from nextwork import libraries, native

if typing.TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

_EPOCH = datetime.date(1970, 1, 1)
_MILLION = 1_000_000
_ROWS_SHOWN = 20

Cell = int | float | str | datetime.date | None


class Table:
    """A table of named columns; it never changes.

    As of a frame of pandas, its length is that of the rows, and it runs over the names of columns.
    Cells are `int`, `str`, `datetime.date`, for degrees of latitude and longitude `float`, or None
    where something is unknown. Any library that knows Arrow's ``__arrow_c_stream__`` takes it as it
    is: ``polars.DataFrame(table)``, ``pyarrow.table(table)``.

    Examples
    --------
    >>> import nextwork
    >>> terms = nextwork.codes("terms")
    >>> len(terms), terms.columns
    (10, ['term', 'weight', 'unknown'])
    >>> terms["term"][:3]
    ['wish', 'novelty', 'mutual']
    """

    def __init__(self, handle: native.Table) -> None:
        self._handle = handle
        count = native.table_columns(handle)
        self._kinds = dict(native.table_column(handle, place) for place in range(count))

    def __reduce__(self) -> typing.NoReturn:
        raise TypeError(
            "a table is memory of the library, and cannot be pickled or copied; send what "
            "to_pandas(), to_polars() or to_dict() gives"
        )

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return list(self._kinds)

    def __len__(self) -> int:
        return native.table_rows(self._handle)

    def __iter__(self) -> collections.abc.Iterator[str]:
        return iter(self._kinds)

    def __contains__(self, column: object) -> bool:
        return column in self._kinds

    def __getitem__(self, column: str) -> list[typing.Any]:
        """Give a column as a list."""
        if not isinstance(column, str):
            raise TypeError(f"a column is asked for by its name, not by {column!r}; see rows()")
        return self._values(column, len(self))

    def _values(self, column: str, limit: int) -> list[typing.Any]:
        place = native.table_find(self._handle, column)
        values = native.table_values(self._handle, place, limit)
        if self._kinds[column] == native.COLUMN_DATE:
            return [None if day is None else _EPOCH + datetime.timedelta(day) for day in values]
        if self._kinds[column] == native.COLUMN_DEGREES:
            return [None if part is None else part / _MILLION for part in values]
        return values

    def to_dict(self) -> dict[str, list[Cell]]:
        """Give all columns as lists."""
        return {name: self[name] for name in self._kinds}

    def rows(self) -> list[dict[str, typing.Any]]:
        """Give all rows as dicts."""
        columns = [self[name] for name in self._kinds]
        return [dict(zip(self._kinds, row, strict=True)) for row in zip(*columns, strict=True)]

    def to_csv(self) -> str:
        """Give the table as CSV, as the command writes it."""
        return native.table_render(self._handle, native.FORMAT_CSV)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Hand the table over as an Arrow stream, in types of its own."""
        return native.table_export_arrow(self._handle)

    def to_pyarrow(self) -> pyarrow.Table:
        """Give the table to pyarrow."""
        return libraries.load("pyarrow").table(self)

    def to_polars(self) -> polars.DataFrame:
        """Give the table to polars."""
        return typing.cast("polars.DataFrame", libraries.load("polars").DataFrame(self))

    def to_pandas(self) -> pandas.DataFrame:
        """Give the table to pandas: whole numbers with gaps as Int64, dates as datetime64.

        Examples
        --------
        >>> import nextwork
        >>> nextwork.codes("terms").to_pandas().dtypes["weight"]
        dtype('int64')
        """
        pandas = libraries.load("pandas")
        arrow = self.to_pyarrow() if libraries.has("pyarrow") else None
        columns = {}
        for name, kind in self._kinds.items():
            values = self[name] if arrow is None else _arrow_values(arrow[name], kind)
            columns[name] = _pandas_column(pandas, values, kind)
        return pandas.DataFrame(columns, columns=self.columns)

    def __repr__(self) -> str:
        lines = [self.columns, *self._shown()]
        widths = [max(len(line[i]) for line in lines) for i in range(len(self._kinds))]
        shown = [
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
            for line in lines
        ]
        return "\n".join([*shown, *self._rest()])

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self._kinds)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in line) + "</tr>"
            for line in self._shown()
        )
        rest = "".join(f"<p>{html.escape(line)}</p>" for line in self._rest())
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}"

    def _shown(self) -> list[list[str]]:
        columns = [
            ["" if cell is None else str(cell) for cell in self._values(name, _ROWS_SHOWN)]
            for name in self._kinds
        ]
        return [list(line) for line in zip(*columns, strict=True)]

    def _rest(self) -> list[str]:
        left = len(self) - _ROWS_SHOWN
        rows = "row" if left == 1 else "rows"
        return [f"… {left} more {rows}, {len(self)} in all"] if left > 0 else []


def _arrow_values(column: typing.Any, kind: int) -> typing.Any:
    """Give a column of pyarrow to pandas, fast and with its gaps."""
    if kind != native.COLUMN_INT64:
        return column.to_pandas()
    wide = column.cast("int64")
    return wide.to_pandas(types_mapper={wide.type: libraries.load("pandas").Int64Dtype()}.get)


def _pandas_column(pandas: typing.Any, values: typing.Any, kind: int) -> typing.Any:
    if kind == native.COLUMN_DATE:
        return pandas.to_datetime(pandas.Series(values)).astype("datetime64[s]")
    if kind == native.COLUMN_DEGREES:
        return pandas.Series(values, dtype="float64")
    if kind == native.COLUMN_TEXT:
        return pandas.Series(values, dtype="str")
    numbers = pandas.Series(values, dtype="Int64")
    return numbers if numbers.hasnans else numbers.astype("int64")
