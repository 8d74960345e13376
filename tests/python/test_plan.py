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
