"""The wheel serves somebody who has nothing else: an empty environment, and the quick start."""

import os
import pathlib
import subprocess
import sys
import zipfile

import pytest
from support import ROOT

QUICK_START = """
import nextwork
cohort = nextwork.Cohort.read_csv("examples/cohorts/prototype")
result = cohort.match(extend=True)
print(result)
print(result.explain("Y00002")["outcome"][0])
print(bool(result.verify()))
"""


@pytest.fixture(scope="module")
def wheel():
    if "NEXTWORK_WHEEL" not in os.environ:
        pytest.skip("NEXTWORK_WHEEL names no wheel; ./dev test builds one")
    return pathlib.Path(os.environ["NEXTWORK_WHEEL"])


def test_the_quick_start_in_an_empty_environment(wheel, tmp_path):
    subprocess.run([sys.executable, "-m", "venv", tmp_path], check=True)
    python = tmp_path / "bin/python"
    install = [python, "-m", "pip", "install", "--quiet", "--no-index", "--disable-pip-version-check"]
    subprocess.run([*install, wheel], check=True)
    ran = subprocess.run([python, "-I", "-c", QUICK_START], cwd=ROOT, text=True, capture_output=True)
    assert ran.stderr == ""
    assert ran.stdout.splitlines() == [
        "<Result: deferred-acceptance, 21 of 24 youths placed, stable>",
        "contest-lost",
        "True",
    ]


def test_what_is_in_it(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert "nextwork/py.typed" in names
    assert "nextwork/native.pyi" in names
    # The library is inside the one module, which serves every Python from 3.11 on.
    assert [name for name in names if name.endswith(".so")] == ["nextwork/_native.abi3.so"]
    assert "-cp311-abi3-" in wheel.name
    package = ROOT / "bindings/python/nextwork"
    for path in package.glob("*.py*"):
        assert f"nextwork/{path.name}" in names
