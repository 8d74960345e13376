"""The same work by other libraries, in the same run, on the same files, with the same answers.

    ./dev bench --peers [--rows-of 1000000] [--place 1000] [--repeat 3] [--score 500]

Reading: `nextwork check` as a whole process (read, validate, resolve every reference, freeze)
beside pandas.read_csv and polars.read_csv of the same four files (read only, imports not counted).
Placing: `nextwork match` as a whole process, files to files, beside HospitalResident of the
package `matching`, made and solved from dictionaries in memory; both must place every youth at the same post.
Scoring: the 50 best posts of each youth of the scenario nation, every term and reason of every pair, by
nextwork-bench's case `top` beside NumPy and Polars on prepared columns, for as many of the youths as --score says;
posts, their order and their fits must be as `nextwork score --top 50` has them. Last, for the machine's own limit,
the case `columns`, which only sums eight columns of the posts for each youth.
"""
import argparse
import csv
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BUILD = Path(__file__).resolve().parents[2] / "build"
COMMAND = BUILD / "tools" / "nextwork"
BENCH = BUILD / "bench" / "nextwork-bench"
TABLES = ("youths", "companies", "posts", "wishes")
TOP = 50


def least(repeat, work):
    """The shortest of `repeat` times, and the last result."""
    times, result = [], None
    for _ in range(repeat):
        result = None  # so that the end of the one before is not counted
        start = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - start)
    return min(times), result


# --- reading --------------------------------------------------------------------------------------


def read_here(library, folder, repeat):
    """In a process of its own: prints seconds, rows of each table, and peak kilobytes."""
    if library == "pandas":
        import pandas as reader
    else:
        import polars as reader
    seconds, frames = least(
        repeat, lambda: [reader.read_csv(f"{folder}/{table}.csv") for table in TABLES]
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(seconds, *(len(frame) for frame in frames), peak)


def read_by(library, threads, folder, repeat):
    environment = dict(os.environ)
    if threads:
        environment["POLARS_MAX_THREADS"] = str(threads)
    arguments = [sys.executable, __file__, "--read-here", library, str(folder), "--repeat", str(repeat)]
    output = subprocess.run(arguments, env=environment, check=True, capture_output=True, text=True)
    seconds, *rows, peak = output.stdout.split()
    return float(seconds), [int(r) for r in rows], int(peak) / 1000


def check_by_nextwork(threads, folder, repeat):
    """Seconds, rows of the first three tables as the command tells them, peak megabytes."""
    process = [str(COMMAND), "check", str(folder), "--threads", str(threads)]
    seconds, done = least(
        repeat, lambda: subprocess.run(process, check=True, capture_output=True, text=True)
    )
    told = re.search(r"(\d+) youths, (\d+) companies, (\d+) posts", done.stderr)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return seconds, [int(n) for n in told.groups()], peak / 1000


def compare_reading(youths, repeat, scratch):
    folder = scratch / "cohort"
    folder.mkdir()
    written = subprocess.run(
        [str(BENCH), "write", str(folder), "--size", str(youths)], check=True, capture_output=True, text=True
    )
    rows = int(written.stdout.split()[0])
    lines = []
    for threads in (1, os.cpu_count()):
        seconds, counts, peak = check_by_nextwork(threads, folder, repeat)
        lines.append(("nextwork check", threads, seconds, peak))
    ours = lines[0][2]
    for library, threads in (("pandas", 1), ("polars", 1), ("polars", os.cpu_count())):
        seconds, read, peak = read_by(library, threads, folder, repeat)
        if sum(read) != rows or read[:3] != counts:
            sys.exit(f"{library} read {read} rows, nextwork {counts}, {rows} were written")
        lines.append((f"{library}.read_csv", threads, seconds, peak))
    print(f"\nReading {rows} rows of {len(TABLES)} files")
    print(f"{'':24}{'threads':>8}{'seconds':>10}{'M rows/s':>10}{'peak MB':>10}{'to nextwork':>13}")
    for name, threads, seconds, peak in lines:
        speed = rows / seconds / 1e6
        print(f"{name:24}{threads:8}{seconds:10.3f}{speed:10.2f}{peak:10.0f}{seconds / ours:12.2f}x")


# --- placing --------------------------------------------------------------------------------------


def draw_market(youths, seed, length=10):
    """Lists of `length` posts a youth, a strict order of all its applicants a post, four seats a post."""
    draw = random.Random(seed)
    posts = [f"P{p:05}" for p in range(youths // 4)]
    wishes = {f"Y{y:06}": draw.sample(posts, length) for y in range(youths)}
    orders = {post: [] for post in posts}
    for youth, wished in wishes.items():
        for post in wished:
            orders[post].append(youth)
    orders = {post: applicants for post, applicants in orders.items() if applicants}
    for applicants in orders.values():
        draw.shuffle(applicants)
    return wishes, orders


def write_table(folder, name, header, rows):
    with open(folder / f"{name}.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def write_market(folder, wishes, orders, seats):
    write_table(folder, "youths", ["youth_id"], ([youth] for youth in wishes))
    write_table(folder, "companies", ["company_id"], (["C" + post] for post in orders))
    write_table(
        folder, "posts", ["post_id", "company_id", "seats"], ([post, "C" + post, seats] for post in orders)
    )
    write_table(
        folder, "wishes", ["youth_id", "post_id", "rank"],
        ([youth, post, rank] for youth, wished in wishes.items() for rank, post in enumerate(wished, 1)),
    )
    write_table(
        folder, "answers", ["post_id", "youth_id", "answer", "rank"],
        ([post, youth, "yes", rank] for post, order in orders.items() for rank, youth in enumerate(order, 1)),
    )


def place_by_nextwork(folder, result, repeat):
    process = [str(COMMAND), "match", str(folder), "--start", "2027-01-04", "-o", str(result), "--quiet"]
    seconds, _ = least(repeat, lambda: subprocess.run(process, check=True, capture_output=True))
    with open(result / "placements.csv", newline="") as file:
        return seconds, {row["youth_id"]: row["post_id"] for row in csv.DictReader(file)}


def place_by_matching(wishes, orders, seats):
    from matching.games import HospitalResident

    sys.setrecursionlimit(10_000_000)  # it copies its players by following them from one to the next
    capacities = dict.fromkeys(orders, seats)
    make, game = least(1, lambda: HospitalResident.create_from_dictionaries(wishes, orders, capacities))
    solve, matching = least(1, lambda: game.solve(optimal="resident"))
    return make, solve, {youth.name: post.name for post, youths in matching.items() for youth in youths}


def compare_placing(sizes, repeat, scratch):
    print("\nPlacing youths, ten wishes each, four seats a post")
    print(f"{'youths':>8}{'placed':>8}{'nextwork match s':>18}{'matching: make s':>18}{'solve s':>9}{'together':>10}")
    for youths in sizes:
        folder = scratch / f"market-{youths}"
        folder.mkdir()
        wishes, orders = draw_market(youths, seed=1)
        write_market(folder, wishes, orders, seats=4)
        ours, posts = place_by_nextwork(folder, scratch / f"result-{youths}", repeat)
        make, solve, expected = place_by_matching(wishes, orders, seats=4)
        if posts != expected:
            sys.exit(f"{youths} youths: nextwork and matching place differently")
        ratio = (make + solve) / ours
        print(f"{youths:8}{len(posts):8}{ours:18.4f}{make:18.2f}{solve:9.2f}{ratio:9.0f}x")


# --- scoring --------------------------------------------------------------------------------------


def whole_country(case, threads, repeat, scratch):
    """Least seconds and pairs of a case over all youths."""
    report = scratch / "score.json"
    process = [str(BENCH), "run", "-c", case, "-s", "43000", "-j", str(report), "-t", str(threads), "-r", str(repeat)]
    subprocess.run(process, check=True, capture_output=True)
    (measured,) = json.loads(report.read_text())["results"]
    return measured["least_ns"] / 1e9, measured["items"]


def score_by(library, threads, youths, folder, answers, repeat):
    names = ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
    environment = dict(os.environ, **dict.fromkeys(names, str(threads)))
    script = Path(__file__).with_name(f"score_{library}.py")
    output = subprocess.run(
        [sys.executable, str(script), str(folder), str(youths), str(TOP), str(answers), str(repeat)],
        env=environment, check=True, stdout=subprocess.PIPE, text=True,
    )
    seconds, pairs, best = output.stdout.split()
    return float(seconds), int(pairs), int(best)


def compare_scoring(youths, repeat, scratch):
    folder, answers = scratch / "nation", scratch / "scores.csv"
    subprocess.run([str(COMMAND), "generate", "--scenario", "nation", "-o", str(folder), "--quiet"], check=True)
    with open(folder / "policy.ini", "a") as policy:  # anywhere in the country, as the case has it
        policy.write("\n[rule outside-network]\nenabled = 0\n")
    with open(answers, "w") as file:
        process = [str(COMMAND), "score", str(folder), "--top", str(TOP), "--start", "2027-01-04", "--weeks", "8"]
        subprocess.run([*process, "--format", "csv", "--quiet"], check=True, stdout=file)
    lines = [("nextwork", threads, *whole_country("top", threads, repeat, scratch)) for threads in (1, os.cpu_count())]
    of_a_pair = {threads: seconds / pairs for _, threads, seconds, pairs in lines}
    for library, threads in (("numpy", 1), *(("polars", threads) for threads in of_a_pair)):
        seconds, pairs, best = score_by(library, threads, youths, folder, answers, repeat)
        lines.append((library, threads, seconds, pairs))
    lines.append(("eight columns summed", 1, *whole_country("columns", 1, repeat, scratch)))
    print(f"\nScoring for the {TOP} best posts of each youth; peers: {youths} youths, {best} best posts, all the same")
    print(f"{'':24}{'threads':>8}{'pairs':>12}{'seconds':>10}{'ns/pair':>10}{'to nextwork':>13}")
    for name, threads, seconds, pairs in lines:
        ratio = seconds / pairs / of_a_pair[threads]
        print(f"{name:24}{threads:8}{pairs:12}{seconds:10.4f}{seconds / pairs * 1e9:10.2f}{ratio:12.2f}x")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rows-of", type=int, default=1_000_000, metavar="YOUTHS", help="youths to read, ten wishes each")
    parser.add_argument("--place", type=int, nargs="*", default=[1000, 4000], metavar="YOUTHS", help="youths to place")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--score", type=int, default=500, metavar="YOUTHS", help="youths whose posts peers score; 0: none")
    parser.add_argument("--read-here", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.read_here:
        return read_here(*given.read_here, given.repeat)
    with tempfile.TemporaryDirectory(prefix="nextwork-peers-") as scratch:
        if given.rows_of:
            compare_reading(given.rows_of, given.repeat, Path(scratch))
        if given.place:
            compare_placing(given.place, given.repeat, Path(scratch))
        if given.score:
            compare_scoring(given.score, given.repeat, Path(scratch))
    return None


if __name__ == "__main__":
    main()
