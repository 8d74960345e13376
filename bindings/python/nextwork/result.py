"""What a match gave: placements, who was not placed and why, and the proof of it."""

from __future__ import annotations

import collections.abc
import html
import json
import os
import typing

from nextwork import frames, ids, native, work
from nextwork.held import Placed
from nextwork.ids import Id
from nextwork.table import Table

OUTCOMES = {
    native.OUTCOME_STABLE: "stable",
    native.OUTCOME_CANCELLED: "cancelled",
    native.OUTCOME_TIME_LIMIT: "time-limit",
    native.OUTCOME_OPTIMAL: "optimal",
    native.OUTCOME_FEASIBLE: "feasible",
}


class Result(Placed[native.Result]):
    """The result of `Cohort.match`; it never changes.

    Any library that knows ``__arrow_c_stream__`` takes it as its placements.

    Examples
    --------
    >>> import nextwork
    >>> result = nextwork.Cohort.read_csv("examples/cohorts/prototype").match(extend=True)
    >>> result.profile
    [13, 2, 1, 5]
    >>> bool(result.verify())
    True
    """

    _word = "result"
    _elsewhere = "write() it, or send its frames, such as placements.to_pandas()"

    def __init__(self, handle: native.Result, cohort: native.Cohort, kind: str) -> None:
        super().__init__(handle, cohort, kind)
        self._claims: dict[str, typing.Any] | None = None

    @property
    def outcome(self) -> str:
        """What is promised: "stable", "optimal" or "feasible"."""
        return OUTCOMES[native.result_outcome(self._handle())]

    @property
    def placements(self) -> typing.Any:
        """Who is placed where: youth_id, post_id, company_id, start, end, fit, rank."""
        return self._frame(self._table("placements"))

    @property
    def unplaced(self) -> typing.Any:
        """Who is not placed, and why: youth_id, reasons."""
        return self._frame(self._table("unplaced"))

    @property
    def posts(self) -> typing.Any:
        """What became of each post: post_id, seats_free, placed, cutoff."""
        return self._frame(self._table("posts"))

    @property
    def prices(self) -> typing.Any:
        """The prices that prove a greatest total fit, of max-weight only: kind, id, price."""
        return self._frame(self._table("prices"))

    @property
    def certificate(self) -> dict[str, typing.Any]:
        """What the result claims, and what it needs to be checked."""
        result = self._handle()
        if self._claims is None:
            self._claims = json.loads(native.result_certificate(result))
        return dict(self._claims)

    @property
    def profile(self) -> list[int]:
        """How many were placed at their first wish, their second, …; unlisted last."""
        return list(self.certificate["profile"])

    def verify(self) -> Verification:
        """Check every claim by code that shares nothing with the mechanisms."""
        result = self._handle()

        def verify(monitor: native.Monitor) -> tuple[native.Table, int]:
            return native.result_verify(result, monitor)

        return Verification(*work.run(verify, "verifying"), self._kind)

    def explain(self, youth: Id, *, language: str = "en") -> typing.Any:
        """Tell why a youth got what they got.

        Parameters
        ----------
        youth : str
            The id of the youth.
        language : str
            Of the texts, "en" or "da".

        Returns
        -------
        frame
            One row a wish, best first, with outcome, reasons and text.
        """
        result = self._handle()
        number = ids.number(self._cohort, "youths", youth)
        return self._frame(Table(native.result_explain(result, number, language)))

    def write(self, folder: str | os.PathLike[str]) -> None:
        """Write placements.csv, unplaced.csv, posts.csv and certificate.json.

        Parameters
        ----------
        folder : path
            Made when it is not there. What else an earlier match or plan left in it goes; one that
            holds a cohort is refused.
        """
        native.result_write(self._handle(), os.fspath(folder))

    def __repr__(self) -> str:
        if self._held is None:
            return "<Result: closed>"
        claims = self.certificate
        placed, youths = claims["placed"], claims["placed"] + claims["unplaced"]
        return (
            f"<Result: {claims['mechanism']}, {placed} of {youths} youths placed, {self.outcome}>"
        )

    def _repr_html_(self) -> str:
        if self._held is None:
            return "<p><b>Result</b> closed</p>"
        claims = self.certificate
        youths = claims["placed"] + claims["unplaced"]
        ranks = [(_ordinal(i + 1), count) for i, count in enumerate(self.profile[:-1])]
        rows = [*ranks, ("not listed", self.profile[-1]), ("not placed", claims["unplaced"])]
        most = max([count for _, count in rows] + [1])
        body = "".join(_html_bar(word, count, most) for word, count in rows)
        return (
            f"<p><b>{claims['placed']} of {youths} youths placed</b> by "
            f"{html.escape(claims['mechanism'])}, {self.outcome}; from {claims['start']} for "
            f"{claims['weeks']} weeks, seed {claims['seed']}</p>"
            f"<table><thead><tr><th>wish</th><th>youths</th><th></th></tr></thead>"
            f"<tbody>{body}</tbody></table>"
        )

    def _table(self, name: str) -> Table:
        return Table(native.result_table(self._handle(), name))


_WORDS = {1: "ok", 0: "FAIL", None: "OPEN"}
_SIGNS = {1: "✓", 0: "✗", None: "?"}


class Verification:
    """What was checked of a result, and whether it holds; true when everything does.

    Attributes
    ----------
    holds : bool
        Whether everything holds.
    checks : frame
        check, holds (1, 0; unknown where it was left open), detail.
    open : bool
        Whether nothing is wrong, but a proof would take too long: then it does not hold either.
    """

    def __init__(self, handle: native.Table, holds: int, kind: str, word: str = "result") -> None:
        self.holds = bool(holds)
        self._table = Table(handle)
        self._kind = kind
        self._word = word

    @property
    def checks(self) -> typing.Any:
        """What was checked, one row each."""
        return frames.as_kind(self._table, self._kind)

    @property
    def open(self) -> bool:
        """Whether nothing is wrong, but a proof would take too long."""
        return not self.holds and all(row["holds"] != 0 for row in self._table.rows())

    def __bool__(self) -> bool:
        return self.holds

    def __repr__(self) -> str:
        rows = self._table.rows()
        lines = [f"{_WORDS[row['holds']]:4} {row['check']}: {row['detail']}" for row in rows]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        body = "".join(
            f"<tr><td>{_SIGNS[row['holds']]}</td><td>{html.escape(str(row['check']))}</td>"
            f"<td>{html.escape(str(row['detail']))}</td></tr>"
            for row in self._table.rows()
        )
        word = "holds" if self.holds else "is not proven" if self.open else "does not hold"
        return f"<p><b>The {self._word} {word}</b></p><table><tbody>{body}</tbody></table>"


def compare(results: collections.abc.Sequence[Result]) -> typing.Any:
    """Put results of one cohort and one period beside each other.

    Parameters
    ----------
    results : sequence of Result
        One or more, of different mechanisms, options or seeds.

    Returns
    -------
    frame
        One row a result: youths placed by rank, fit, blocking pairs, envious youths and more,
        measured alike for all.
    """
    handles = [result._handle() for result in results]
    kind = results[0]._kind if results else "table"
    return frames.as_kind(Table(native.result_compare(handles)), kind)


def _ordinal(number: int) -> str:
    endings = {1: "st", 2: "nd", 3: "rd"}
    ending = "th" if number // 10 % 10 == 1 else endings.get(number % 10, "th")
    return f"{number}{ending}"


def _html_bar(word: str, count: int, most: int) -> str:
    color = "#b04a3a" if word == "not placed" else "#3b6ea5"
    bar = f'<div style="background:{color};height:0.8em;width:{20 * count / most:.2f}em"></div>'
    return (
        f"<tr><td>{word}</td><td style='text-align:right'>{count}</td>"
        f"<td style='text-align:left'>{bar}</td></tr>"
    )
