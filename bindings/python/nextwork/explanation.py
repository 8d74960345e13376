"""How well one youth and one post fit, and why."""

from __future__ import annotations

import html
import typing

from nextwork import frames, native
from nextwork.registry import codes
from nextwork.table import Table


class Fit(typing.NamedTuple):
    """The score of one youth and one post.

    Attributes
    ----------
    fit : int
        0 to 10000, in basis points.
    coverage : int
        The share of the weight that rests on known facts, 0 to 10000.
    reasons : tuple of str
        Names of the reasons that forbid the pair; empty when it is allowed.
    """

    fit: int
    coverage: int
    reasons: tuple[str, ...]

    @classmethod
    def of(cls, period: native.Round, youth: int, post: int) -> Fit:
        """Score a pair by its numbers."""
        fit, coverage, flags = native.round_fit(period, youth, post)
        reasons = codes("reasons")
        names = zip(reasons["number"], reasons["name"], strict=True)
        return cls(fit, coverage, tuple(name for number, name in names if flags >> number & 1))


class Explanation:
    """One fit in parts that add up to it, with the fact behind each.

    Attributes
    ----------
    fit : Fit
        The sum.
    parts : frame
        term, weight, value, known, part, fact.
    reasons : frame
        reason, severity, text, fact of all that forbids the pair; no rows when it is allowed.
    """

    def __init__(
        self, period: native.Round, youth: int, post: int, title: str, language: str, kind: str
    ) -> None:
        self.fit = Fit.of(period, youth, post)
        self._parts = Table(native.round_explain(period, youth, post, language))
        self._reasons = Table(native.round_reasons(period, youth, post, language))
        self._title = title
        self._kind = kind

    @property
    def parts(self) -> typing.Any:
        """The parts of the fit."""
        return frames.as_kind(self._parts, self._kind)

    @property
    def reasons(self) -> typing.Any:
        """What forbids the pair."""
        return frames.as_kind(self._reasons, self._kind)

    def __repr__(self) -> str:
        lines = [f"{self._title}: fit {self.fit.fit} of 10000", repr(self._parts)]
        if len(self._reasons):
            lines += ["not allowed:", repr(self._reasons)]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        known = self.fit.coverage / 100
        head = (
            f"<p><b>{html.escape(self._title)}</b>: fit {self.fit.fit} of 10000; "
            f"{known:.0f} % of the weight rests on known facts</p>"
        )
        rows = "".join(_html_row(row) for row in self._parts.rows())
        table = (
            "<table><thead><tr><th>term</th><th>weight</th><th>value</th><th>part</th><th></th>"
            f"<th>fact</th></tr></thead><tbody>{rows}</tbody></table>"
        )
        refused = "".join(
            f"<li>{html.escape(str(row['text']))} {html.escape(str(row['fact'] or ''))}</li>"
            for row in self._reasons.rows()
        )
        return head + table + (f"<p>Not allowed:</p><ul>{refused}</ul>" if refused else "")


def _html_row(row: typing.Mapping[str, typing.Any]) -> str:
    bar = (
        '<div style="width:8em;background:#e4e8ec"><div style="background:#3b6ea5;height:0.7em;'
        f'width:{row["value"] / 100:.0f}%"></div></div>'
    )
    shade = "" if row["known"] else ' style="opacity:0.55"'
    cells = [html.escape(str(row[name])) for name in ("term", "weight", "value", "part")]
    cells += [bar, html.escape(str(row["fact"] or ""))]
    return f"<tr{shade}>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
