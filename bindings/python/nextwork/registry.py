"""What the library knows before it sees data: options, schema, code lists, versions."""

from __future__ import annotations

import datetime
import difflib
import functools
import platform
import typing

from nextwork import native
from nextwork.errors import ArgumentError
from nextwork.table import Table

_BEYOND = 2**63

Option = int | str | bool | datetime.date | None


def options() -> Table:
    """Give the registry of options: name, type, default, range, choices, groups, help.

    Examples
    --------
    >>> import nextwork
    >>> "seed" in nextwork.options()["name"]
    True
    """
    return Table(native.options_table())


def schema() -> Table:
    """Give every column of every table that a cohort may have.

    Examples
    --------
    >>> import nextwork
    >>> nextwork.schema()["column"][0]
    'youth_id'
    """
    return Table(native.schema_table())


def codes(name: str) -> Table:
    """Give a code list.

    Parameters
    ----------
    name : str
        "DB07", "DB25", "DISCO08", "municipalities", "crosswalk", "terms" or "reasons".

    Examples
    --------
    >>> import nextwork
    >>> nextwork.codes("reasons")["name"][:2]
    ['veto', 'company-no']
    """
    return Table(native.codes_table(name))


def default_policy() -> str:
    """Give the built-in policy: an INI file with comments.

    Examples
    --------
    >>> import nextwork
    >>> "[weights]" in nextwork.default_policy()
    True
    """
    return native.policy_default()


def versions() -> dict[str, str]:
    """Give the versions of the library and of what it runs on.

    Examples
    --------
    >>> import nextwork
    >>> sorted(nextwork.versions())
    ['nextwork', 'platform', 'python']
    """
    return {
        "nextwork": native.version(),
        "python": platform.python_version(),
        "platform": platform.platform(),
    }


@functools.cache
def _groups() -> dict[str, frozenset[str]]:
    """Give the groups of work that each option is read by."""
    table = options()
    pairs = zip(table["name"], table["groups"], strict=True)
    return {name: frozenset((groups or "").split("|")) for name, groups in pairs}


@functools.cache
def choices(name: str) -> list[str]:
    """Give the values that an option of names may have."""
    table = options()
    place = table["name"].index(name)
    return typing.cast(str, table["choices"][place]).split("|")


def as_handle(
    function: str, given: typing.Mapping[str, Option], *groups: str
) -> native.Options:
    """Make options of keyword arguments, of which None is not set.

    Parameters
    ----------
    function : str
        Whose arguments they are, for the message.
    given : mapping
        Values by name.
    *groups : str
        The groups of work whose options the function takes.
    """
    handle = native.options_new()
    for name, value in given.items():
        _check_name(function, name, groups)
        value = _plain(value)
        if isinstance(value, datetime.date):
            native.options_set_text(handle, name, value.isoformat()[:10])
        elif isinstance(value, str):
            native.options_set_text(handle, name, value)
        elif value is not None:
            native.options_set_int64(handle, name, _whole(name, value))
    return handle


def _check_name(function: str, name: str, groups: tuple[str, ...]) -> None:
    taken = [option for option, of in _groups().items() if of.intersection(groups)]
    if name in taken:
        return
    near = difflib.get_close_matches(name, taken, 1)
    hint = f"; did you mean {near[0]}?" if near else f"; it takes {', '.join(taken)}"
    raise TypeError(f"{function}() takes no option {name}{hint}")


def _plain(value: typing.Any) -> Option:
    """Numbers and days of numpy and its like become those of Python."""
    return typing.cast(Option, value.item() if hasattr(value, "item") else value)


def _whole(name: str, value: typing.Any) -> int:
    if not isinstance(value, int):
        kind = type(value).__name__
        raise ArgumentError(f"option {name} is {kind}; give a whole number or a text")
    if not -_BEYOND <= value < _BEYOND:
        raise ArgumentError(f"option {name} is {value}, which is beyond 64 bits")
    return value
