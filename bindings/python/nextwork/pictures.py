"""Pictures of results, with matplotlib (``pip install 'nextwork[plot]'``).

Each function draws into `ax` if it is given one, and returns the axes.
"""

from __future__ import annotations

import collections
import collections.abc
import functools
import typing

from nextwork import ids, libraries, native
from nextwork.errors import ArgumentError, NotFoundError
from nextwork.registry import codes
from nextwork.table import Table

if typing.TYPE_CHECKING:
    from nextwork.cohort import Cohort
    from nextwork.ids import Id
    from nextwork.result import Result

_TERMS = (
    "#3b6ea5",
    "#e08e45",
    "#5aa469",
    "#b04a3a",
    "#8468a8",
    "#8c6d53",
    "#d28cb8",
    "#7f8790",
    "#b7b143",
    "#46a9b5",
)
_BLUE, _LIGHT, _RED = "#3b6ea5", "#b9cbe0", "#b04a3a"
_SECTIONS_EN = {
    "A": "Farming, forestry, fishing",
    "B": "Mining",
    "C": "Manufacturing",
    "D": "Energy",
    "E": "Water and waste",
    "F": "Construction",
    "G": "Trade",
    "H": "Transport",
    "I": "Hotels and restaurants",
    "J": "Media and publishing",
    "K": "Telecom and IT",
    "L": "Finance",
    "M": "Real estate",
    "N": "Knowledge services",
    "O": "Business services",
    "P": "Public administration",
    "Q": "Education",
    "R": "Health and social care",
    "S": "Arts and sports",
    "T": "Other services",
    "U": "Households",
    "V": "International bodies",
}
_UNKNOWN = "unknown"
_POSTS_SHOWN = 5


def ranks(*results: Result, ax: typing.Any = None) -> typing.Any:
    """Draw how many youths got their first wish, their second, …, in one result or several.

    Parameters
    ----------
    *results : Result
        One or more, of the same youths.
    ax : matplotlib axes, optional
        Where to draw.
    """
    if not results:
        raise ArgumentError("give one result or more")
    longest = max(len(result.profile) for result in results) - 1
    words = [*(str(rank) for rank in range(1, longest + 1)), "not\nlisted", "not\nplaced"]
    ax = _axes(ax, 1.8 + 0.45 * len(words) * max(1, len(results) / 2), 3.2)
    width = 0.8 / len(results)
    for place, result in enumerate(results):
        claims = result.certificate
        wished = result.profile[:-1]
        heights = [*wished, *[0] * (longest - len(wished)), result.profile[-1], claims["unplaced"]]
        places = [i + (place - (len(results) - 1) / 2) * width for i in range(len(words))]
        bars = ax.bar(places, heights, width * 0.94, color=_TERMS[place % 10], label=_name(claims))
        if len(results) == 1:
            bars[-1].set_color(_RED)
            ax.bar_label(bars, fontsize=8)
    ax.set_xticks(range(len(words)), words)
    ax.set_xlabel("wish")
    ax.set_ylabel("youths")
    _tidy(ax)
    if len(results) > 1:
        ax.legend(frameon=False, fontsize=8)
    else:
        ax.set_title(_name(results[0].certificate), loc="left")
    return ax


def fit_parts(
    cohort: Cohort, youth: Id, posts: collections.abc.Sequence[Id] | None = None, *, ax: typing.Any = None
) -> typing.Any:
    """Draw the fits of one youth as stacked bars, a colour a term.

    Parameters
    ----------
    cohort : Cohort
        Where the youth is.
    youth : str
        The id of the youth.
    posts : sequence of str, optional
        Ids of posts, such as the youth's own and the alternatives; the five best if not given.
    ax : matplotlib axes, optional
        Where to draw.
    """
    if posts is None:
        posts = _best_posts(cohort, youth)
    ax = _axes(ax, 7.2, 1.4 + 0.42 * len(posts))
    parts = [cohort.explain(youth, post)._parts for post in posts]
    left = [0] * len(posts)
    for place, term in enumerate(codes("terms")["term"]):
        widths = [_part(table, term) for table in parts]
        ax.barh(range(len(posts)), widths, 0.72, left, color=_TERMS[place], label=term)
        left = [a + b for a, b in zip(left, widths, strict=True)]
    for row, total in enumerate(left):
        ax.text(total + 80, row, str(total), va="center", fontsize=8)
    ax.set_yticks(range(len(posts)), [str(post) for post in posts])
    ax.invert_yaxis()
    ax.set_xlim(0, 10800)
    ax.set_xlabel("fit in basis points")
    ax.set_title(f"Where the fit of {youth} comes from", loc="left")
    ax.legend(frameon=False, fontsize=8, ncols=1, bbox_to_anchor=(1, 1), loc="upper left")
    _tidy(ax)
    return ax


def seats(cohort: Cohort, result: Result, *, ax: typing.Any = None) -> typing.Any:
    """Draw free seats, first wishes and placements by industry.

    Parameters
    ----------
    cohort : Cohort
        Where posts, companies and wishes are.
    result : Result
        A match of it.
    ax : matplotlib axes, optional
        Where to draw.
    """
    section = _sections_of_posts(cohort)
    taken = result._table("posts")
    counts = {name: collections.Counter[str]() for name in ("free seats", "first wishes", "placed")}
    for post, free, placed in zip(taken["post_id"], taken["seats_free"], taken["placed"], strict=True):
        counts["free seats"][section[post]] += free
        counts["placed"][section[post]] += placed
    for wish in _rows(cohort, "wishes"):
        if wish.get("rank") == 1 and not wish.get("veto"):
            counts["first wishes"][section[wish["post_id"]]] += 1
    order = sorted(set(section.values()), key=lambda s: (-counts["free seats"][s], s))
    ax = _axes(ax, 7.2, 1.2 + 0.4 * len(order))
    shown = (("free seats", _LIGHT, 0.8), ("placed", _BLUE, 0.4))
    for name, color, width in shown:
        ax.barh(range(len(order)), [counts[name][s] for s in order], width, color=color, label=name)
    wishes = [counts["first wishes"][s] for s in order]
    ax.plot(wishes, range(len(order)), "D", color=_RED, markersize=5, label="first wishes")
    ax.set_yticks(range(len(order)), [_SECTIONS_EN.get(s, s) for s in order])
    ax.set_ylim(len(order) - 0.5, -0.5)
    ax.set_xlabel("youths")
    ax.set_title("Seats and demand by industry", loc="left")
    ax.legend(frameon=False, fontsize=8, loc="lower right")
    _tidy(ax)
    return ax


def rotation(cohort: Cohort, youth: Id | None = None, *, ax: typing.Any = None) -> typing.Any:
    """Draw which industries and job functions have been tried, and how often.

    Parameters
    ----------
    cohort : Cohort
        Where the placements are.
    youth : str, optional
        Only this youth's; all if not given.
    ax : matplotlib axes, optional
        Where to draw.
    """
    if youth is not None:
        ids.number(cohort._handle(), "youths", youth)
    industry = _sections_of_companies(cohort)
    posts = {row["post_id"]: row for row in _rows(cohort, "posts")}
    offered = {
        (industry.get(row["company_id"], _UNKNOWN), _major(row.get("function")))
        for row in posts.values()
    }
    tried = collections.Counter[tuple[str, str]]()
    for row in _rows(cohort, "placements"):
        if youth is not None and row["youth_id"] != str(youth):
            continue
        post = posts.get(row.get("post_id") or "", {})
        company = post.get("company_id") or row.get("company_id")
        where = _section(row.get("industry_scheme"), row.get("industry"))
        if where == _UNKNOWN:
            where = industry.get(company or "", _UNKNOWN)
        tried[where, _major(row.get("function") or post.get("function"))] += 1
    cells = offered | set(tried)
    sections = sorted({cell[0] for cell in cells})
    majors = sorted({cell[1] for cell in cells})
    ax = _axes(ax, 2.6 + 0.75 * len(majors), 1.9 + 0.34 * len(sections))
    grid = [[tried[section, major] for major in majors] for section in sections]
    most = max([max(row) for row in grid] + [1])
    ax.imshow(grid, cmap="Blues", vmin=0, vmax=most * 1.25, aspect="auto")
    for i, section in enumerate(sections):
        for j, major in enumerate(majors):
            count = tried[section, major]
            if count:
                color = "white" if count > 0.7 * most else "black"
                ax.text(j, i, str(count), ha="center", va="center", fontsize=8, color=color)
            elif (section, major) not in offered:
                ax.text(j, i, "×", ha="center", va="center", fontsize=8, color="#b8bec6")
    titles = _lookup("DISCO08", "code", "title_en")
    ax.set_xticks(
        range(len(majors)), [_short(titles.get(m) or m) for m in majors], rotation=35, ha="right", fontsize=8
    )
    ax.set_yticks(range(len(sections)), [_SECTIONS_EN.get(s, s) for s in sections], fontsize=8)
    ax.set_title("Tried so far" if youth is None else f"Tried so far by {youth}", loc="left")
    ax.set_xlabel("placements; empty: offered, not tried; ×: no post offers it", fontsize=8)
    for side in ax.spines.values():
        side.set_visible(False)
    return ax


# --- what the pictures share ----------------------------------------------------------------------


def _axes(ax: typing.Any, width: float, height: float) -> typing.Any:
    if ax is not None:
        return ax
    plt = libraries.load("matplotlib.pyplot")
    return plt.subplots(figsize=(width, height), layout="constrained")[1]


def _tidy(ax: typing.Any) -> None:
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)


def _name(claims: collections.abc.Mapping[str, typing.Any]) -> str:
    return f"{claims['mechanism']}: {claims['placed']} of {claims['placed'] + claims['unplaced']} placed"


def _rows(cohort: Cohort, name: str) -> list[dict[str, typing.Any]]:
    """Give the rows of an input table; none if it was not given."""
    try:
        return cohort._table(name).rows()
    except NotFoundError:
        return []


def _best_posts(cohort: Cohort, youth: Id) -> list[str]:
    handle = native.options_new()
    native.options_set_int64(handle, "top", _POSTS_SHOWN)
    number = ids.number(cohort._handle(), "youths", youth)
    table = Table(native.round_score(cohort._round({}), number, 1, -1, handle, None))
    return table["post_id"]


def _part(table: Table, term: str) -> int:
    return typing.cast(int, table["part"][table["term"].index(term)])


def _section(scheme: str | None, industry: str | None) -> str:
    """Give the section of an industry code, of the newer list."""
    if not industry:
        return _UNKNOWN
    division = industry[:2]
    if scheme == "DB07":
        division = _lookup("crosswalk", "db07", "db25").get(division, division)
    return _lookup("DB25", "code", "section").get(division, _UNKNOWN)


@functools.cache
def _lookup(name: str, key: str, value: str) -> dict[str, str]:
    table = codes(name)
    return dict(zip(table[key], table[value], strict=True))


def _sections_of_companies(cohort: Cohort) -> dict[str, str]:
    rows = _rows(cohort, "companies")
    return {r["company_id"]: _section(r.get("industry_scheme"), r.get("industry")) for r in rows}


def _sections_of_posts(cohort: Cohort) -> dict[str, str]:
    sections = _sections_of_companies(cohort)
    return {row["post_id"]: sections.get(row["company_id"], _UNKNOWN) for row in _rows(cohort, "posts")}


def _major(function: str | None) -> str:
    return function[0] if function else _UNKNOWN


def _short(title: str) -> str:
    return title if len(title) <= 30 else title[:28].rstrip() + "…"
