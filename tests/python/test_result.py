"""Results: their tables, their claims, and their proof."""

import json

import nextwork
import pandas.testing
import polars
import pyarrow
import pytest
from support import PROTOTYPE, TABLES, small


@pytest.fixture(scope="module")
def cohort():
    return nextwork.Cohort.read_csv(PROTOTYPE)


@pytest.fixture(scope="module")
def result(cohort):
    return cohort.match(extend=True)


def test_tables_and_claims_agree(result):
    claims = result.certificate
    assert len(result.placements) == claims["placed"] == 21
    assert len(result.unplaced) == claims["unplaced"] == 3
    assert sum(result.posts["placed"]) == 21
    assert result.profile == claims["profile"]
    assert result.outcome == "stable"


def test_a_certificate_is_not_changed_from_outside(result):
    result.certificate["placed"] = 0
    assert result.certificate["placed"] == 21


@pytest.mark.parametrize(
    "mechanism, outcome", [("max-weight", "optimal"), ("serial-dictatorship", "feasible")]
)
def test_outcomes(cohort, mechanism, outcome):
    result = cohort.match(mechanism)
    assert result.outcome == outcome
    assert result.verify()


def test_prices_only_where_they_prove_something(cohort, result):
    assert cohort.match("max-weight").prices.columns == ["kind", "id", "price"]
    with pytest.raises(nextwork.NotFoundError):
        result.prices


def test_the_placements_go_to_any_library(result):
    frame = result.to_pandas()
    pandas.testing.assert_frame_equal(frame, result.placements.to_pandas())
    assert polars.DataFrame(result).equals(result.to_polars())
    assert pyarrow.table(result).num_rows == 21
    assert frame["start"].dtype.kind == "M"
    assert frame["rank"].isna().sum() == result.profile[-1]


def test_pandas_frames_are_the_same_with_and_without_pyarrow(cohort, result, monkeypatch):
    tables = [result.placements, nextwork.options(), *(cohort.table(name) for name in TABLES)]
    with_it = [table.to_pandas() for table in tables]
    monkeypatch.setattr("nextwork.libraries.has", lambda library: library != "pyarrow")
    for frame, table in zip(with_it, tables, strict=True):
        pandas.testing.assert_frame_equal(frame, table.to_pandas())


def test_written_and_verified(cohort, result, tmp_path):
    result.write(tmp_path / "out")
    assert json.loads((tmp_path / "out/certificate.json").read_text()) == result.certificate
    assert cohort.verify(tmp_path / "out")
    placements = tmp_path / "out/placements.csv"
    placements.write_text(placements.read_text().replace("Y00001", "Y00009", 1))
    checked = cohort.verify(tmp_path / "out")
    assert not checked
    assert 0 in checked.checks["holds"]
    assert "FAIL" in repr(checked)
    assert "does not hold" in checked._repr_html_()


def test_what_is_not_proven_is_told_apart(result, monkeypatch):
    checked = result.verify()
    assert checked and not checked.open
    rows = checked._table.rows()
    rows[-1]["holds"] = None  # as where a proof would take too long
    monkeypatch.setattr("nextwork.table.Table.rows", lambda table: rows)
    checked.holds = False
    assert checked.open and not checked
    assert "OPEN" in repr(checked)
    assert "is not proven" in checked._repr_html_()
    rows[0]["holds"] = 0
    assert not checked.open
    assert "does not hold" in checked._repr_html_()


def test_verified_under_the_policy_that_it_was_made_with(cohort, tmp_path):
    policy = {"round": {"start": "2027-02-01"}, "weights": {"travel": 20}}
    other = nextwork.Cohort.read_csv(PROTOTYPE, policy=policy)
    other.match().write(tmp_path)
    assert not cohort.verify(tmp_path)
    assert nextwork.verify(tmp_path, cohort)
    assert nextwork.verify(tmp_path, PROTOTYPE)
    checks = nextwork.verify(tmp_path, str(PROTOTYPE), frames="pandas").checks
    assert isinstance(checks, pandas.DataFrame)
    assert not nextwork.verify(tmp_path, nextwork.Cohort.generate("prototype", seed=2))
    with pytest.raises(nextwork.InputOutputError):
        nextwork.verify(tmp_path / "nowhere", cohort)
    with pytest.raises(nextwork.InputOutputError):
        nextwork.verify(tmp_path, tmp_path / "nowhere")


def test_a_match_comes_true(cohort, result, tmp_path):
    result.write(tmp_path)
    later, from_files = cohort.adopt(result), cohort.adopt(tmp_path)
    assert later.digest == from_files.digest != cohort.digest
    added = later.table("placements").rows()[len(cohort.table("placements")) :]
    assert {row["youth_id"]: row["post_id"] for row in added} == dict(
        zip(result.placements["youth_id"], result.placements["post_id"], strict=True)
    )
    assert {row["status"] for row in added} == {"planned"}
    outcomes = later.table("outcomes")
    assert sum(outcomes["placed"]) == 21
    again = later.match(start="2027-04-05", carry_over=True)
    assert again.verify()
    tables = {name: later.table(name) for name in [*TABLES, "outcomes"]}
    assert nextwork.Cohort(**tables, policy=PROTOTYPE / "policy.ini").digest == later.digest
    with pytest.raises(nextwork.InputOutputError):
        cohort.adopt(tmp_path / "nowhere")


def test_explained(result):
    told = result.explain("Y00002")
    assert told["outcome"][:3] == ["contest-lost", "refused", "placed"]
    with pytest.raises(nextwork.NotFoundError, match="youths has no id"):
        result.explain("nobody")


def test_compared(cohort):
    results = [cohort.match(seed=seed) for seed in (1, 2)]
    assert nextwork.compare(results)["seed"] == [1, 2]
    other = nextwork.Cohort(**small(), policy={"round": {"start": "2027-01-04"}}).match()
    with pytest.raises(nextwork.ArgumentError):
        nextwork.compare([results[0], other])
    with pytest.raises(nextwork.ArgumentError):
        nextwork.compare([])


def test_how_it_looks(result):
    assert repr(result) == "<Result: deferred-acceptance, 21 of 24 youths placed, stable>"
    shown = result._repr_html_()
    assert "<b>21 of 24 youths placed</b>" in shown
    assert "<td>2nd</td>" in shown and "<td>not placed</td>" in shown


@pytest.mark.parametrize(
    "number, word", [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (13, "13th"), (21, "21st"), (112, "112th")]
)
def test_ordinals(number, word):
    assert nextwork.result._ordinal(number) == word


def test_a_long_table_is_cut():
    table = nextwork.codes("DISCO08")
    lines = repr(table).splitlines()
    assert len(lines) == 22
    assert lines[-1] == f"… {len(table) - 20} more rows, {len(table)} in all"
    assert table._repr_html_().count("<tr>") == 21


def test_a_table_in_other_shapes():
    table = nextwork.codes("terms")
    assert table.rows()[0]["term"] == table["term"][0] == table.to_dict()["term"][0] == "wish"
    assert table.to_csv().splitlines()[0] == "term,weight,unknown"
    with pytest.raises(nextwork.NotFoundError, match="did you mean weight"):
        table["weigth"]
