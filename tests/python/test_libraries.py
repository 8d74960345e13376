"""Without any other library: everything works, or says what to install."""

import subprocess
import sys

import pytest
from support import ROOT

ALONE = """
import sys
for library in ("duckdb", "IPython", "matplotlib", "numpy", "pandas", "polars", "pyarrow", "tqdm"):
    sys.modules[library] = None  # as if it were not installed
import nextwork
cohort = nextwork.Cohort.read_csv("examples/cohorts/prototype")
result = cohort.match(extend=True)
plan = cohort.plan(2, weeks=8)
"""

# What does not need a library, each with what it gives.
WORKS = {
    'type(cohort.table("youths")).__name__': "'Table'",
    'cohort.table("youths")["youth_id"][0]': "'Y00001'",
    'cohort.table("youths").columns[3:6]': "['latitude', 'longitude', 'birth_year']",
    'cohort.table("youths").rows()[0]["latitude"]': "55.662",
    'cohort.table("placements")["start"][0]': "datetime.date(2026, 3, 23)",
    'nextwork.Cohort(*(cohort.table(name) for name in ("youths", "companies", "posts")))': (
        "<Cohort: 24 youths, 22 companies, 32 posts>"
    ),
    'nextwork.Cohort(*(cohort.table(name) for name in ("youths", "companies", "posts")), '
    'rename={"needs": None}).table("youths").columns[10:12]': "['intent', 'skills']",
    "len(result.placements)": "21",
    "len(cohort.score(top=2))": "42",
    "len(cohort.chances(10)) > 24": "True",
    'cohort.compare("fair")["mechanism"]': "['fair']",
    "len(cohort.findings)": "0",
    'cohort.explain("Y00002", "P0019").parts["term"][0]': "'wish'",
    'result.explain("Y00002")["outcome"][0]': "'contest-lost'",
    "bool(result.verify())": "True",
    'plan.table("periods")["period"]': "[1, 2]",
    '"youths" in result._repr_html_()': "True",
    '"<table>" in cohort.table("posts")._repr_html_()': "True",
    "cohort.table('posts').to_csv()[:7]": "'post_id'",
}

# What does, with what it says.
NEEDS = {
    "result.to_pandas()": "pip install 'nextwork[pandas]'",
    "result.to_polars()": "pip install 'nextwork[polars]'",
    "result.placements.to_pyarrow()": "pip install 'pyarrow'",
    'nextwork.Cohort.generate("prototype", frames="pandas")': "pip install 'nextwork[pandas]'",
    'nextwork.Cohort.generate("prototype", frames="polars")': "pip install 'nextwork[polars]'",
    'nextwork.Cohort.generate("prototype", frames="duckdb")': "pip install 'duckdb'",
    "nextwork.pictures.ranks(result)": "pip install 'nextwork[plot]'",
    'nextwork.pictures.fit_parts(cohort, "Y00002")': "pip install 'nextwork[plot]'",
    "nextwork.pictures.seats(cohort, result)": "pip install 'nextwork[plot]'",
    "nextwork.pictures.rotation(cohort)": "pip install 'nextwork[plot]'",
}


@pytest.fixture(scope="module")
def said():
    """What each expression gives, or the error that it raises, by itself."""
    lines = [ALONE]
    for expression in [*WORKS, *NEEDS]:
        lines.append(
            f"try: print(repr({expression}))\n"
            "except Exception as error: print(type(error).__name__, error)\n"
            "print('----')"
        )
    ran = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)], cwd=ROOT, text=True, capture_output=True
    )
    assert ran.stderr == ""
    answers = [answer.strip() for answer in ran.stdout.split("----")]
    return dict(zip([*WORKS, *NEEDS], answers, strict=False))


@pytest.mark.parametrize("expression", WORKS)
def test_what_needs_no_library(said, expression):
    assert said[expression] == WORKS[expression]


@pytest.mark.parametrize("expression", NEEDS)
def test_what_needs_one_says_which(said, expression):
    assert said[expression].startswith("ModuleNotFoundError this needs ")
    assert NEEDS[expression] in said[expression]
