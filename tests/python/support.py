"""A small cohort, and the ways to hand it over."""

from __future__ import annotations

import csv
import pathlib

import duckdb
import pandas
import polars
import pyarrow

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROTOTYPE = ROOT / "examples/cohorts/prototype"
TABLES = (
    "youths",
    "companies",
    "posts",
    "wishes",
    "answers",
    "interests",
    "placements",
    "travel",
)


def policy() -> pathlib.Path:
    return PROTOTYPE / "policy.ini"


def dicts() -> dict[str, dict[str, list[str]]]:
    """The prototype's tables as dicts of columns of text."""
    tables = {}
    for name in TABLES:
        with open(PROTOTYPE / f"{name}.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        tables[name] = {column: [row[column] for row in rows] for column in rows[0]}
    return tables


# Codes with zeros before them are text, whatever a reader of CSV would guess.
_CODES = ("municipality", "industry", "function", "code")


def pandas_frames() -> dict[str, pandas.DataFrame]:
    types = dict.fromkeys(_CODES, "str")
    return {name: pandas.read_csv(PROTOTYPE / f"{name}.csv", dtype=types) for name in TABLES}


def polars_frames() -> dict[str, polars.DataFrame]:
    return {
        name: polars.read_csv(
            PROTOTYPE / f"{name}.csv",
            try_parse_dates=True,
            infer_schema_length=None,
            schema_overrides=dict.fromkeys(_CODES, polars.String),
        )
        for name in TABLES
    }


def pyarrow_tables() -> dict[str, pyarrow.Table]:
    return {name: frame.to_arrow() for name, frame in polars_frames().items()}


def duckdb_relations() -> dict[str, duckdb.DuckDBPyRelation]:
    return {name: duckdb.from_arrow(table) for name, table in pyarrow_tables().items()}


FRAMES = {
    "table": dicts,
    "pandas": pandas_frames,
    "polars": polars_frames,
    "pyarrow": pyarrow_tables,
    "duckdb": duckdb_relations,
}


def small(**changed):
    """The columns of the smallest cohort in which somebody loses a lottery, with changes."""
    tables = {
        "youths": {"youth_id": ["Ada", "Bo", "Cai"]},
        "companies": {"company_id": ["Bakery", "Garage"]},
        "posts": {
            "post_id": ["Baker", "Fixer"],
            "company_id": ["Bakery", "Garage"],
            "seats": [1, 1],
        },
        "wishes": {
            "youth_id": ["Ada", "Ada", "Bo", "Cai"],
            "post_id": ["Baker", "Fixer", "Baker", "Fixer"],
            "rank": [1, 2, 1, 1],
        },
    }
    return tables | changed
