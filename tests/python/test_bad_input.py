"""What somebody may hand over by mistake: an error that names the place and the remedy."""

import subprocess
import sys
import threading

import nextwork
import numpy
import pandas
import polars
import pyarrow
import pytest
from support import small

MAKERS = {"dict": dict, "pandas": pandas.DataFrame, "polars": polars.DataFrame, "pyarrow": pyarrow.table}


@pytest.fixture(params=MAKERS)
def make(request):
    return MAKERS[request.param]


def refused(**changed):
    with pytest.raises(nextwork.DataError) as caught:
        nextwork.Cohort(**small(**changed))
    return caught.value


def posts(**changed):
    return small()["posts"] | changed


def test_a_wrong_type(make):
    error = refused(posts=make(posts(seats=["many", "few"])))
    assert (error.table, error.row, error.column) == ("posts", 0, "seats")
    assert "2 errors" in str(error) and "whole number" in str(error)


def test_a_fraction_where_a_whole_number_belongs(make):
    error = refused(posts=make(posts(seats=[1.0, 1.5])))
    assert (error.table, error.row, error.column) == ("posts", 1, "seats")


def test_a_fraction_in_an_id(make):
    error = refused(youths=make({"youth_id": [1.0, 2.5]}), wishes=None)
    assert (error.table, error.column) == ("youths", "youth_id")


def test_whole_floats_are_whole_numbers(make):
    cohort = nextwork.Cohort(**small(posts=make(posts(seats=[1.0, 2.0]))))
    assert cohort.match(start="2027-01-04").placements["post_id"]


def test_ids_may_be_numbers(make):
    tables = small(youths=make({"youth_id": [1, 2]}))
    tables["wishes"] = make({"youth_id": [1, 2], "post_id": ["Baker", "Baker"], "rank": [1, 1]})
    cohort = nextwork.Cohort(**tables)
    assert cohort.fit(2, "Baker", start="2027-01-04").reasons == ()


def test_a_required_column_that_is_missing(make):
    columns = posts()
    del columns["seats"]
    error = refused(posts=make(columns))
    assert (error.table, error.column) == ("posts", "seats")
    assert "posts needs a column seats" in str(error)


def test_a_column_under_another_name(make):
    columns = posts()
    columns["seat"] = columns.pop("seats")
    error = refused(posts=make(columns))
    assert "did you mean seats?" in str(error)


def test_an_empty_frame(make):
    error = refused(posts=make({}))
    assert error.table == "posts"


def test_a_frame_without_rows(make):
    none = make({"youth_id": [], "post_id": [], "rank": []})
    cohort = nextwork.Cohort(**small(wishes=none))
    assert len(cohort.match(start="2027-01-04").placements) == 0


def test_a_duplicate_id(make):
    error = refused(youths=make({"youth_id": ["Ada", "Bo", "Ada"]}), wishes=None)
    assert (error.table, error.row, error.column) == ("youths", 2, "youth_id")


def test_a_duplicate_named_index_is_a_duplicate_id():
    youths = pandas.DataFrame(index=pandas.Index(["Ada", "Bo", "Ada"], name="youth_id"))
    assert refused(youths=youths, wishes=None).row == 2


def test_a_broken_reference(make):
    error = refused(wishes=make({"youth_id": ["Ada"], "post_id": ["Bakr"], "rank": [1]}))
    assert (error.table, error.row, error.column) == ("wishes", 0, "post_id")


def test_columns_of_several_types():
    youths = pandas.DataFrame({"youth_id": ["Ada", 2, 3.5]})
    error = refused(youths=youths)
    assert (error.table, error.column) == ("youths", "youth_id")


def test_columns_of_several_lengths():
    error = refused(posts=posts(seats=[1]))
    assert error.table == "posts"


@pytest.mark.parametrize("frame", [3, "youths.csv", [["Ada"]], object()])
def test_no_frame(frame):
    error = refused(youths=frame)
    assert error.table == "youths"
    assert "give a frame of pandas" in str(error)


@pytest.mark.parametrize("column", ["Ada", 3, b"Ada"])
def test_no_column(column):
    assert refused(youths={"youth_id": column}).column == "youth_id"


def test_a_cpr_number_is_not_repeated(make):
    error = refused(youths=make({"youth_id": ["010180-1234"]}))
    assert "010180" not in str(error) and "010180" not in repr(error.findings)


def test_the_first_ten_findings_are_shown():
    error = refused(youths={"youth_id": [f"a b{i}" for i in range(12)]}, wishes=None)
    assert str(error).splitlines()[0] == "the data have 12 errors"
    assert len(str(error).splitlines()) == 12
    assert str(error).splitlines()[-1].startswith("… and 2 more")
    assert len([s for s in error.findings["severity"] if s == "error"]) == 12


def test_findings_come_in_the_kind_that_came_in():
    error = refused(youths=pandas.DataFrame({"youth_id": ["a b"]}))
    assert isinstance(error.findings, pandas.DataFrame)


def test_arrays_of_every_width_and_stride():
    columns = posts(seats=numpy.arange(4, dtype="uint8")[::2])
    assert nextwork.Cohort(**small(posts=columns)).counts["posts"] == 2
    for kind in ("int8", "int32", ">i4", "float32", "bool"):
        columns = posts(seats=numpy.array([1, 0], dtype=kind))
        assert nextwork.Cohort(**small(posts=columns)).counts["posts"] == 2


def test_a_number_beyond_64_bits():
    error = refused(posts=posts(seats=numpy.array([1, 2**64 - 1], dtype="uint64")))
    assert (error.table, error.column) == ("posts", "seats")


def test_a_frame_that_somebody_changes_meanwhile():
    """Either the data of some moment, or an error; never a crash."""
    count = 20_000
    seats = numpy.ones(count, dtype="int64")
    frame = pandas.DataFrame(
        {"post_id": [f"P{i}" for i in range(count)], "company_id": "Bakery", "seats": seats}, copy=False
    )
    done = threading.Event()

    def change():
        while not done.is_set():
            seats[:] = -seats

    thread = threading.Thread(target=change)
    thread.start()
    try:
        for _ in range(3):
            try:
                cohort = nextwork.Cohort(**small(posts=frame, wishes=None))
                assert cohort.counts["posts"] == count
            except nextwork.DataError as error:
                assert error.table == "posts"
    finally:
        done.set()
        thread.join()


def test_a_stream_that_is_used_up():
    table = pyarrow.table(small()["youths"])
    capsule = table.__arrow_c_stream__()
    builder = nextwork.native.builder_new()
    nextwork.native.builder_read_arrow(builder, "youths", capsule)
    with pytest.raises(nextwork.ArgumentError):
        nextwork.native.builder_read_arrow(nextwork.native.builder_new(), "youths", capsule)


def test_a_stream_that_fails():
    def batches():
        yield pyarrow.record_batch(small()["youths"])
        raise RuntimeError("the well is dry")

    schema = pyarrow.schema({"youth_id": pyarrow.string()})
    reader = pyarrow.RecordBatchReader.from_batches(schema, batches())
    with pytest.raises(nextwork.InputOutputError, match="the well is dry"):
        nextwork.Cohort(**small(youths=reader))


def test_other_capsules_are_refused():
    schema = pyarrow.schema({"youth_id": pyarrow.string()}).__arrow_c_schema__()
    for wrong in (schema, None, 3):
        with pytest.raises((ValueError, TypeError)):
            nextwork.native.builder_read_arrow(nextwork.native.builder_new(), "youths", wrong)


def test_a_policy_that_is_none():
    error = refused(policy="[weights]\nwish = much\n")
    assert "wish" in str(error)


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(nextwork.InputOutputError, match="nowhere"):
        nextwork.Cohort.read_csv(tmp_path / "nowhere")


SILENT = """
import nextwork
cohort = nextwork.Cohort.generate("prototype")
result = cohort.match()
table = result.placements
globals()["ring"] = [cohort, result, table]
globals()["ring"].append(globals()["ring"])
try:
    nextwork.Cohort(youths={"youth_id": ["a b"]}, companies={}, posts={})
except nextwork.DataError as error:
    kept = error
"""


def test_a_program_ends_in_silence():
    ran = subprocess.run([sys.executable, "-X", "dev", "-c", SILENT], text=True, capture_output=True)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
