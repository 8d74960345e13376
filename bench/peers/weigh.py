"""The greatest total fit by other libraries, on the same instances, with the same sum.

    ./dev bench --peers weigh [--youths 100000] [--pairs 20] [--square 5000] [--repeat 3]

Solvers alone, their input made before the clock starts: ours (prices and proof included), OR-Tools' min-cost flow, LEMON's
network simplex, and, where every youth has a fit at every post, scipy.optimize.linear_sum_assignment and lapjv of the
package lap on expanded seats. Each family with as many seats as youths, with nine for ten (scarce), and with five for four
(roomy); 1200 youths and 600 posts of 1 to 5 seats, all pairs; and squares of one seat a post, all pairs.
"""
import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

import lap
import numpy
from ortools.graph.python import min_cost_flow
from scipy.optimize import linear_sum_assignment

from run import BENCH, BUILD, least

LEMON = BUILD / "weigh_lemon"


def draw_fits(rng, family, wished, posts):
    """By the place in the row, the post's popularity, or neither."""
    if family == "ranked":
        return numpy.broadcast_to(10000 - 400 * (numpy.arange(wished.shape[1]) % 20), wished.shape)
    if family == "correlated":
        return rng.integers(0, 7000, posts)[wished] + rng.integers(0, 3001, wished.shape)
    if family == "geometric":
        youths, places = rng.random((2, len(wished), 1)), rng.random((2, posts))
        apart = numpy.hypot(youths[0] - places[0], youths[1] - places[1])
        return (10000 - 7071 * apart).astype(int)
    return rng.integers(0, 10001, wished.shape)


def draw(family, youths, posts, pairs, seats, rng):
    if pairs == posts:
        wished = numpy.broadcast_to(numpy.arange(posts), (youths, posts))
    else:  # distinct by drawing again
        wished = rng.integers(0, posts, (youths, pairs))
        while len(twice := numpy.flatnonzero((numpy.diff(numpy.sort(wished)) == 0).any(axis=1))):
            wished[twice] = rng.integers(0, posts, (len(twice), pairs))
    return wished, draw_fits(rng, family, wished, posts), seats


def write(path, wished, fits, seats):
    """As bench/weigh.h says."""
    youths, pairs = wished.shape
    with open(path, "wb") as file:
        for numbers, kind in (
            ([youths, len(seats), youths * pairs], "int64"), (numpy.arange(youths + 1) * pairs, "int64"),
            (wished, "int32"), (fits, "int32"), (seats, "int32"),
        ):
            numpy.ascontiguousarray(numbers, dtype=kind).tofile(file)


def told_by(*process):
    told = subprocess.run([str(part) for part in process], check=True, capture_output=True, text=True).stdout.split()
    return float(told[1]), int(told[0])


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


def by_scipy(table, repeat):
    seconds, (rows, columns) = least(repeat, lambda: linear_sum_assignment(table, maximize=True))
    return seconds, int(table[rows, columns].sum())


def by_lap(table, repeat):
    costs = (10000 - table).astype(float)
    seconds, (_, columns, _) = least(repeat, lambda: lap.lapjv(costs, extend_cost=True))
    placed = numpy.flatnonzero(columns >= 0)
    return seconds, int(table[placed, columns[placed]].sum())


def compare(name, instance, scratch, repeat, slow):
    wished, fits, seats = instance
    write(scratch / "instance", *instance)
    ours, objective = told_by(BENCH, "weigh", scratch / "instance", "-r", repeat)
    told = {}
    if slow or wished.size < 5_000_000:
        told["ortools"] = by_ortools(wished, fits, seats, 1)
        told["lemon"] = told_by(LEMON, scratch / "instance")
    if wished.shape[1] == len(seats):
        table = numpy.repeat(fits, seats, axis=1)
        told["lap"] = by_lap(table, 1)
        if slow or table.size < 5_000_000:
            told["scipy"] = by_scipy(table, 1)
    line = f"{name:28}{objective:13}{ours:11.4f}"
    for library, (seconds, sum_of_fits) in told.items():
        if sum_of_fits != objective:
            sys.exit(f"{name}: nextwork has {objective}, {library} {sum_of_fits}")
        line += f"  {library} {seconds:.4f}"
    print(f"{line}  {min(seconds for seconds, _ in told.values()) / ours:.1f}x", flush=True)


def instances(given):
    rng = numpy.random.default_rng(1)
    for youths in given.youths:
        posts = youths // 5
        for family in ("uniform", "correlated", "ranked"):
            for kind, per_mille in (("balanced", 1000), ("scarce", 900), ("roomy", 1250)):
                drawn = rng.integers(0, posts, youths * per_mille // 1000 - posts)
                seats = 1 + numpy.bincount(drawn, minlength=posts)
                yield f"{family} {kind} {youths}", draw(family, youths, posts, given.pairs, seats, rng)
    for family in ("uniform", "correlated", "ranked"):
        yield f"{family} 1200 x 600", draw(family, 1200, 600, 600, rng.integers(1, 6, 600), rng)
    for side in given.square:
        for family in ("uniform", "geometric", "correlated"):
            yield f"{family} {side} x {side}", draw(family, side, side, side, numpy.ones(side, dtype=int), rng)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--youths", type=int, nargs="*", default=[100000])
    parser.add_argument("--pairs", type=int, default=20)
    parser.add_argument("--square", type=int, nargs="*", default=[5000])
    parser.add_argument("--repeat", type=int, default=3, help="runs of ours, of which the least counts; others run once")
    parser.add_argument("--slow", action="store_true", help="run what takes minutes too")
    given = parser.parse_args()
    source = Path(__file__).with_name("weigh_lemon.cpp")
    subprocess.run(["c++", "-O3", "-w", "-o", str(LEMON), str(source)], check=True)
    print(f"{'instance':28}{'sum of fits':>13}{'nextwork s':>11}  others, s; the best of them to ours")
    with tempfile.TemporaryDirectory(prefix="nextwork-peers-") as scratch:
        for name, instance in instances(given):
            compare(name, instance, Path(scratch), given.repeat, given.slow)


if __name__ == "__main__":
    main()
