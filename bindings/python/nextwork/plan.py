"""A rotation plan: a post for each youth in each of several periods."""

from __future__ import annotations

import html
import json
import os
import typing

from nextwork import ids, native, work
from nextwork.held import Placed
from nextwork.ids import Id
from nextwork.registry import Option
from nextwork.result import OUTCOMES, Verification
from nextwork.table import Table

if typing.TYPE_CHECKING:
    from nextwork.cohort import Cohort


class Plan(Placed[native.Plan]):
    """What `Cohort.plan` gave; it never changes.

    Any library that knows ``__arrow_c_stream__`` takes it as its placements.

    Examples
    --------
    >>> import nextwork
    >>> plan = nextwork.Cohort.read_csv("examples/cohorts/prototype").plan(2, weeks=8)
    >>> bool(plan.verify())
    True
    """

    _word = "plan"
    _elsewhere = "write() it and Cohort.read_plan() it there, or send its frames"

    @property
    def outcome(self) -> str:
        """What is promised: "optimal" when the bound proves it, else "feasible"."""
        return OUTCOMES[native.plan_outcome(self._handle())]

    @property
    def gap(self) -> float:
        """How far the plan can be from the best, at most: a share of its value."""
        return native.plan_value(self._handle())[2] / 1e6

    @property
    def placements(self) -> typing.Any:
        """Who is where and when: youth_id, period, post_id, company_id, start, end, fit."""
        return self.table("plan")

    @property
    def changes(self) -> typing.Any:
        """What differs from the earlier plan, of a plan made from one.

        Columns are youth_id, period, before, after, why and reasons.
        """
        return self.table("changes")

    @property
    def certificate(self) -> dict[str, typing.Any]:
        """What the plan claims, and what it needs to be checked."""
        return dict(json.loads(native.plan_certificate(self._handle())))

    def table(self, name: str) -> typing.Any:
        """Give a table of the plan.

        Parameters
        ----------
        name : str
            "plan", "unplaced", "periods", "coverage", "tried" or "prices"; of a plan made from an
            earlier one also "kept" and "changes".
        """
        return self._frame(self._table(name))

    def again(self, cohort: Cohort, periods: int | None = None, **options: Option) -> Plan:
        """Plan anew: what a youth still wants and may have stays, the rest is planned.

        Parameters
        ----------
        cohort : Cohort
            The cohort as it is now, with what has happened since.
        periods : int, optional
            As of `Cohort.plan`; those of this plan that are left if not given.
        **options
            Those of `Cohort.plan`; what is not given is as in this plan. ``start`` is the first day
            that is planned anew.

        Examples
        --------
        >>> import nextwork
        >>> cohort = nextwork.Cohort.read_csv("examples/cohorts/prototype")
        >>> plan = cohort.plan(3)
        >>> later = plan.again(cohort, start="2027-04-05")
        >>> len(later.certificate["periods"])
        2
        """
        return cohort.plan(periods, earlier=self, **options)

    def explain(self, youth: Id, *, language: str = "en") -> typing.Any:
        """Tell why a youth is where they are, and what would come next.

        Parameters
        ----------
        youth : str
            The id of the youth.
        language : str
            Of the texts, "en" or "da".
        """
        plan = self._handle()
        number = ids.number(self._cohort, "youths", youth)
        return self._frame(Table(native.plan_explain(plan, number, language)))

    def verify(self) -> Verification:
        """Check every claim by code that shares nothing with the solver."""
        plan = self._handle()

        def verify(monitor: native.Monitor) -> tuple[native.Table, int]:
            return native.plan_verify(plan, monitor)

        return Verification(*work.run(verify, "verifying"), self._kind, self._word)

    def write(self, folder: str | os.PathLike[str]) -> None:
        """Write plan.csv, certificate.json and the other files of a plan.

        Parameters
        ----------
        folder : path
            Made when it is not there. What else an earlier match or plan left in it goes; one that
            holds a cohort is refused.
        """
        native.plan_write(self._handle(), os.fspath(folder))

    def __repr__(self) -> str:
        if self._held is None:
            return "<Plan: closed>"
        count = len(self.certificate["periods"])
        return f"<Plan: {count} period{'s' if count != 1 else ''}, {self.outcome}, {self._proof()}>"

    def _repr_html_(self) -> str:
        if self._held is None:
            return "<p><b>Plan</b> closed</p>"
        periods = self._table("periods").rows()
        placed = sum(row["placed"] for row in periods)
        of = sum(row["placed"] + row["out"] for row in periods)
        head = (
            f"<p><b>{placed} placements of {of}</b> in {len(periods)} periods, "
            f"{self.outcome}, {self._proof()}</p>"
        )
        body = "".join(_html_period(row) for row in periods)
        return (
            f"{head}<table><thead><tr><th>period</th><th>from</th><th>to</th><th>placed</th>"
            "<th></th><th>first wish</th><th>new industry</th><th>mean fit</th></tr></thead>"
            f"<tbody>{body}</tbody></table>"
        )

    @property
    def _placements(self) -> Table:
        return self._table("plan")

    def _table(self, name: str) -> Table:
        return Table(native.plan_table(self._handle(), name))

    def _proof(self) -> str:
        return "proven" if self.gap == 0 else f"at most {100 * self.gap:.4f} % from the best"


def _html_period(row: typing.Mapping[str, typing.Any]) -> str:
    share = 100 * row["placed"] / max(row["placed"] + row["out"], 1)
    bar = (
        '<div style="width:8em;background:#e4e8ec"><div style="background:#3b6ea5;height:0.7em;'
        f'width:{share:.0f}%"></div></div>'
    )
    fit = f"{row['fit'] / row['placed']:.0f}" if row["placed"] else ""
    cells = [row["period"], row["start"], row["end"], row["placed"]]
    shown = [html.escape(str(cell)) for cell in cells]
    shown += [bar, str(row["first"]), str(row["new_industries"]), fit]
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in shown) + "</tr>"
