"""The example of many municipalities: alone, and with Spark where it is installed."""

import importlib.util
import shutil
import subprocess
import sys

import nextwork
import pandas
import pytest
from support import ROOT

EXAMPLE = ROOT / "examples/python/spark_municipalities.py"


@pytest.fixture(scope="module")
def example():
    spec = importlib.util.spec_from_file_location("spark_municipalities", EXAMPLE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_each_municipality_is_matched_by_itself(example):
    cohort = nextwork.Cohort.generate("nation", youths=300, seed=1, frames="pyarrow")
    shards = pandas.DataFrame(example.split(cohort), columns=["municipality", "table", "payload"])
    placed = pandas.concat(example.match(rows) for _, rows in shards.groupby("municipality"))
    youths = cohort.table("youths").to_pandas().set_index("youth_id")["municipality"]
    assert len(placed) > 50
    assert list(youths[placed["youth_id"]]) == list(placed["municipality"])


def test_spark_gives_the_same_as_one_by_one():
    if importlib.util.find_spec("pyspark") is None or shutil.which("java") is None:
        pytest.skip("PySpark or Java is not installed; ./dev test brings both")
    ran = subprocess.run([sys.executable, EXAMPLE], text=True, capture_output=True, cwd=ROOT)
    assert ran.returncode == 0, ran.stderr
    assert "the same as one by one" in ran.stdout
