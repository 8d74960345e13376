"""What can go wrong: one class for each status of the C library."""

from __future__ import annotations

import typing


class Error(Exception):
    """A call of the library failed. The message says what was wrong and what to do.

    Attributes
    ----------
    status : int
        The C library's status, such as ``nextwork.native.ERROR_DATA``; 0 for the class itself.
    table, column : str or None
        Which table and column it concerns, if any.
    row : int or None
        Which row, counted from 0.
    """

    status: typing.ClassVar[int] = 0

    def __init__(
        self,
        message: str = "",
        table: str | None = None,
        row: int | None = None,
        column: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.table = table
        self.row = row
        self.column = column

    def __str__(self) -> str:
        return self.message


class HandleError(Error, TypeError):
    """An object was needed and None was given."""

    status = 1


class ArgumentError(Error, ValueError):
    """An argument is outside its range, or a name is unknown."""

    status = 2


class OutOfMemoryError(Error, MemoryError):
    """There is not enough memory."""

    status = 3


class InputOutputError(Error, OSError):
    """A file could not be read or written."""

    status = 4


class DataError(Error, ValueError):
    """The data have faults; the message shows the first ten findings.

    Attributes
    ----------
    findings : Table or frame
        All findings, where the data were read far enough to have any; else None.
    """

    status = 5
    findings: typing.Any = None


class NotFoundError(Error, LookupError):
    """There is no youth, post, table, column or option of that name."""

    status = 6


class BufferTooSmallError(Error, ValueError):
    """The array to be filled is too small; nothing was written."""

    status = 7


class StateError(Error, RuntimeError):
    """Not possible now, such as asking a cohort that was closed."""

    status = 8


class LimitError(Error, OverflowError):
    """More rows or pairs than the library can count."""

    status = 9


class CancelledError(Error, RuntimeError):
    """Stopped before there was a result."""

    status = 10


class InternalError(Error, RuntimeError):
    """A defect in the library; please report it."""

    status = 11


_CLASSES: dict[int, type[Error]] = {
    error.status: error
    for error in (
        HandleError,
        ArgumentError,
        OutOfMemoryError,
        InputOutputError,
        DataError,
        NotFoundError,
        BufferTooSmallError,
        StateError,
        LimitError,
        CancelledError,
        InternalError,
    )
}


def of_status(status: int, message: str, table: str, row: int, column: str) -> Error:
    """Make the exception of a status; called by the native module."""
    return _CLASSES.get(status, Error)(
        message, table or None, row if row >= 0 else None, column or None
    )
