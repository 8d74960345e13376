"""One exception class for each status code of the C library."""

import re

import nextwork
import pytest
from nextwork import errors, native
from support import ROOT

STATUSES = {
    int(number): name
    for name, number in re.findall(
        r"#define NEXTWORK_(ERROR_\w+) (\d+)",
        (ROOT / "include/nextwork/status.h").read_text(encoding="utf-8"),
    )
}

BUILTINS = {
    "ERROR_HANDLE": TypeError,
    "ERROR_ARGUMENT": ValueError,
    "ERROR_MEMORY": MemoryError,
    "ERROR_IO": OSError,
    "ERROR_DATA": ValueError,
    "ERROR_NOT_FOUND": LookupError,
    "ERROR_BUFFER": ValueError,
    "ERROR_STATE": RuntimeError,
    "ERROR_LIMIT": OverflowError,
    "ERROR_CANCELLED": RuntimeError,
    "ERROR_INTERNAL": RuntimeError,
}


def classes():
    return [c for c in vars(errors).values() if isinstance(c, type) and errors.Error in c.__bases__]


def test_classes_and_statuses_are_one_to_one():
    assert sorted(c.status for c in classes()) == sorted(STATUSES)
    assert sorted(BUILTINS) == sorted(STATUSES.values())


@pytest.mark.parametrize("status", STATUSES, ids=STATUSES.get)
def test_a_status_raises_its_class(status):
    error = errors.of_status(status, "text", "", -1, "")
    assert type(error).status == status
    assert getattr(native, STATUSES[status]) == status
    assert isinstance(error, nextwork.Error)
    assert isinstance(error, BUILTINS[STATUSES[status]])
    assert getattr(nextwork, type(error).__name__) is type(error)
    assert str(error) == "text"


def test_place():
    error = errors.of_status(native.ERROR_DATA, "text", "posts", 3, "seats")
    assert (error.table, error.row, error.column) == ("posts", 3, "seats")
    error = errors.of_status(native.ERROR_DATA, "text", "", -1, "")
    assert (error.table, error.row, error.column) == (None, None, None)


def test_the_library_says_what_was_wrong():
    with pytest.raises(nextwork.NotFoundError, match="DB07|list"):
        nextwork.codes("DB08")
    with pytest.raises(nextwork.HandleError, match="cohort is NULL"):
        native.cohort_count(None, "youths")
