"""The greatest total fit by other libraries, on the same instances, with the same sum.

    ./dev bench --peers weigh [--youths 100000] [--pairs 20] [--square 5000] [--capped 10000 100000]

Solvers alone, their input made before the clock starts: ours (prices and proof included), OR-Tools' min-cost flow, LEMON's
network simplex, and, where every youth has a fit at every post, scipy.optimize.linear_sum_assignment and lapjv of the
package lap on expanded seats; where companies have caps, and not too many, scipy.optimize.linprog. Each family with as many seats as youths, with nine for ten (scarce), and with five for four
(roomy); 1200 youths and 600 posts of 1 to 5 seats, all pairs; and squares of one seat a post, all pairs. Capped: seats half as many again as youths, companies of three posts that take two
thirds of theirs; --capped says how many youths. Where LEMON would take many minutes, with a million youths, it is stopped once it has had as long as OR-Tools took, and told as "over"
that; --slow lets it end. An instance is drawn by its name, whichever others are asked for.
"""
import argparse
import math
import signal
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

import lap
import numpy
from ortools.graph.python import min_cost_flow
from scipy.optimize import linear_sum_assignment, linprog
from scipy.sparse import csc_array

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


def draw_companies(seats):
    """Of three posts each, with room for two thirds of their seats."""
    company = numpy.arange(len(seats)) // 3
    return company, (2 * numpy.bincount(company, seats).astype(int) + 2) // 3


def draw_seats(rng, posts, seats):
    """Each post has one, the rest are anywhere."""
    return 1 + numpy.bincount(rng.integers(0, posts, seats - posts), minlength=posts)


def draw_capped(family, youths, posts, pairs, rng):
    seats = draw_seats(rng, posts, youths * 3 // 2)
    return draw(family, youths, posts, pairs, seats, rng) + draw_companies(seats)


def write(path, wished, fits, seats, company=None, cap=None):
    """As bench/weigh.h says."""
    youths, pairs = wished.shape
    with open(path, "wb") as file:
        for numbers, kind in (
            ([youths, len(seats), youths * pairs], "int64"), (numpy.arange(youths + 1) * pairs, "int64"),
            (wished, "int32"), (fits, "int32"), (seats, "int32"),
        ):
            numpy.ascontiguousarray(numbers, dtype=kind).tofile(file)
        if cap is not None:
            numpy.array([len(cap)], dtype="int64").tofile(file)
            numpy.concatenate([company, cap]).astype("int32").tofile(file)


def told_by(*process):
    told = subprocess.run([str(part) for part in process], check=True, capture_output=True, text=True).stdout.split()
    return float(told[1]), int(told[0])


def by_lemon(path, seconds=0):
    """For as long as it takes, or as many seconds: then there is no sum."""
    try:
        return told_by(LEMON, path, seconds)
    except subprocess.CalledProcessError as error:
        if error.returncode != -signal.SIGALRM:
            raise
        return seconds, None


def by_ortools(repeat, wished, fits, seats, company=None, cap=None):
    """Youths, posts, companies if there are any, and the sink; the way past the posts costs nothing."""
    youths, pairs = wished.shape
    posts, companies = len(seats), 0 if cap is None else len(cap)
    sink = youths + posts + companies
    everybody, every_post = numpy.arange(youths), youths + numpy.arange(posts)
    every_company = youths + posts + numpy.arange(companies)
    after_posts = numpy.full(posts, sink) if cap is None else youths + posts + company
    tails = numpy.concatenate([numpy.repeat(everybody, pairs), everybody, every_post, every_company])
    heads = numpy.concatenate([youths + wished.ravel(), numpy.full(youths, sink), after_posts, numpy.full(companies, sink)])
    room = numpy.concatenate([numpy.ones(youths * pairs + youths, dtype=int), seats, [] if cap is None else cap]).astype(int)
    costs = numpy.concatenate([-fits.ravel(), numpy.zeros(youths + posts + companies, dtype=int)])
    supplies = numpy.append(numpy.ones(youths, dtype=int), -youths)

    def solve():
        flow = min_cost_flow.SimpleMinCostFlow()
        flow.add_arcs_with_capacity_and_unit_cost(tails, heads, room, costs)
        flow.set_nodes_supplies(numpy.append(everybody, sink), supplies)
        if flow.solve() != flow.OPTIMAL:
            sys.exit("OR-Tools found no optimum")
        return -flow.optimal_cost()

    return least(repeat, solve)


def by_linprog(repeat, wished, fits, seats, company, cap):
    """A column a pair; a row a youth, a post and a company."""
    youths, pairs = wished.shape
    at = wished.ravel()
    rows = numpy.stack([numpy.repeat(numpy.arange(youths), pairs), youths + at, youths + len(seats) + company[at]], axis=1)
    starts = 3 * numpy.arange(at.size + 1)
    matrix = csc_array((numpy.ones(3 * at.size), rows.ravel(), starts))
    room = numpy.concatenate([numpy.ones(youths), seats, cap])
    seconds, found = least(repeat, lambda: linprog(-fits.ravel(), A_ub=matrix, b_ub=room, method="highs"))
    if found.status != 0:
        sys.exit(f"scipy: {found.message}")
    return seconds, round(-found.fun)


def by_scipy(table, repeat):
    seconds, (rows, columns) = least(repeat, lambda: linear_sum_assignment(table, maximize=True))
    return seconds, int(table[rows, columns].sum())


def by_lap(table, repeat):
    costs = (10000 - table).astype(float)
    seconds, (_, columns, _) = least(repeat, lambda: lap.lapjv(costs, extend_cost=True))
    placed = numpy.flatnonzero(columns >= 0)
    return seconds, int(table[placed, columns[placed]].sum())


def compare(name, instance, scratch, repeat, slow):
    wished, fits, seats, *companies = instance
    write(scratch / "instance", *instance)
    ours, objective = told_by(BENCH, "weigh", scratch / "instance", "-r", repeat)
    told = {}
    dense = wished.shape[1] == len(seats)
    if slow or not dense or wished.size < 5_000_000:
        told["ortools"] = by_ortools(1, *instance)
    if slow or wished.size < 5_000_000:
        told["lemon"] = by_lemon(scratch / "instance")
    elif not dense:
        told["lemon"] = by_lemon(scratch / "instance", math.ceil(told["ortools"][0]))
    if companies:
        if slow or wished.size < 500_000:
            told["scipy"] = by_linprog(1, *instance)
    elif dense:
        table = numpy.repeat(fits, seats, axis=1)
        told["lap"] = by_lap(table, 1)
        if slow or table.size < 5_000_000:
            told["scipy"] = by_scipy(table, 1)
    line = f"{name:28}{objective:13}{ours:11.4f}"
    for library, (seconds, sum_of_fits) in told.items():
        if sum_of_fits not in (objective, None):
            sys.exit(f"{name}: nextwork has {objective}, {library} {sum_of_fits}")
        line += f"  {library} {seconds:.4f}" if sum_of_fits is not None else f"  {library} over {seconds}"
    print(f"{line}  {min(seconds for seconds, _ in told.values()) / ours:.1f}x", flush=True)


def generator(name):
    return numpy.random.default_rng(zlib.crc32(name.encode()))


def instances(given):
    families = ("uniform", "correlated", "ranked")
    for youths in given.youths:
        posts = youths // 5
        for family in families:
            for kind, per_mille in (("balanced", 1000), ("scarce", 900), ("roomy", 1250)):
                name = f"{family} {kind} {youths}"
                rng = generator(name)
                seats = draw_seats(rng, posts, youths * per_mille // 1000)
                yield name, draw(family, youths, posts, given.pairs, seats, rng)
    for family in families:
        name = f"{family} 1200 x 600"
        rng = generator(name)
        yield name, draw(family, 1200, 600, 600, rng.integers(1, 6, 600), rng)
    for side in given.square:
        for family in ("uniform", "geometric", "correlated"):
            name = f"{family} {side} x {side}"
            yield name, draw(family, side, side, side, numpy.ones(side, dtype=int), generator(name))
    for youths in given.capped:
        for family in families:
            name = f"{family} capped {youths}"
            yield name, draw_capped(family, youths, youths // 5, given.pairs, generator(name))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--youths", type=int, nargs="*", default=[100000])
    parser.add_argument("--pairs", type=int, default=20)
    parser.add_argument("--square", type=int, nargs="*", default=[5000])
    parser.add_argument("--capped", type=int, nargs="*", default=[10000, 100000])
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
