"""The greatest total fit by other libraries, on the same instances, with the same sum.

    bench/peers/weigh.py [--youths 1200 20000] [--pairs 20] [--repeat 3]

`nextwork match --mechanism max-weight` as a whole process, files to files, its proof included, beside the solver calls
alone of OR-Tools' min-cost flow (SimpleMinCostFlow) and, where the table of all youths and seats is small enough, of
scipy.optimize.linear_sum_assignment on expanded seats; their input is made before their clock starts.
"""
import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy
from ortools.graph.python import min_cost_flow
from scipy.optimize import linear_sum_assignment

from run import COMMAND, least, write_table

DENSE_MOST = 40_000_000  # cells of youths * seats


def draw(youths, pairs, family, per_mille, seed):
    """Rows of posts and fits, and seats: as nextwork-bench draws them, with numbers of its own."""
    rng = numpy.random.default_rng(seed)
    posts = youths // 5
    seats = 1 + numpy.bincount(rng.integers(0, posts, youths * per_mille // 1000 - posts), minlength=posts)
    wished = numpy.array([rng.choice(posts, pairs, replace=False) for _ in range(youths)])
    if family == "uniform":
        fits = rng.integers(0, 10001, wished.shape)
    elif family == "correlated":
        fits = rng.integers(0, 7000, posts)[wished] + rng.integers(0, 3001, wished.shape)
    else:
        fits = numpy.tile(10000 - 400 * numpy.arange(pairs), (youths, 1))
    return wished, fits, seats


def write_cohort(folder, wished, fits, seats):
    folder.mkdir()
    rows = range(len(wished))
    write_table(folder, "youths", ["youth_id"], ([f"Y{y:07}"] for y in rows))
    write_table(folder, "companies", ["company_id"], ([f"C{p:06}"] for p in range(len(seats))))
    write_table(
        folder, "posts", ["post_id", "company_id", "seats"],
        ([f"P{p:06}", f"C{p:06}", count] for p, count in enumerate(seats)),
    )
    write_table(
        folder, "wishes", ["youth_id", "post_id", "rank"],
        ([f"Y{y:07}", f"P{p:06}", r] for y in rows for r, p in enumerate(wished[y], 1)),
    )
    write_table(
        folder, "fits", ["youth_id", "post_id", "fit"],
        ([f"Y{y:07}", f"P{p:06}", f] for y in rows for p, f in zip(wished[y], fits[y])),
    )


def by_nextwork(folder, result, repeat):
    process = [str(COMMAND), "match", str(folder), "--start", "2027-01-04", "--mechanism", "max-weight",
               "-o", str(result), "--quiet", "--threads", "1"]
    seconds, _ = least(repeat, lambda: subprocess.run(process, check=True, capture_output=True))
    return seconds, json.loads((result / "certificate.json").read_text())["objective"]


def by_ortools(wished, fits, seats, repeat):
    """Youths, posts and the sink; the way past the posts costs nothing."""
    youths, pairs = wished.shape
    posts, sink = len(seats), youths + len(seats)
    everybody = numpy.arange(youths)
    tails = numpy.concatenate([numpy.repeat(everybody, pairs), everybody, youths + numpy.arange(posts)])
    heads = numpy.concatenate([youths + wished.ravel(), numpy.full(youths + posts, sink)])
    room = numpy.concatenate([numpy.ones(youths * pairs + youths, dtype=int), seats])
    costs = numpy.concatenate([-fits.ravel(), numpy.zeros(youths + posts, dtype=int)])
    supplies = numpy.append(numpy.ones(youths, dtype=int), -youths)

    def solve():
        flow = min_cost_flow.SimpleMinCostFlow()
        flow.add_arcs_with_capacity_and_unit_cost(tails, heads, room, costs)
        flow.set_nodes_supplies(numpy.append(everybody, sink), supplies)
        if flow.solve() != flow.OPTIMAL:
            sys.exit("OR-Tools found no optimum")
        return -flow.optimal_cost()

    return least(repeat, solve)


def by_scipy(wished, fits, seats, repeat):
    post_of = numpy.repeat(numpy.arange(len(seats)), seats)
    worth = numpy.zeros((len(wished), len(seats)), dtype=numpy.int64)
    numpy.put_along_axis(worth, wished, fits, axis=1)
    table = worth[:, post_of]

    def solve():
        rows, columns = linear_sum_assignment(table, maximize=True)
        return int(table[rows, columns].sum())

    return least(repeat, solve)


def compare(name, instance, scratch, repeat):
    wished, fits, seats = instance
    folder = scratch / name.replace(" ", "-")
    write_cohort(folder, *instance)
    ours, objective = by_nextwork(folder, scratch / "result", repeat)
    told = [("ortools", *by_ortools(wished, fits, seats, repeat))]
    if len(wished) * seats.sum() <= DENSE_MOST:
        told.append(("scipy", *by_scipy(wished, fits, seats, repeat)))
    line = f"{name:34}{objective:14}{ours:14.4f}"
    for library, seconds, sum_of_fits in told:
        if sum_of_fits != objective:
            sys.exit(f"{name}: nextwork has {objective}, {library} {sum_of_fits}")
        line += f"   {library} {seconds:8.4f}"
    print(line, flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--youths", type=int, nargs="*", default=[1200, 20000])
    parser.add_argument("--pairs", type=int, default=20)
    parser.add_argument("--repeat", type=int, default=3)
    given = parser.parse_args()
    print(f"{'instance':34}{'sum of fits':>14}{'nextwork s':>14}   solvers alone, s")
    with tempfile.TemporaryDirectory(prefix="nextwork-peers-") as scratch:
        for youths in given.youths:
            for family in ("uniform", "correlated", "ranked"):
                for kind, per_mille in (("scarce", 900), ("balanced", 1000), ("roomy", 1250)):
                    instance = draw(youths, given.pairs, family, per_mille, seed=1)
                    compare(f"{family} {kind} {youths}", instance, Path(scratch), given.repeat)


if __name__ == "__main__":
    main()
