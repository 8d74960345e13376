"""Frames of other libraries: how their columns come in, and how answers leave as the same kind."""

from __future__ import annotations

import collections.abc
import datetime
import decimal
import typing

from nextwork import libraries, native
from nextwork.errors import ArgumentError, DataError, Error, NotFoundError
from nextwork.table import Table

# What somebody may hand over as a table, and what renames its columns (None leaves one out).
Frame = typing.Any
Rename = collections.abc.Mapping[str, str | None]

KINDS = ("pandas", "polars", "pyarrow", "duckdb", "table")

# Columns of these kinds, in the words of the schema, may come as numbers of the builder.
_NUMBERS = ("whole number", "switch")
# What no column is, though it has something in it: text, and what has no order.
_NO_COLUMNS = (str, bytes, collections.abc.Set, collections.abc.Mapping)
# What no cell is, though it could be written as text.
_NO_CELLS = (bytes, list, tuple, dict, set)
# In columns of these, a number with a fraction would pass as text.
_WORDS = ("id", "ids", "codes", "codes with levels")


def kind_of(frame: Frame) -> str:
    """Tell which library a frame is of; "table" for everything else."""
    library = type(frame).__module__.partition(".")[0].lstrip("_")
    return library if library in KINDS else "table"


def _is_pandas_frame(frame: Frame) -> bool:
    return kind_of(frame) == "pandas" and hasattr(frame, "columns")


def check_kind(kind: str | None) -> str:
    """Give the kind of the answers, if it is one and its library is there."""
    if kind is not None and kind not in KINDS:
        raise ArgumentError(f'frames is "{kind}"; give one of: {", ".join(KINDS)}')
    if kind is None or kind == "table":
        return "table"
    for library in ("duckdb", "pyarrow") if kind == "duckdb" else (kind,):
        libraries.load(library)
    return kind


def as_kind(table: Table, kind: str) -> typing.Any:
    """Give a table of the library as a frame of a kind."""
    if kind == "pandas":
        return table.to_pandas()
    if kind == "polars":
        return table.to_polars()
    if kind == "pyarrow":
        return table.to_pyarrow()
    if kind == "duckdb":
        return libraries.load("duckdb").from_arrow(table.to_pyarrow())
    return table


def read(builder: native.Builder, name: str, frame: Frame, rename: Rename) -> None:
    """Read a frame into the builder's table of that name."""
    capsule = _arrow(name, frame, rename)
    if capsule is not None:
        native.builder_read_arrow(builder, name, capsule)
    else:
        _read_columns(builder, name, _columns(name, frame, rename))


# --- as Arrow streams -----------------------------------------------------------------------------


def _arrow(name: str, frame: Frame, rename: Rename) -> object | None:
    """Give the frame as an Arrow stream; None if it comes column by column."""
    kind = kind_of(frame)
    if _is_pandas_frame(frame):
        return _pandas_stream(name, frame, rename) if libraries.has("pyarrow") else None
    if kind == "polars" and hasattr(frame, "collect"):
        frame = frame.collect()
    if kind == "duckdb" and not hasattr(frame, "__arrow_c_stream__"):
        frame = frame.arrow()
    if kind == "pandas" or not hasattr(frame, "__arrow_c_stream__"):
        return None
    if rename and isinstance(frame, Table):
        return None
    if rename:
        frame = _renamed(name, frame, kind, rename)
    return typing.cast(object, frame.__arrow_c_stream__())


def _renamed(name: str, frame: Frame, kind: str, rename: Rename) -> Frame:
    if kind == "polars" or not libraries.has("pyarrow"):
        if not libraries.has("polars"):
            raise ArgumentError("to rename columns of this frame, install pyarrow or polars")
        polars = libraries.load("polars")
        columns = polars.DataFrame(frame)
        pairs = _names(name, columns.columns, rename)
        return columns.select(polars.col(old).alias(new) for old, new in pairs)
    table = libraries.load("pyarrow").table(frame)
    pairs = _names(name, table.column_names, rename)
    return table.select([old for old, _ in pairs]).rename_columns([new for _, new in pairs])


def _names(
    name: str, columns: collections.abc.Iterable[typing.Any], rename: Rename
) -> list[tuple[typing.Any, str]]:
    """Give the columns that stay, each with its new name."""
    kept: dict[str, typing.Any] = {}
    for column in columns:
        new = rename.get(column) if column in rename else column
        if new is None and column in rename:
            continue
        if not isinstance(new, str):
            raise DataError(
                f"{name} has a column named {new!r}; columns have names of text: see "
                "nextwork.schema()",
                name,
            )
        if new in kept:
            raise DataError(f"{name} has two columns {new}; leave one out", name, None, new)
        kept[new] = column
    return [(old, new) for new, old in kept.items()]


def _pandas_stream(name: str, frame: Frame, rename: Rename) -> object:
    pyarrow = libraries.load("pyarrow")
    columns = {}
    for column, values in _pandas_columns(name, frame, rename):
        try:
            columns[column] = pyarrow.array(values, from_pandas=True)
        except (pyarrow.ArrowException, ValueError, TypeError) as error:
            raise DataError(
                f"{name}: column {column} holds values of several types or of an unknown one; "
                f"make them all text or all numbers ({error})",
                name,
                None,
                column,
            ) from None
    if not columns:
        return pyarrow.table({}).__arrow_c_stream__()
    return pyarrow.table(columns).__arrow_c_stream__()


def _pandas_columns(name: str, frame: Frame, rename: Rename) -> list[tuple[str, typing.Any]]:
    """Give the columns of a pandas frame; an index is one if it has a name."""
    named = [level for level in frame.index.names if level is not None]
    if named:
        frame = frame.reset_index(level=named, allow_duplicates=True)
    return [(new, frame[old]) for old, new in _names(name, frame.columns, rename)]


# --- column by column -----------------------------------------------------------------------------


def _columns(
    name: str, frame: Frame, rename: Rename
) -> collections.abc.Iterable[tuple[str, typing.Any]]:
    if _is_pandas_frame(frame):
        return _pandas_columns(name, frame, rename)
    if isinstance(frame, Table):
        frame = frame.to_dict()
    if isinstance(frame, collections.abc.Mapping):
        return [(new, frame[old]) for old, new in _names(name, frame, rename)]
    raise DataError(
        f"{name} is {type(frame).__name__}; give a frame of pandas, polars or pyarrow, a relation "
        "of DuckDB, a dict of columns, or anything with __arrow_c_stream__",
        name,
    )


def _read_columns(
    builder: native.Builder, name: str, columns: collections.abc.Iterable[tuple[str, typing.Any]]
) -> None:
    kinds = _schema_kinds(name)
    for column, values in columns:
        try:
            numbers = _numbers(values) if kinds.get(column) in _NUMBERS else None
            if numbers is not None:
                native.builder_set_int64(builder, name, column, numbers)
            else:
                native.builder_set_text(builder, name, column, _texts(values, kinds.get(column)))
        except (ArgumentError, NotFoundError) as error:
            raise _data_error(error, name, column) from None
        except (TypeError, ValueError) as error:
            if isinstance(error, Error):
                raise
            row = getattr(error, "row", None)
            raise DataError(f"{name}: column {column}: {error}", name, row, column) from None


class _CellError(ValueError):
    """What is wrong with one cell."""

    def __init__(self, row: int, message: str) -> None:
        super().__init__(f"row {row} holds {message}; give text")
        self.row = row


def _data_error(error: Error, name: str, column: str) -> DataError:
    return DataError(error.message, error.table or name, error.row, error.column or column)


def _schema_kinds(name: str) -> dict[str, str]:
    schema = Table(native.schema_table())
    rows = zip(schema["table"], schema["column"], schema["kind"], strict=True)
    return {column: kind for table, column, kind in rows if table == name}


def _numbers(values: typing.Any) -> typing.Any:
    """Give whole numbers as an array of int64; None unless the column's own type says that."""
    dtype = getattr(getattr(values, "dtype", None), "kind", None)
    if dtype not in ("i", "u", "b") or not hasattr(values, "astype"):
        return None
    if hasattr(values, "to_numpy"):
        if values.isna().any():
            return None
        values = values.to_numpy()
    elif hasattr(values, "filled"):
        return None  # of which some may be masked
    # astype copies, so that nobody changes the numbers meanwhile.
    return values.astype("int64", order="C", copy=True) if values.ndim == 1 else None


def _texts(values: typing.Any, kind: str | None) -> list[str | None]:
    if kind_of(values) == "pandas":
        values = values.astype(object).where(values.notna(), None)
    if getattr(getattr(values, "dtype", None), "kind", None) == "M":
        values = values.astype("datetime64[us]")  # finer times would become numbers
    if getattr(values, "ndim", 1) != 1:
        raise TypeError(f"an array of one dimension is needed, not of {values.ndim}")
    if not isinstance(values, collections.abc.Iterable) or isinstance(values, _NO_COLUMNS):
        raise TypeError(f"a list or an array is needed, not {type(values).__name__}")
    for give in ("to_pylist", "to_list", "tolist"):
        if hasattr(values, give):
            values = getattr(values, give)()
            break
    cells = list(values)
    for row, cell in enumerate(cells):
        if isinstance(cell, _NO_CELLS):
            raise _CellError(row, type(cell).__name__)
        if kind in _WORDS and isinstance(cell, float) and cell % 1 > 0:
            raise _CellError(row, f"{cell}, a number with a fraction")
    return [_text(cell) for cell in cells]


def _text(value: typing.Any) -> str | None:
    """Write a value as in a CSV file."""
    if isinstance(value, str):
        return value
    if _is_unknown(value):
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, float):
        return format(decimal.Decimal(str(value)), "f")
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat()
    return str(value)


def _is_unknown(value: typing.Any) -> bool:
    try:
        return value is None or bool(value != value)
    except TypeError:
        return True  # pandas.NA
