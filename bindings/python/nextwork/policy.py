"""A policy: the text of an INI file, the path of one, or a mapping of its sections."""

from __future__ import annotations

import collections.abc
import datetime
import os

from nextwork import native
from nextwork.errors import ArgumentError

Policy = str | os.PathLike[str] | collections.abc.Mapping[str, collections.abc.Mapping[str, object]]


def give_policy(builder: native.Builder, policy: Policy | None) -> None:
    """Give the builder its policy, if there is one."""
    if policy is None:
        return
    if isinstance(policy, collections.abc.Mapping):
        native.builder_set_policy(builder, _ini(policy))
    elif isinstance(policy, str) and _is_ini(policy):
        native.builder_set_policy(builder, policy)
    elif isinstance(policy, str | os.PathLike):
        native.builder_read_policy(builder, os.fspath(policy))
    else:
        raise ArgumentError(
            f"the policy is {type(policy).__name__}; give the text or the path of an INI file, or "
            'a mapping such as {"weights": {"wish": 40}}'
        )


def _is_ini(text: str) -> bool:
    """Tell the text of a policy, which has a section unless it says nothing, from a path."""
    return "[" in text or "\n" in text or text.strip() == ""


def _ini(policy: collections.abc.Mapping[str, collections.abc.Mapping[str, object]]) -> str:
    lines = []
    for section, values in policy.items():
        if not isinstance(values, collections.abc.Mapping):
            raise ArgumentError(
                f"section {section} of the policy is {type(values).__name__}; give a mapping"
            )
        lines.append(f"[{section}]")
        lines += [f"{key} = {_ini_value(value)}" for key, value in values.items()]
    return "\n".join(lines) + "\n"


def _ini_value(value: object) -> str:
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    return str(value)
