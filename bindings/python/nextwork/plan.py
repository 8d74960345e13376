"""A rotation plan: a post for each youth in each of several periods."""

from __future__ import annotations

import json
import os
import typing

from nextwork import frames, native, work
from nextwork.result import OUTCOMES, Verification


class Plan:
    """What `Cohort.plan` gave; it never changes.

    Examples
    --------
    >>> import nextwork
    >>> plan = nextwork.Cohort.read_csv("examples/cohorts/prototype").plan(2, weeks=8)
    >>> bool(plan.verify())
    True
    """

    def __init__(self, handle: native.Plan, cohort: native.Cohort, kind: str) -> None:
        self._plan = handle
        self._cohort = cohort
        self._kind = kind

    @property
    def outcome(self) -> str:
        """What is promised: "optimal" when the bound proves it, else "feasible"."""
        return OUTCOMES[native.plan_outcome(self._plan)]

    @property
    def gap(self) -> float:
        """How far the plan can be from the best, at most: a share of its value."""
        return native.plan_value(self._plan)[2] / 1e6

    @property
    def placements(self) -> typing.Any:
        """Who is where and when: youth_id, period, post_id, company_id, start, end, fit."""
        return self.table("plan")

    @property
    def certificate(self) -> dict[str, typing.Any]:
        """What the plan claims, and what it needs to be checked."""
        return dict(json.loads(native.plan_certificate(self._plan)))

    def table(self, name: str) -> typing.Any:
        """Give a table of the plan.

        Parameters
        ----------
        name : str
            "plan", "unplaced", "periods", "coverage", "tried" or "prices".
        """
        return frames.as_kind(native.plan_table(self._plan, name), self._kind)

    def explain(self, youth: str | int, *, language: str = "en") -> typing.Any:
        """Tell why a youth is where they are, and what would come next.

        Parameters
        ----------
        youth : str
            The id of the youth.
        language : str
            Of the texts, "en" or "da".
        """
        number = native.cohort_find(self._cohort, "youths", str(youth))
        return frames.as_kind(native.plan_explain(self._plan, number, language), self._kind)

    def verify(self) -> Verification:
        """Check every claim by code that shares nothing with the solver."""

        def verify(monitor: native.Monitor) -> tuple[native.Table, int]:
            return native.plan_verify(self._plan, monitor)

        return Verification(*work.run(verify, "verifying"), self._kind)

    def write(self, folder: str | os.PathLike[str]) -> None:
        """Write plan.csv, certificate.json and the other files of a plan.

        Parameters
        ----------
        folder : path
            Made when it is not there.
        """
        native.plan_write(self._plan, os.fspath(folder))

    def __repr__(self) -> str:
        claims = self.certificate
        return f"<Plan: {len(claims['periods'])} periods, {self.outcome}, gap {100 * self.gap:.2f} %>"
