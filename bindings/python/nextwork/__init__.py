"""Placements of young people in internships that can be explained, verified and repeated.

Examples
--------
>>> import nextwork
>>> cohort = nextwork.Cohort.read_csv("examples/cohorts/prototype")
>>> result = cohort.match(extend=True)
>>> result
<Result: deferred-acceptance, 21 of 24 youths placed, stable>
>>> result.explain("Y00002")["outcome"][:3]
['contest-lost', 'refused', 'placed']
>>> bool(result.verify())
True
"""

from nextwork import pictures
from nextwork.cohort import Cohort, verify
from nextwork.errors import (
    ArgumentError,
    BufferTooSmallError,
    CancelledError,
    DataError,
    Error,
    HandleError,
    InputOutputError,
    InternalError,
    LimitError,
    NotFoundError,
    OutOfMemoryError,
    StateError,
)
from nextwork.explanation import Explanation, Fit
from nextwork.market import Market
from nextwork.native import version as _version
from nextwork.plan import Plan
from nextwork.registry import codes, default_policy, options, schema, versions
from nextwork.result import Result, Verification, compare
from nextwork.table import Table

__version__ = _version()

__all__ = [
    "ArgumentError",
    "BufferTooSmallError",
    "CancelledError",
    "Cohort",
    "DataError",
    "Error",
    "Explanation",
    "Fit",
    "HandleError",
    "InputOutputError",
    "InternalError",
    "LimitError",
    "Market",
    "NotFoundError",
    "OutOfMemoryError",
    "Plan",
    "Result",
    "StateError",
    "Table",
    "Verification",
    "codes",
    "compare",
    "default_policy",
    "options",
    "pictures",
    "schema",
    "verify",
    "versions",
]
