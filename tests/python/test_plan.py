"""Plans of several periods: their tables, their claims, and their proof."""

import nextwork
import polars
import pytest
from support import PROTOTYPE


@pytest.fixture(scope="module")
def plan():
    cohort = nextwork.Cohort.read_csv(PROTOTYPE, frames="polars")
    return cohort.plan(3, weeks=6)


def test_a_plan_holds(plan):
    assert plan.outcome in ("optimal", "feasible")
    assert 0 <= plan.gap < 0.1
    assert plan.verify()
    assert repr(plan).startswith("<Plan: 3 periods, ")


def test_no_company_twice(plan):
    placed = plan.placements
    assert isinstance(placed, polars.DataFrame)
    assert len(placed) > 0
    assert placed.select("youth_id", "company_id").is_unique().all()


def test_tables(plan):
    periods = plan.table("periods")
    assert periods["placed"].sum() == len(plan.placements)
    with pytest.raises(nextwork.NotFoundError):
        plan.table("prizes")


def test_explained_and_written(plan, tmp_path):
    youth = plan.placements["youth_id"][0]
    told = plan.explain(youth)
    assert "plan" in told["sequence"].to_list()
    plan.write(tmp_path / "plan")
    assert (tmp_path / "plan/plan.csv").read_text().startswith("youth_id,period")


def test_a_plan_outlives_its_closed_cohort():
    cohort = nextwork.Cohort.read_csv(PROTOTYPE)
    plan = cohort.plan(2, weeks=4)
    cohort.close()
    assert plan.verify()
    with pytest.raises(nextwork.StateError):
        cohort.plan(2)


def test_options_of_a_plan():
    cohort = nextwork.Cohort.read_csv(PROTOTYPE)
    with pytest.raises(TypeError, match=r"plan\(\) takes no option period"):
        cohort.plan(period=2)
    with pytest.raises(nextwork.ArgumentError, match="periods"):
        cohort.plan(99)


def test_planning_anew_keeps_what_is_still_wanted():
    cohort = nextwork.Cohort.read_csv(PROTOTYPE)
    plan = cohort.plan(3)
    later = plan.again(cohort, start="2027-04-05")
    assert later.table("periods")["start"] == plan.table("periods")["start"][1:]
    posts = {(row["youth_id"], row["start"]): row["post_id"] for row in plan.placements.rows()}
    starts = later.table("periods")["start"]
    kept = later.table("kept").rows()
    assert len(kept) > 10
    for row in kept:
        assert posts[row["youth_id"], starts[row["period"] - 1]] == row["post_id"]
    assert set(later.changes["why"]) == {"planned"}
    assert later.verify()


def test_planning_anew_for_another_cohort(tmp_path):
    """A youth who is gone, told of a plan in memory as of one in a folder."""
    cohort = nextwork.Cohort.read_csv(PROTOTYPE)
    plan = cohort.plan(2)
    gone = plan.placements["youth_id"][0]
    tables = {
        name: cohort.table(name).to_pandas().query(f"youth_id != '{gone}'")
        for name in ("youths", "wishes")
    }
    tables |= {name: cohort.table(name) for name in ("companies", "posts")}
    less = nextwork.Cohort(**tables, frames="table")
    later = plan.again(less)
    assert ("youth-gone", gone) in set(zip(later.changes["why"], later.changes["youth_id"], strict=True))
    plan.write(tmp_path / "plan")
    from_files = less.plan(earlier=tmp_path / "plan")
    assert from_files.certificate == later.certificate
    with pytest.raises(nextwork.ArgumentError):
        plan.again(less, start="2030-01-07")


def test_a_first_plan_has_no_changes(plan):
    with pytest.raises(nextwork.NotFoundError):
        plan.changes


def test_a_plan_is_read_from_its_folder(tmp_path):
    cohort = nextwork.Cohort.read_csv(PROTOTYPE)
    plan = cohort.plan(2)
    plan.write(tmp_path)
    read = cohort.read_plan(tmp_path)
    assert read.certificate == plan.certificate
    assert read.explain("Y00002").to_dict() == plan.explain("Y00002").to_dict()
    assert nextwork.verify(tmp_path, PROTOTYPE)
    with pytest.raises(nextwork.DataError):
        nextwork.Cohort.generate("prototype", seed=9).read_plan(tmp_path)


def test_a_plan_goes_to_any_library(plan):
    assert polars.DataFrame(plan).equals(plan.placements)
    assert len(plan.to_pandas()) == len(plan.placements)


def test_how_a_plan_looks(plan):
    shown = plan._repr_html_()
    assert f"<b>{len(plan.placements)} placements of 72</b> in 3 periods" in shown
    assert shown.count("<tr>") == 4


@pytest.mark.parametrize(
    "use",
    [
        lambda plan: plan.placements,
        lambda plan: plan.changes,
        lambda plan: plan.certificate,
        lambda plan: plan.gap,
        lambda plan: plan.outcome,
        lambda plan: plan.verify(),
        lambda plan: plan.explain("Y00001"),
        lambda plan: plan.again(nextwork.Cohort.read_csv(PROTOTYPE)),
        lambda plan: plan.to_polars(),
        lambda plan: plan.write("nowhere"),
    ],
)
def test_a_closed_plan_answers_nothing(use):
    with nextwork.Cohort.read_csv(PROTOTYPE).plan(2, weeks=4) as plan:
        pass
    with pytest.raises(nextwork.StateError, match="the plan is closed"):
        use(plan)
    assert repr(plan) == "<Plan: closed>"
    assert "closed" in plan._repr_html_()
