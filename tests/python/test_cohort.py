"""A cohort from every kind of frame is the same cohort, and answers in kind."""

import datetime

import nextwork
import pandas
import pandas.testing
import polars
import pyarrow
import pytest
from support import FRAMES, PROTOTYPE, dicts, policy, small

TYPES = {
    "table": nextwork.Table,
    "pandas": pandas.DataFrame,
    "polars": polars.DataFrame,
    "pyarrow": pyarrow.Table,
    "duckdb": __import__("duckdb").DuckDBPyRelation,
}


@pytest.fixture(scope="module")
def prototype():
    return nextwork.Cohort.read_csv(PROTOTYPE)


@pytest.mark.parametrize("kind", FRAMES)
def test_frames_make_the_cohort_of_the_files(kind, prototype):
    cohort = nextwork.Cohort(**FRAMES[kind](), policy=policy())
    assert cohort.digest == prototype.digest
    assert cohort.match(extend=True).certificate == prototype.match(extend=True).certificate


@pytest.mark.parametrize("threads", [0, 1, 7])
def test_any_number_of_threads_reads_the_same_cohort(threads, prototype):
    frames = FRAMES["polars"]()
    assert nextwork.Cohort(**frames, policy=policy(), threads=threads).digest == prototype.digest
    assert nextwork.Cohort.read_csv(PROTOTYPE, threads=threads).digest == prototype.digest


def test_a_number_of_threads_out_of_range_is_refused():
    with pytest.raises(nextwork.ArgumentError, match="threads"):
        nextwork.Cohort.read_csv(PROTOTYPE, threads=65)


@pytest.mark.parametrize("kind", FRAMES)
def test_answers_come_in_the_kind_that_came_in(kind):
    cohort = nextwork.Cohort(**FRAMES[kind](), policy=policy())
    result = cohort.match()
    answers = [
        cohort.findings,
        cohort.score(top=2),
        cohort.chances(10),
        cohort.compare("fair"),
        cohort.explain("Y00002"),
        cohort.explain("Y00002", "P0019").parts,
        result.placements,
        result.unplaced,
        result.posts,
        result.explain("Y00002"),
        result.verify().checks,
    ]
    assert {type(answer) for answer in answers} == {TYPES[kind]}


@pytest.mark.parametrize("kind", TYPES)
def test_the_kind_may_be_asked_for(kind):
    cohort = nextwork.Cohort.read_csv(PROTOTYPE, frames=kind)
    assert isinstance(cohort.match().placements, TYPES[kind])


def test_another_kind_is_refused():
    with pytest.raises(ValueError, match='frames is "spark"; give one of: pandas'):
        nextwork.Cohort.read_csv(PROTOTYPE, frames="spark")


def test_frames_of_several_kinds():
    tables = dicts() | {"posts": FRAMES["polars"]()["posts"], "wishes": FRAMES["pandas"]()["wishes"]}
    cohort = nextwork.Cohort(**tables, policy=policy())
    assert cohort.digest == nextwork.Cohort.read_csv(PROTOTYPE).digest


def test_anything_with_an_arrow_stream():
    class Stream:
        def __init__(self, table):
            self.table = table

        def __arrow_c_stream__(self, requested_schema=None):
            return self.table.__arrow_c_stream__(requested_schema)

    tables = {name: Stream(table) for name, table in FRAMES["pyarrow"]().items()}
    assert nextwork.Cohort(**tables, policy=policy()).digest == nextwork.Cohort.read_csv(PROTOTYPE).digest


def test_lazy_frames_are_collected():
    tables = {name: frame.lazy() for name, frame in FRAMES["polars"]().items()}
    cohort = nextwork.Cohort(**tables, policy=policy())
    assert isinstance(cohort.match().placements, polars.DataFrame)


@pytest.mark.parametrize("kind", FRAMES)
def test_columns_are_renamed_and_left_out(kind):
    tables = small()
    youths = {"ung_id": tables["youths"]["youth_id"], "navn": ["a", "b", "c"]}
    make = {
        "table": dict,
        "pandas": pandas.DataFrame,
        "polars": polars.DataFrame,
        "pyarrow": pyarrow.table,
        "duckdb": lambda columns: __import__("duckdb").from_arrow(pyarrow.table(columns)),
    }[kind]
    cohort = nextwork.Cohort(**small(youths=make(youths)), rename={"ung_id": "youth_id", "navn": None})
    assert cohort.counts["youths"] == 3


def test_pandas_without_pyarrow(monkeypatch, prototype):
    monkeypatch.setattr("nextwork.libraries.has", lambda library: library != "pyarrow")
    frames = FRAMES["pandas"]()
    assert nextwork.Cohort(**frames, policy=policy()).digest == prototype.digest
    again = nextwork.Cohort.read_csv(PROTOTYPE, frames="pandas")
    frames = {name: again.table(name) for name in frames}
    assert nextwork.Cohort(**frames, policy=policy()).digest == prototype.digest


def test_a_named_index_is_a_column_and_another_is_not():
    tables = small()
    youths = pandas.DataFrame(tables["youths"]).set_index("youth_id")
    posts = pandas.DataFrame(tables["posts"], index=[7, 7])
    cohort = nextwork.Cohort(**small(youths=youths, posts=posts))
    assert cohort.counts == {"youths": 3, "companies": 2, "posts": 2}


def test_dates_in_many_ways():
    days = [datetime.date(2027, 1, 4), datetime.datetime(2027, 1, 4)]
    days += [pandas.Timestamp("2027-01-04"), "2027-01-04"]
    digests = set()
    for day in days:
        for make in (dict, pandas.DataFrame, polars.DataFrame):
            posts = small()["posts"] | {"available_from": [day, None]}
            digests.add(nextwork.Cohort(**small(posts=make(posts))).digest)
    assert len(digests) == 1


@pytest.mark.parametrize("kind", TYPES)
def test_tables_are_given_back(kind, prototype):
    cohort = nextwork.Cohort.read_csv(PROTOTYPE, frames=kind)
    tables = {name: cohort.table(name) for name in dicts()}
    assert {type(table) for table in tables.values()} == {TYPES[kind]}
    assert nextwork.Cohort(**tables, policy=policy()).digest == prototype.digest
    with pytest.raises(nextwork.NotFoundError, match="did you mean posts"):
        cohort.table("postes")


def test_policies_in_many_ways(tmp_path):
    text = "[weights]\nwish = 50\n[round]\nstart = 2027-01-04\n"
    (tmp_path / "policy.ini").write_text(text)
    ways = [
        text,
        tmp_path / "policy.ini",
        {"weights": {"wish": 50}, "round": {"start": datetime.date(2027, 1, 4)}},
    ]
    digests = {nextwork.Cohort(**small(), policy=way).digest for way in ways}
    assert len(digests) == 1
    assert digests != {nextwork.Cohort(**small()).digest}


def test_generated_cohorts_repeat():
    first = nextwork.Cohort.generate("site", seed=2, youths=30)
    assert first.counts["youths"] == 30
    assert first.digest == nextwork.Cohort.generate("site", seed=2, youths=30).digest
    assert first.digest != nextwork.Cohort.generate("site", seed=3, youths=30).digest


def test_written_and_read_again(tmp_path):
    cohort = nextwork.Cohort.generate("prototype")
    cohort.write_csv(tmp_path / "cohort")
    assert nextwork.Cohort.read_csv(tmp_path / "cohort").digest == cohort.digest


def test_findings_are_a_frame():
    cohort = nextwork.Cohort(**small())
    assert set(cohort.findings["severity"]) == {"warning"}
    assert "unknown-headcount" in cohort.findings["code"]


def test_score(prototype):
    scores = prototype.score(top=3)
    assert scores["youth_id"][:3] == ["Y00001"] * 3
    one = prototype.score(youth="Y00002", post="P0019")
    assert (one["fit"], one["coverage"]) == ([7700], [8800])
    assert len(prototype.score(youth="Y00002")) == 32


def test_fit_and_explanation_agree(prototype):
    explained = prototype.explain("Y00002", "P0030")
    assert explained.fit == prototype.fit("Y00002", "P0030")
    assert sum(explained.parts["part"]) == explained.fit.fit
    assert explained.reasons["reason"] == list(explained.fit.reasons) == ["no-seat", "headcount-rule"]
    assert "ønske" in prototype.explain("Y00002", "P0030", language="da").parts["fact"][0]
    assert "Praktikpladsen" in prototype.explain("Y00002", "P0030", language="da").reasons["text"][0]


def test_explaining_a_youth_is_that_of_the_match(prototype):
    by_cohort = prototype.explain("Y00002", extend=True)
    assert by_cohort.to_dict() == prototype.match(extend=True).explain("Y00002").to_dict()


def test_the_period_may_be_given(prototype):
    result = prototype.match(start=datetime.date(2027, 2, 1), weeks=4)
    assert set(result.placements["end"]) == {datetime.date(2027, 3, 1)}
    with pytest.raises(nextwork.ArgumentError, match="start"):
        nextwork.Cohort(**small()).match()


def test_options_are_those_of_the_registry(prototype):
    with pytest.raises(TypeError, match=r"match\(\) takes no option sed; did you mean seed\?"):
        prototype.match(sed=1)
    with pytest.raises(TypeError, match=r"match\(\) takes no option lotteries"):
        prototype.match(lotteries=3)
    with pytest.raises(nextwork.ArgumentError, match="did you mean max-weight"):
        prototype.match("max-weigth")
    with pytest.raises(nextwork.ArgumentError, match="option seed is float"):
        prototype.match(seed=1.5)


def test_every_mechanism(prototype):
    names = nextwork.options()
    choices = names["choices"][names["name"].index("mechanism")].split("|")
    compared = prototype.compare(start="2027-01-04")
    assert compared["mechanism"] == choices


def test_chances_add_up(prototype):
    chances = prototype.chances(100, seed=5)
    sums = {}
    for youth, part in zip(chances["youth_id"], chances["probability"], strict=True):
        sums[youth] = sums.get(youth, 0) + part
    assert set(sums.values()) == {1_000_000}


def test_how_it_looks(prototype):
    assert repr(prototype) == "<Cohort: 24 youths, 22 companies, 32 posts>"
    assert prototype._repr_html_() == (
        "<p><b>Cohort</b> of 24 youths, 22 companies, 32 posts; no findings</p>"
    )
    shown = prototype.explain("Y00002", "P0030")
    assert "Y00002 at P0030: fit 8594 of 10000" in repr(shown)
    assert "Not allowed" in shown._repr_html_()
