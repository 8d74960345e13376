"""Every municipality of a country by itself, each matched on whichever machine Spark has free.

    pip install '.[pandas]' pyspark     # and Java 17 or newer
    python examples/python/spark_municipalities.py

A municipality's tables travel together, as Arrow, in a few rows of one Spark frame; Spark brings the
rows of a municipality to one place, and there they are a cohort like any other. The result is the
same as that of one municipality after another, since a match depends on its cohort and seed alone.
"""

import os
import sys

import pandas
import pyarrow
import pyarrow.compute
import pyarrow.ipc

import nextwork

TABLES = ("youths", "companies", "posts", "wishes", "answers", "interests", "placements", "travel")
SHARDS = "municipality string, table string, payload binary"
PLACED = "municipality string, youth_id string, post_id string, fit long, rank long"
POLICY = {"round": {"start": "2027-01-04", "weeks": 13}}


def split(cohort):
    """Give the tables of each municipality: rows of municipality, table and Arrow bytes."""
    tables = {name: cohort.table(name) for name in TABLES}
    for municipality in sorted(set(tables["youths"]["municipality"].to_pylist())):
        here = dict(tables)
        for name in ("youths", "companies"):
            is_here = pyarrow.compute.equal(tables[name]["municipality"], municipality)
            here[name] = tables[name].filter(is_here)
        here["posts"] = within(tables["posts"], company_id=here["companies"])
        here["wishes"] = within(tables["wishes"], youth_id=here["youths"], post_id=here["posts"])
        here["answers"] = within(tables["answers"], youth_id=here["youths"], post_id=here["posts"])
        here["interests"] = within(tables["interests"], youth_id=here["youths"])
        here["placements"] = within(tables["placements"], youth_id=here["youths"], post_id=here["posts"])
        here["travel"] = within(tables["travel"], youth_id=here["youths"], company_id=here["companies"])
        for name, table in here.items():
            yield municipality, name, to_bytes(table)


def within(table, **others):
    """Give the rows whose ids are all in the other tables."""
    for column, other in others.items():
        table = table.filter(pyarrow.compute.is_in(table[column], value_set=other[column].combine_chunks()))
    return table


def to_bytes(table):
    sink = pyarrow.BufferOutputStream()
    with pyarrow.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()


def match(shards: pandas.DataFrame) -> pandas.DataFrame:
    """Match one municipality: what Spark calls for each."""
    tables = {
        name: pyarrow.ipc.open_stream(payload).read_all()
        for name, payload in zip(shards["table"], shards["payload"], strict=True)
    }
    result = nextwork.Cohort(**tables, policy=POLICY).match(seed=1, threads=1)
    placed = result.to_pandas()[["youth_id", "post_id", "fit", "rank"]]
    placed.insert(0, "municipality", shards["municipality"].iloc[0])
    return placed


def main():
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # which has nextwork
    spark = SparkSession.builder.master("local[2]").appName("nextwork").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    cohort = nextwork.Cohort.generate("nation", youths=2000, seed=1, frames="pyarrow")
    shards = list(split(cohort))
    frame = spark.createDataFrame(shards, SHARDS)
    placed = frame.groupBy("municipality").applyInPandas(match, PLACED).toPandas()
    spark.stop()

    alone = pandas.DataFrame(shards, columns=["municipality", "table", "payload"])
    expected = pandas.concat(match(rows) for _, rows in alone.groupby("municipality"))
    key = ["municipality", "youth_id"]
    same = placed.sort_values(key).astype(str).values.tolist() == (
        expected.sort_values(key).astype(str).values.tolist()
    )
    print(f"{len(placed)} youths placed in {placed['municipality'].nunique()} municipalities")
    print("the same as one by one" if same else "NOT the same as one by one")
    raise SystemExit(not same)


if __name__ == "__main__":
    main()
