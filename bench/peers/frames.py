"""The Python package beside the C library and beside the package `matching`, in one run.

    ./dev bench --python [--rows-of 1000000] [--place 10000] [--match 100000] [--repeat 3]

Reading: `Cohort(...)` from frames in memory (polars, pyarrow, pandas) of the tables of nextwork-bench's
case `load`, beside that case's `load-arrays`, which gives the same columns to the C functions.
Placing: from polars to polars (`Cohort(...)`, `match()`, `.placements`), 20 wishes a youth, beside
HospitalResident of the package `matching`, made and solved, at the size that it can do; both must place
every youth at the same post. Ours is run at that size and at --match, where theirs is not run: there
the ratio is of the time a youth, theirs at its size and ours at ours. Both by the clock and by the time of
all processors together, which other work on the machine changes less.
Lotteries: `cohort.chances(10_000)` of the scenario pilots.
"""
import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nextwork
import pandas
import polars
import pyarrow

from run import BENCH, TABLES, draw_market, least, place_by_matching

START = "2027-01-04"


# --- reading --------------------------------------------------------------------------------------


def read_by_arrays(size, repeat, scratch):
    report = scratch / "load.json"
    process = [str(BENCH), "run", "-c", "load-arrays", "-s", str(size), "-j", str(report), "-r", str(repeat)]
    subprocess.run(process, check=True, capture_output=True)
    (measured,) = json.loads(report.read_text())["results"]
    return measured["least_ns"] / 1e9


def compare_reading(size, repeat, scratch):
    subprocess.run([str(BENCH), "write", str(scratch), "--size", str(size)], check=True, capture_output=True)
    folder = scratch
    schema = nextwork.schema().rows()
    codes = [row["column"] for row in schema if row["kind"] == "digits"]  # text, for the zeros before them
    types = dict.fromkeys(codes, polars.String)
    frames = {name: polars.read_csv(folder / f"{name}.csv", schema_overrides=types) for name in TABLES}
    kinds = {
        "polars": frames,
        "pyarrow": {name: frame.to_arrow() for name, frame in frames.items()},
        "pandas": {name: pandas.read_csv(folder / f"{name}.csv", dtype=dict.fromkeys(codes, "str")) for name in TABLES},
    }
    rows = sum(len(frame) for frame in frames.values())
    base = read_by_arrays(size, repeat, scratch)
    print(f"Cohort(...) of {rows} rows in memory\n{'':24}{'seconds':>10}{'to C':>8}")
    print(f"{'C, from arrays':24}{base:10.3f}{1:7.2f}x")
    for kind, tables in kinds.items():
        seconds, cohort = least(repeat, lambda tables=tables: nextwork.Cohort(**tables))
        assert cohort.counts["youths"] == len(frames["youths"])
        print(f"{kind:24}{seconds:10.3f}{seconds / base:7.2f}x")


# --- placing --------------------------------------------------------------------------------------


def as_frames(wishes, orders, seats):
    posts = list(orders)
    companies = [f"C{post}" for post in posts]
    wished = [(y, post, rank) for y, list_ in wishes.items() for rank, post in enumerate(list_, 1)]
    answers = [(post, y, "yes", rank) for post in posts for rank, y in enumerate(orders[post], 1)]
    frame = polars.DataFrame
    return {
        "youths": frame({"youth_id": list(wishes)}),
        "companies": frame({"company_id": companies}),
        "posts": frame({"post_id": posts, "company_id": companies, "seats": [seats] * len(posts)}),
        "wishes": frame(wished, schema=["youth_id", "post_id", "rank"], orient="row"),
        "answers": frame(answers, schema=["post_id", "youth_id", "answer", "rank"], orient="row"),
    }


def place(frames):
    return nextwork.Cohort(**frames).match(start=START).placements


def measure(repeat, work):
    """The least seconds and the least seconds of all processors together of `repeat` times, and the last result."""
    seconds, processor, result = [], [], None
    for _ in range(repeat):
        result = None  # so that the end of the one before is not counted
        start, start_processor = time.perf_counter(), time.process_time()
        result = work()
        seconds.append(time.perf_counter() - start)
        processor.append(time.process_time() - start_processor)
    return (min(seconds), min(processor)), result


def compare_placing(theirs, ours, repeat):
    print("\nPlacing youths, 20 wishes each, four seats a post, polars to polars")
    print(f"{'':24}{'youths':>8}{'seconds':>10}{'processor s':>13}{'µs a youth':>12}{'to ours':>10}{'processor':>11}")
    market = draw_market(theirs, seed=1, length=20)
    frames = as_frames(*market, seats=4)
    small, placements = measure(repeat, lambda: place(frames))
    matching, (_, _, expected) = measure(1, lambda: place_by_matching(*market, seats=4))
    if dict(placements.select("youth_id", "post_id").rows()) != expected:
        sys.exit("nextwork and matching place differently")
    frames = as_frames(*draw_market(ours, seed=1, length=20), seats=4)
    large, _ = measure(repeat, lambda: place(frames))
    for name, size, times in (("nextwork", theirs, small), ("nextwork", ours, large), ("matching", theirs, matching)):
        ratios = [f"{longer / shorter:.0f}x" for longer, shorter in zip(matching, small)] if name == "matching" else ["", ""]
        print(f"{name:24}{size:8}{times[0]:10.3f}{times[1]:13.3f}{1e6 * times[0] / size:12.2f}{ratios[0]:>10}{ratios[1]:>11}")
    scaled, by_processor = (longer / theirs / (shorter / ours) for longer, shorter in zip(matching, large))
    print(f"by the time a youth, theirs at {theirs} and ours at {ours}: {scaled:.0f}x; by processor time {by_processor:.0f}x")


def main():
    parse = argparse.ArgumentParser()
    parse.add_argument("--rows-of", type=int, default=1_000_000)
    parse.add_argument("--place", type=int, default=10_000)
    parse.add_argument("--match", type=int, default=100_000)
    parse.add_argument("--repeat", type=int, default=3)
    given = parse.parse_args()
    print(f"pandas {pandas.__version__}, polars {polars.__version__}, pyarrow {pyarrow.__version__}")
    with tempfile.TemporaryDirectory() as scratch:
        compare_reading(given.rows_of, given.repeat, Path(scratch))
    compare_placing(given.place, given.match, given.repeat)
    cohort = nextwork.Cohort.generate("pilots", seed=1)
    seconds, _ = least(given.repeat, lambda: cohort.chances(10_000))
    print(f"\n10,000 lotteries of the scenario pilots: {seconds:.2f} s")


main()
