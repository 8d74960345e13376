"""What somebody may hand over by mistake: an error that names the place and the remedy."""

import copy
import datetime
import pickle
import subprocess
import sys
import threading

import nextwork
import numpy
import pandas
import polars
import pyarrow
import pytest
from support import PROTOTYPE, small

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


def test_two_columns_of_one_name(make):
    columns = {"youth_id": ["Ada", "Bo", "Cai"], "id": ["x", "y", "z"]}
    with pytest.raises(nextwork.DataError, match="youths has two columns youth_id") as caught:
        nextwork.Cohort(**small(youths=make(columns)), rename={"id": "youth_id"})
    assert (caught.value.table, caught.value.column) == ("youths", "youth_id")


@pytest.mark.parametrize(
    "frame",
    [
        pandas.DataFrame([["Ada", "x"]], columns=["youth_id", "youth_id"]),
        pandas.DataFrame({"youth_id": ["Ada"]}, index=pandas.Index(["x"], name="youth_id")),
        pyarrow.table([["Ada"], ["x"]], names=["youth_id", "youth_id"]),
    ],
)
def test_two_columns_of_one_name_in_a_frame(frame):
    assert refused(youths=frame).column == "youth_id"


@pytest.mark.parametrize("name", [0, ("a", "b"), None])
def test_columns_without_a_name_of_text(name):
    frame = pandas.DataFrame([["Ada", "x"]])
    frame.columns = pandas.Index(["youth_id", name], dtype="object")
    assert f"a column named {name!r}" in str(refused(youths=frame))


@pytest.mark.parametrize("cell", [b"Cai", ["Cai"], {"Cai"}])
def test_cells_that_are_no_cells(cell):
    error = refused(youths={"youth_id": ["Ada", "Bo", cell]})
    assert (error.table, error.row, error.column) == ("youths", 2, "youth_id")
    assert f"row 2 holds {type(cell).__name__}; give text" in str(error)


def test_columns_of_several_lengths():
    error = refused(posts=posts(seats=[1]))
    assert error.table == "posts"


@pytest.mark.parametrize(
    "frame", [3, "youths.csv", [["Ada"]], object(), pandas.Series(["Ada"], name="youth_id"), pyarrow.array(["Ada"])]
)
def test_no_frame(frame):
    error = refused(youths=frame)
    assert error.table == "youths"
    assert "give a frame of pandas" in str(error)


@pytest.mark.parametrize("column", ["Ada", 3, b"Ada", {"Ada"}, numpy.array([["Ada"]])])
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


def test_masked_cells_are_unknown():
    hours = numpy.ma.array([37, 20, 30], mask=[0, 1, 0])
    cohort = nextwork.Cohort(**small(youths=small()["youths"] | {"hours_max": hours}))
    assert cohort.table("youths")["hours_max"] == [37, None, 30]
    hours = [37, pandas.NA, 30]
    cohort = nextwork.Cohort(**small(youths=small()["youths"] | {"hours_max": hours}))
    assert cohort.table("youths")["hours_max"] == [37, None, 30]


@pytest.mark.parametrize("unit", ["D", "s", "ns"])
def test_days_of_every_unit(unit):
    days = numpy.array(["2027-01-04", "NaT"], dtype=f"datetime64[{unit}]")
    cohort = nextwork.Cohort(**small(posts=posts(available_from=days)))
    assert cohort.table("posts")["available_from"] == [datetime.date(2027, 1, 4), None]
    day = numpy.datetime64("2027-01-04", "D")
    assert cohort.match(start=day).certificate["start"] == "2027-01-04"


def test_a_small_degree_is_no_power_of_ten():
    columns = {"youth_id": ["Ada", "Bo", "Cai"], "latitude": [1e-5, None, 55.5], "longitude": [12.1, None, 12]}
    assert nextwork.Cohort(**small(youths=columns)).table("youths")["latitude"] == [1e-5, None, 55.5]


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


@pytest.mark.parametrize("policy", [["weights"], {"weights": 3}, 7])
def test_a_policy_of_another_type(policy):
    with pytest.raises(nextwork.ArgumentError, match="give .*a mapping"):
        nextwork.Cohort(**small(), policy=policy)


def test_a_policy_may_be_told_by_its_path_as_text(tmp_path):
    path = tmp_path / "policy.ini"
    path.write_text("[round]\nstart = 2027-01-04\n")
    assert nextwork.Cohort(**small(), policy=str(path)).match().certificate["start"] == "2027-01-04"
    with pytest.raises(nextwork.InputOutputError, match="nowhere.ini"):
        nextwork.Cohort(**small(), policy="nowhere.ini")


@pytest.mark.parametrize("key", [None, ["Ada"], 1.5, b"Ada"])
def test_an_id_of_another_type(key):
    cohort = nextwork.Cohort(**small())
    with pytest.raises(nextwork.ArgumentError, match="an id is a text or a whole number"):
        cohort.fit(key, "Baker", start="2027-01-04")


def test_options_of_another_type():
    cohort = nextwork.Cohort(**small())
    with pytest.raises(nextwork.ArgumentError, match="seed is 2.*, which is beyond 64 bits"):
        cohort.match(seed=2 * 10**30)
    with pytest.raises(nextwork.ArgumentError, match="rename is list"):
        nextwork.Cohort(**small(), rename=["youth_id"])
    with pytest.raises(TypeError, match="Plan.again"):
        cohort.adopt(nextwork.Cohort.generate("prototype").plan(2))


def test_what_is_memory_of_the_library_tells_how_it_travels():
    cohort = nextwork.Cohort.read_csv(PROTOTYPE)
    for held, remedy in (
        (cohort, "a cohort is memory .* Cohort.read_csv"),
        (cohort.match(), "a result is memory .* write"),
        (cohort.plan(2), "a plan is memory .* Cohort.read_plan"),
        (nextwork.Market(cohort), "a market is memory .* in one process"),
        (cohort.table("youths"), "a table is memory .* to_pandas"),
    ):
        with pytest.raises(TypeError, match=remedy):
            pickle.dumps(held)
        with pytest.raises(TypeError, match=remedy):
            copy.deepcopy(held)


def test_a_table_is_asked_for_columns():
    table = nextwork.codes("terms")
    assert list(table) == table.columns and "term" in table and 0 not in table
    with pytest.raises(TypeError, match="by its name, not by 0"):
        table[0]


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(nextwork.InputOutputError, match="nowhere"):
        nextwork.Cohort.read_csv(tmp_path / "nowhere")


SILENT = """
import nextwork
cohort = nextwork.Cohort.generate("prototype")
result = cohort.match()
table = result.placements
market = nextwork.Market(cohort)
plan = cohort.plan(2)
globals()["ring"] = [cohort, result, table, market, plan]
globals()["ring"].append(globals()["ring"])
try:
    nextwork.Cohort(youths={"youth_id": ["a b"]}, companies={}, posts={})
except nextwork.DataError as error:
    kept = error
"""


def test_a_program_ends_in_silence():
    ran = subprocess.run([sys.executable, "-X", "dev", "-c", SILENT], text=True, capture_output=True)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
