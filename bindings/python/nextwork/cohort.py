"""A cohort: everything known for one matching, and the questions to ask of it."""

from __future__ import annotations

import collections.abc
import os
import typing

from nextwork import frames, ids, native, registry, work
from nextwork.errors import ArgumentError, DataError, NotFoundError, StateError
from nextwork.explanation import Explanation, Fit
from nextwork.frames import Frame, Rename
from nextwork.held import Held
from nextwork.ids import Id
from nextwork.plan import Plan
from nextwork.policy import Policy, give_policy
from nextwork.registry import Option
from nextwork.result import Result, Verification, compare
from nextwork.table import Table

Path = str | os.PathLike[str]

_FINDINGS_SHOWN = 10


class Cohort(Held[native.Cohort]):
    """Youths, companies, posts and what is known about them, checked and frozen.

    Each table may be a frame of pandas, polars or pyarrow, a relation of DuckDB, a dict of columns,
    or anything with ``__arrow_c_stream__``. ``nextwork.schema()`` tells which columns there are.
    Answers come as frames of the kind that `youths` is, or as `nextwork.Table`.

    Parameters
    ----------
    youths, companies, posts : frame
        The tables that every cohort has.
    wishes, answers, interests, placements, travel, fits, outcomes : frame, optional
        What else is known.
    policy : str, path or mapping, optional
        Weights, rules and options: the text of an INI file, the path of one, or a mapping such as
        ``{"weights": {"wish": 40}}``. What it does not name keeps the default.
    rename : mapping, optional
        New names of columns, in every table that has them: ``{"ung_id": "youth_id"}``. A column
        renamed to None is left out.
    frames : str, optional
        "pandas", "polars", "pyarrow", "duckdb" or "table": the kind of the answers.
    threads : int, optional
        How many to read with; one a processor if not given. No answer depends on it.

    Raises
    ------
    DataError
        The data have faults. The message shows the first ten findings, `findings` holds all.

    Examples
    --------
    >>> import nextwork
    >>> cohort = nextwork.Cohort(
    ...     youths={"youth_id": ["Ada", "Bo"]},
    ...     companies={"company_id": ["Bakery"]},
    ...     posts={"post_id": ["Baker"], "company_id": ["Bakery"], "seats": [1]},
    ...     wishes={"youth_id": ["Ada", "Bo"], "post_id": ["Baker", "Baker"], "rank": [1, 1]},
    ... )
    >>> cohort
    <Cohort: 2 youths, 1 company, 1 post>
    >>> result = cohort.match(start="2027-01-04", seed=1)
    >>> len(result.placements), len(result.unplaced)
    (1, 1)
    """

    _word = "cohort"
    _elsewhere = "write_csv() it and Cohort.read_csv() it there, or send the tables"

    def __init__(
        self,
        youths: Frame,
        companies: Frame,
        posts: Frame,
        wishes: Frame | None = None,
        answers: Frame | None = None,
        interests: Frame | None = None,
        placements: Frame | None = None,
        travel: Frame | None = None,
        fits: Frame | None = None,
        outcomes: Frame | None = None,
        *,
        policy: Policy | None = None,
        rename: Rename | None = None,
        frames: str | None = None,
        threads: int | None = None,
    ) -> None:
        if not isinstance(rename, collections.abc.Mapping | None):
            raise ArgumentError(f"rename is {type(rename).__name__}; give a mapping of names")
        tables = {
            "youths": youths,
            "companies": companies,
            "posts": posts,
            "wishes": wishes,
            "answers": answers,
            "interests": interests,
            "placements": placements,
            "travel": travel,
            "fits": fits,
            "outcomes": outcomes,
        }
        given = {name: table for name, table in tables.items() if table is not None}
        builder = _new_builder(threads)
        give_policy(builder, policy)

        def fill(monitor: native.Monitor) -> None:
            _read(builder, given, rename or {})

        self._freeze(builder, fill, frames or _kind_of(youths))

    @classmethod
    def read_csv(
        cls,
        folder: Path,
        *,
        policy: Policy | None = None,
        frames: str | None = None,
        threads: int | None = None,
    ) -> Cohort:
        """Read a folder of CSV files, one a table, and policy.ini when it is there.

        Parameters
        ----------
        folder : path
            Where ``youths.csv``, ``companies.csv``, ``posts.csv`` and the others are.
        policy : str, path or mapping, optional
            In place of the folder's.
        frames : str, optional
            The kind of the answers; `nextwork.Table` if not given.
        threads : int, optional
            As of `Cohort`.

        Examples
        --------
        >>> import nextwork
        >>> nextwork.Cohort.read_csv("examples/cohorts/prototype")
        <Cohort: 24 youths, 22 companies, 32 posts>
        """
        builder = _new_builder(threads)
        give_policy(builder, policy)

        def fill(monitor: native.Monitor) -> None:
            native.builder_read_folder(builder, os.fspath(folder), monitor)

        return cls._made(builder, fill, frames)

    @classmethod
    def generate(
        cls, scenario: str = "pilots", *, frames: str | None = None, **options: Option
    ) -> Cohort:
        """Make a synthetic cohort, the same for the same options.

        Parameters
        ----------
        scenario : str
            "prototype", "site", "pilots", "trial", "region" or "nation".
        frames : str, optional
            The kind of the answers; `nextwork.Table` if not given.
        **options
            ``seed``, ``youths``, ``companies`` and the other options of the group "generate" in
            ``nextwork.options()``.

        Examples
        --------
        >>> import nextwork
        >>> nextwork.Cohort.generate("site", seed=1)
        <Cohort: 160 youths, 100 companies, 170 posts>
        """
        chosen = registry.as_handle("generate", {"scenario": scenario, **options}, "generate")
        builder = native.builder_new()

        def fill(monitor: native.Monitor) -> None:
            native.builder_generate(builder, chosen)

        return cls._made(builder, fill, frames)

    @classmethod
    def _made(
        cls,
        builder: native.Builder,
        fill: collections.abc.Callable[[native.Monitor], None],
        kind: str | None,
    ) -> Cohort:
        cohort = cls.__new__(cls)
        cohort._freeze(builder, fill, kind)
        return cohort

    def _freeze(
        self,
        builder: native.Builder,
        fill: collections.abc.Callable[[native.Monitor], None],
        kind: str | None,
    ) -> None:
        """Fill the builder and keep what comes of it."""
        kind = frames.check_kind(kind)

        def make(monitor: native.Monitor) -> native.Cohort:
            fill(monitor)
            return native.builder_freeze(builder, monitor)

        try:
            handle = work.run(make, "reading")
        except DataError as error:
            raise _with_findings(error, builder, kind) from None
        super().__init__(handle, kind)
        self._builder: native.Builder | None = builder
        self._rounds: dict[tuple[Option, Option], native.Round] = {}

    # --- what it holds ---------------------------------------------------------------------------

    @property
    def findings(self) -> typing.Any:
        """What was found doubtful in the data: severity, code, place, value and message."""
        return self._frame(Table(native.builder_findings(self._filled())))

    @property
    def counts(self) -> dict[str, int]:
        """How many youths, companies and posts there are."""
        cohort = self._handle()
        return {name: native.cohort_count(cohort, name) for name in ("youths", "companies", "posts")}

    @property
    def digest(self) -> str:
        """The SHA-256 of the cohort, by which a certificate names it."""
        return native.cohort_digest(self._handle())

    def table(self, name: str) -> typing.Any:
        """Give one of the tables back, with the columns that it came with.

        Parameters
        ----------
        name : str
            "youths", "posts", "wishes", …

        Returns
        -------
        frame
            Of the kind of the answers.

        Examples
        --------
        >>> import nextwork
        >>> cohort = nextwork.Cohort.read_csv("examples/cohorts/prototype")
        >>> cohort.table("posts")["seats"][:5]
        [5, 1, 1, 2, 6]
        """
        return self._frame(self._table(name))

    def write_csv(self, folder: Path) -> None:
        """Write the tables and the policy as a folder that `read_csv` and the command read.

        Parameters
        ----------
        folder : path
            Made when it is not there.
        """
        native.builder_write_folder(self._filled(), os.fspath(folder))

    # --- pairs -----------------------------------------------------------------------------------

    def score(
        self, top: int | None = None, *, youth: Id | None = None, post: Id | None = None, **options: Option
    ) -> typing.Any:
        """Score youths and posts, term by term.

        Parameters
        ----------
        top : int, optional
            Only so many of each youth's best allowed posts, best first.
        youth, post : str, optional
            Only this youth, only this post.
        **options
            ``start`` and ``weeks`` of the round; ``threads``.

        Returns
        -------
        frame
            youth_id, post_id, fit and coverage in basis points, a column a term, and the reasons
            that forbid the pair.
        """
        chosen = registry.as_handle("score", {"top": top, **options}, "round", "score", "run")
        period = self._round(options)
        first = -1 if youth is None else ids.number(self._handle(), "youths", youth)
        where = -1 if post is None else ids.number(self._handle(), "posts", post)

        def score(monitor: native.Monitor) -> native.Table:
            return native.round_score(
                period, max(first, 0), -1 if first < 0 else 1, where, chosen, monitor
            )

        return self._frame(Table(work.run(score, "scoring")))

    def fit(self, youth: Id, post: Id, **options: Option) -> Fit:
        """Give how well a youth and a post fit, and whether they may be brought together.

        Parameters
        ----------
        youth, post : str
            Their ids.
        **options
            ``start`` and ``weeks`` of the round.

        Examples
        --------
        >>> import nextwork
        >>> cohort = nextwork.Cohort.read_csv("examples/cohorts/prototype")
        >>> cohort.fit("Y00002", "P0019")
        Fit(fit=7700, coverage=8800, reasons=())
        """
        registry.as_handle("fit", options, "round")
        who, where = ids.number(self._handle(), "youths", youth), ids.number(self._handle(), "posts", post)
        return Fit.of(self._round(options), who, where)

    def explain(
        self, youth: Id, post: Id | None = None, *, language: str = "en", **options: Option
    ) -> typing.Any:
        """Explain a fit or, without a post, what the youth gets in a match and why.

        Parameters
        ----------
        youth : str
            The id of the youth.
        post : str, optional
            The id of a post.
        language : str
            "en" or "da".
        **options
            Those of `match`.

        Returns
        -------
        Explanation or frame
            With a post: the fit in parts that add up, and the reasons against the pair. Without:
            one row a wish, as `Result.explain` gives it.
        """
        if post is None:
            return self.match(**_any(options)).explain(youth, language=language)
        registry.as_handle("explain", options, "round")
        who, where = ids.number(self._handle(), "youths", youth), ids.number(self._handle(), "posts", post)
        return Explanation(self._round(options), who, where, f"{youth} at {post}", language, self._kind)

    # --- matches ---------------------------------------------------------------------------------

    def match(
        self,
        mechanism: str | None = None,
        *,
        seed: int | None = None,
        **options: Option,
    ) -> Result:
        """Place every youth at once.

        Parameters
        ----------
        mechanism : str, optional
            "deferred-acceptance" unless the policy says otherwise; ``nextwork.options()`` tells
            which there are, the README what each promises.
        seed : int, optional
            Of the lottery that breaks ties.
        **options
            ``start``, ``weeks``, ``extend`` and the other options of the groups "round", "match"
            and "run".

        Examples
        --------
        >>> import nextwork
        >>> cohort = nextwork.Cohort.read_csv("examples/cohorts/prototype")
        >>> cohort.match(extend=True)
        <Result: deferred-acceptance, 21 of 24 youths placed, stable>
        """
        given = {"mechanism": mechanism, "seed": seed, **options}
        chosen = registry.as_handle("match", given, "round", "match", "run")
        period = self._round(options)

        def match(monitor: native.Monitor) -> native.Result:
            return native.round_match(period, chosen, monitor)

        return Result(work.run(match, "matching"), self._handle(), self._kind)

    def compare(self, *mechanisms: str, **options: Option) -> typing.Any:
        """Match by several mechanisms and put the results beside each other.

        Parameters
        ----------
        *mechanisms : str
            All of them if none is named.
        **options
            Those of `match`.

        Examples
        --------
        >>> import nextwork
        >>> cohort = nextwork.Cohort.read_csv("examples/cohorts/prototype")
        >>> cohort.compare("deferred-acceptance", "fair", extend=True)["first"]
        [13, 13]
        """
        chosen = mechanisms or tuple(registry.choices("mechanism"))
        return compare([self.match(name, **_any(options)) for name in chosen])

    def plan(
        self, periods: int | None = None, *, earlier: Plan | Path | None = None, **options: Option
    ) -> Plan:
        """Plan several periods ahead: a post for each youth in each, no company twice.

        Parameters
        ----------
        periods : int, optional
            2 to 8, each of ``weeks`` weeks; the policy's if not given.
        earlier : Plan or path, optional
            A plan from before, of whichever cohort, or the folder of one: what it has stays for
            each youth who still wants it and may have it, and `Plan.changes` tells what changed.
            The options and the periods are then its own unless given here; ``start`` is the first
            day that is planned anew.
        **options
            ``start``, ``weeks``, ``discount``, ``must_place`` and the other options of the group
            "plan" in ``nextwork.options()``.

        Examples
        --------
        >>> import nextwork
        >>> cohort = nextwork.Cohort.read_csv("examples/cohorts/prototype")
        >>> cohort.plan(4, extend=True)
        <Plan: 4 periods, feasible, at most 0.000... % from the best>
        """
        chosen = registry.as_handle("plan", {"periods": periods, **options}, "round", "plan", "run")
        cohort = self._handle()
        before = earlier._handle() if isinstance(earlier, Plan) else _folder(earlier)

        def plan(monitor: native.Monitor) -> native.Plan:
            if before is None:
                return native.plan_new(cohort, chosen, monitor)
            if isinstance(before, str):
                return native.plan_again_from(cohort, before, chosen, monitor)
            return native.plan_again(cohort, before, chosen, monitor)

        return Plan(work.run(plan, "planning"), cohort, self._kind)

    def read_plan(self, folder: Path) -> Plan:
        """Read a plan of this cohort from its folder, to look at it or to have it explained.

        Parameters
        ----------
        folder : path
            Where `Plan.write` or ``nextwork plan`` put it. What it claims is believed; `verify`
            checks.
        """
        cohort = self._handle()
        return Plan(native.plan_read(cohort, os.fspath(folder)), cohort, self._kind)

    def adopt(self, result: Result | Path) -> Cohort:
        """Give the cohort in which a match has come true, for the round or plan that comes after.

        Parameters
        ----------
        result : Result or path
            The match, or the folder of one. Its placements become planned placements, a placement
            that runs on its first day ends then, and what it gave each youth counts for the option
            ``carry_over``.

        Examples
        --------
        >>> import nextwork
        >>> cohort = nextwork.Cohort.read_csv("examples/cohorts/prototype")
        >>> later = cohort.adopt(cohort.match(extend=True))
        >>> len(later.table("placements")) - len(cohort.table("placements"))
        21
        >>> later.match(start="2027-04-05", extend=True)
        <Result: deferred-acceptance, 22 of 24 youths placed, stable>
        """
        if isinstance(result, Plan):
            raise TypeError("a match is adopted; of a plan, Plan.again() takes what is still wanted")
        match = result._handle() if isinstance(result, Result) else os.fspath(result)
        builder = native.builder_copy(self._filled())

        def fill(monitor: native.Monitor) -> None:
            if isinstance(match, str):
                native.builder_adopt(builder, match)
            else:
                native.builder_adopt_result(builder, match)

        return self._made(builder, fill, self._kind)

    def chances(self, lotteries: int | None = None, **options: Option) -> typing.Any:
        """Draw many lotteries: how likely each wish is, before the real one is drawn.

        Parameters
        ----------
        lotteries : int, optional
            How many; 1000 if not given.
        **options
            Those of `match`, for mechanisms that draw a lottery.

        Returns
        -------
        frame
            youth_id, outcome, post_id, rank, times, and probability and standard_error in parts
            per million.
        """
        given = {"lotteries": lotteries, **options}
        chosen = registry.as_handle("chances", given, "round", "match", "chances", "run")
        period = self._round(options)

        def draw(monitor: native.Monitor) -> native.Table:
            return native.round_chances(period, chosen, monitor)

        return self._frame(Table(work.run(draw, "drawing lotteries")))

    def verify(self, folder: Path) -> Verification:
        """Check a result or plan that was written to a folder, from cohort and files alone.

        Parameters
        ----------
        folder : path
            Where ``certificate.json`` and the other files are. With another policy than the
            cohort's they do not hold: see `nextwork.verify`.
        """
        cohort = self._handle()

        def verify(monitor: native.Monitor) -> tuple[native.Table, int]:
            return native.cohort_verify(cohort, os.fspath(folder), monitor)

        return Verification(*work.run(verify, "verifying"), self._kind)

    # --- the handle ------------------------------------------------------------------------------

    def close(self) -> None:
        """Let go of the memory now; results keep what they need."""
        super().close()
        self._builder = None
        self._rounds.clear()

    def __repr__(self) -> str:
        if self._held is None:
            return "<Cohort: closed>"
        words = {"youths": "youth", "companies": "company", "posts": "post"}
        counts = self.counts.items()
        return f"<Cohort: {', '.join(f'{n} {words[w] if n == 1 else w}' for w, n in counts)}>"

    def _repr_html_(self) -> str:
        text = repr(self).removeprefix("<Cohort: ").removesuffix(">")
        if self._held is None:
            return f"<p><b>Cohort</b> {text}</p>"
        findings = Table(native.builder_findings(self._filled()))
        count = {0: "no findings", 1: "1 finding"}.get(len(findings), f"{len(findings)} findings")
        return f"<p><b>Cohort</b> of {text}; {count}</p>"

    def _table(self, name: str) -> Table:
        builder = self._filled()
        try:
            return Table(native.builder_table(builder, name))
        except StateError:
            raise NotFoundError(f"the cohort has no table {name}", name) from None

    def _filled(self) -> native.Builder:
        if self._builder is None:
            raise StateError("the cohort is closed")
        return self._builder

    def _round(self, options: collections.abc.Mapping[str, Option]) -> native.Round:
        """Give the round of the options' period, made once."""
        start, weeks = options.get("start"), options.get("weeks")
        period = self._rounds.get((start, weeks))
        if period is None:
            chosen = registry.as_handle("round", {"start": start, "weeks": weeks}, "round")
            period = self._rounds[start, weeks] = native.round_new(self._handle(), chosen)
        return period


def verify(
    folder: Path, cohort: Cohort | Path, *, frames: str | None = None
) -> Verification:
    """Check a result or plan in a folder, under the policy that it was made with.

    Parameters
    ----------
    folder : path
        Where ``certificate.json`` and the other files are.
    cohort : Cohort or path
        The data, or their folder. The policy is the one in the certificate, which the checks name.
    frames : str, optional
        The kind of the checks; the cohort's, or `nextwork.Table`, if not given.

    Examples
    --------
    >>> import nextwork, tempfile
    >>> folder = tempfile.mkdtemp()
    >>> cohort = nextwork.Cohort.read_csv(
    ...     "examples/cohorts/prototype",
    ...     policy={"round": {"start": "2027-02-01"}, "weights": {"travel": 20}},
    ... )
    >>> cohort.match().write(folder)
    >>> bool(nextwork.verify(folder, "examples/cohorts/prototype"))
    True
    """
    result = os.fspath(folder)
    data = None if isinstance(cohort, Cohort) else os.fspath(cohort)
    if isinstance(cohort, Cohort):
        builder, kind = native.builder_copy(cohort._filled()), frames or cohort._kind
    else:
        builder, kind = native.builder_new(), frames or "table"

    def fill(monitor: native.Monitor) -> None:
        native.builder_use_policy_of(builder, result)
        if data is not None:
            native.builder_read_folder(builder, data, monitor)

    return Cohort._made(builder, fill, kind).verify(result)


def _folder(path: Path | None) -> str | None:
    return None if path is None else os.fspath(path)


def _any(options: dict[str, Option]) -> dict[str, typing.Any]:
    """Give options that may be meant for named parameters."""
    return typing.cast(dict[str, typing.Any], options)


def _new_builder(threads: int | None) -> native.Builder:
    builder = native.builder_new()
    native.builder_set_options(builder, registry.as_handle("Cohort", {"threads": threads}, "run"))
    return builder


def _read(
    builder: native.Builder, given: collections.abc.Mapping[str, Frame], rename: Rename
) -> None:
    for name, table in given.items():
        frames.read(builder, name, table, rename)


def _kind_of(frame: Frame) -> str:
    return frames.kind_of(frame)


def _with_findings(error: DataError, builder: native.Builder, kind: str) -> DataError:
    """Add what was found, the first ten in the message."""
    found = Table(native.builder_findings(builder))
    errors = [row for row in found.rows() if row["severity"] == "error"]
    if not errors:
        return error
    shown = [_finding_line(row) for row in errors[:_FINDINGS_SHOWN]]
    left = len(errors) - len(shown)
    if left:
        shown.append(f"… and {left} more: see .findings of this error")
    count = "1 error" if len(errors) == 1 else f"{len(errors)} errors"
    message = "\n".join([f"the data have {count}", *shown])
    full = DataError(message, error.table, error.row, error.column)
    full.findings = frames.as_kind(found, kind)
    return full


def _finding_line(row: collections.abc.Mapping[str, object]) -> str:
    place = [str(row["file"] or "")]
    place += [str(row[name]) for name in ("line", "column") if row[name] is not None]
    return f"  {':'.join(place)}: {row['message']}"
