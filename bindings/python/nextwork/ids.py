"""Ids of youths, companies and posts, and their numbers in a cohort."""

from __future__ import annotations

import array
import collections.abc

from nextwork import native
from nextwork.errors import ArgumentError

Id = str | int


def number(cohort: native.Cohort | None, table: str, key: Id) -> int:
    """Give the number of an id."""
    if not isinstance(key, str | int) and not hasattr(key, "item"):
        raise ArgumentError(f"an id is a text or a whole number, not {type(key).__name__}")
    return native.cohort_find(cohort, table, str(key))


def numbers(cohort: native.Cohort | None, table: str, keys: collections.abc.Iterable[Id]) -> array.array[int]:
    """Give the numbers of several ids, as the library takes them."""
    if isinstance(keys, str):
        raise ArgumentError(f'"{keys}" is one id where several are needed; give a list')
    return array.array("q", [number(cohort, table, key) for key in keys])
