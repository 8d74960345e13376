"""Objects after their end, and their ends in any order."""

import gc
import itertools

import nextwork
import pytest
from support import PROTOTYPE


@pytest.mark.parametrize(
    "use",
    [
        lambda cohort: cohort.match(),
        lambda cohort: cohort.score(),
        lambda cohort: cohort.fit("Y00001", "P0001"),
        lambda cohort: cohort.explain("Y00001"),
        lambda cohort: cohort.chances(),
        lambda cohort: cohort.compare(),
        lambda cohort: cohort.verify("nowhere"),
        lambda cohort: cohort.findings,
        lambda cohort: cohort.counts,
        lambda cohort: cohort.digest,
        lambda cohort: cohort.write_csv("nowhere"),
        lambda cohort: cohort.table("youths"),
        lambda cohort: cohort.plan(2),
        lambda cohort: cohort.read_plan("nowhere"),
        lambda cohort: cohort.adopt("nowhere"),
        lambda cohort: nextwork.verify("nowhere", cohort),
        lambda cohort: nextwork.Market(cohort),
    ],
)
def test_a_closed_cohort_answers_nothing(use):
    with nextwork.Cohort.read_csv(PROTOTYPE) as cohort:
        pass
    with pytest.raises(nextwork.StateError, match="the cohort is closed"):
        use(cohort)
    assert repr(cohort) == "<Cohort: closed>"
    assert "closed" in cohort._repr_html_()
    cohort.close()


@pytest.mark.parametrize(
    "use",
    [
        lambda result: result.placements,
        lambda result: result.certificate,
        lambda result: result.verify(),
        lambda result: result.explain("Y00001"),
        lambda result: result.to_polars(),
        lambda result: result.write("nowhere"),
        lambda result: nextwork.compare([result]),
    ],
)
def test_a_closed_result_answers_nothing(use):
    result = nextwork.Cohort.read_csv(PROTOTYPE).match()
    result.close()
    with pytest.raises(nextwork.StateError, match="the result is closed"):
        use(result)
    assert repr(result) == "<Result: closed>"


def test_a_result_outlives_its_closed_cohort():
    cohort = nextwork.Cohort.read_csv(PROTOTYPE)
    result = cohort.match()
    cohort.close()
    assert result.verify()
    assert result.explain("Y00001")["outcome"][0] == "placed"


def test_ends_in_any_order():
    for order in itertools.permutations(range(5)):
        cohort = nextwork.Cohort.read_csv(PROTOTYPE)
        result, market = cohort.match(), nextwork.Market(cohort)
        kept = [cohort, result, market, result.placements, cohort.explain("Y00002", "P0019")]
        del cohort, result, market
        for place in order:
            kept[place] = None
    gc.collect()


def test_a_stream_outlives_its_table():
    stream = nextwork.codes("terms").__arrow_c_stream__()
    gc.collect()

    class Holder:
        def __arrow_c_stream__(self, requested_schema=None):
            return stream

    import pyarrow

    assert pyarrow.table(Holder()).num_rows == 10


def test_a_cohort_outlives_its_frames():
    import polars

    frames = {
        "youths": polars.DataFrame({"youth_id": [f"Y{i}" for i in range(1000)]}),
        "companies": polars.DataFrame({"company_id": ["C"]}),
        "posts": polars.DataFrame({"post_id": ["P"], "company_id": ["C"], "seats": [9]}),
    }
    cohort = nextwork.Cohort(**frames)
    del frames
    gc.collect()
    assert cohort.fit("Y999", "P", start="2027-01-04").reasons == ()
