"""Plans of several periods by other means, on the same files, by the same values.

    ./dev bench --peers plan [--youths 1200] [--proven 200] [--constraint 30] [--effort 10]

Period by period: `nextwork match --mechanism max-weight`, then `nextwork adopt`, one period after the other, as one would do
without a planner; wishes for companies where a youth has been placed are crossed off, since a plan grants a company once.
HiGHS: the greatest value proven, sequences as columns: the linear program by pricing, columns that can improve it added until
there are none; a first plan of these columns; then every sequence whose reduced cost does not rule it out, in whole numbers.
OR-Tools CP-SAT: every sequence of every youth, a cohort small enough for that.
Every plan is added up anew by the definition (sequences.py) and must come to what its maker says; no plan may be worth more than
what a solver proves, nor than our bound. Ours is a whole process, files to files, on one thread; of the solvers only the solving counts.
"""
import argparse
import csv
import datetime
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import highspy
import numpy
from ortools.sat.python import cp_model

from cohort import table
from run import COMMAND, write_table
from sequences import Sequences

START, WEEKS = datetime.date(2027, 1, 4), 13
# About 1.2 seats a youth, and nobody a control; CP-SAT needs small networks.
TRIAL = ["--scenario", "trial", "--control", "0", "--headcount-median", "11", "--posts-per-company", "200"]
SITE = [*TRIAL, "--headcount-median", "8"]
FEW = [*TRIAL, "--headcount-median", "7", "--network-companies", "6"]
UNIT = 10000  # of values in a certificate: a basis point
BATCH = 20  # sequences a youth and round of pricing
TOLERANCE = 1e-6  # of sums of prices, which are no whole numbers


def run(*process):
    subprocess.run([str(part) for part in (COMMAND, *process, "--quiet")], check=True)


def starts_of(periods):
    return [START + datetime.timedelta(weeks=WEEKS * t) for t in range(periods)]


def certificate(folder):
    return json.loads((folder / "certificate.json").read_text())


def spent(work):
    """Processor seconds of the work, its processes' included, and its result: other jobs do not change them much."""
    before = os.times()
    result = work()
    return sum(after - start for after, start in zip(os.times()[:4], before)), result


def check(holds, what):
    if not holds:
        sys.exit(what)


# --- plans, added up by the definition --------------------------------------------------------------


class Cohort:
    def __init__(self, scratch, youths, companies, periods, shape):
        self.folder = scratch / "cohort"
        run("generate", *shape, "--youths", youths, "--companies", companies, "-o", self.folder)
        self.name = f"{youths} x {companies} x {periods}"
        self.starts = starts_of(periods)
        self.sequences = Sequences(self.folder, self.starts, WEEKS)

    def add_up(self, placed, name):
        """The value of a plan, rows of (youth, period, post, fit) by ids and periods from 0 on; fits and seats as they must be."""
        s = self.sequences
        rows = {youth: i for i, youth in enumerate(s.youth_ids)}
        chosen = [[-1] * len(self.starts) for _ in rows]
        told = [[0] * len(self.starts) for _ in rows]
        for youth, t, post, fit in placed:
            of = rows[youth]
            (candidate,) = numpy.flatnonzero(s.youths[of].posts == s.posts[post])
            chosen[of][t], told[of][t] = candidate, fit
        found = [s.worth(of, sequence) for of, sequence in zip(s.youths, chosen)]
        check(found == told, f"{self.name}: the fits of {name} are not those of the definition")
        self.check_seats(chosen, name)
        return sum(map(sum, found)), chosen

    def check_seats(self, chosen, name):
        s = self.sequences
        for t in range(len(self.starts)):
            posts = [of.posts[sequence[t]] for of, sequence in zip(s.youths, chosen) if sequence[t] >= 0]
            of_posts = numpy.bincount(posts, minlength=len(s.post_ids))
            of_companies = numpy.bincount(s.company[posts], minlength=len(s.company_seats[t]))
            fits = (of_posts <= s.post_seats[t]).all() and (of_companies <= s.company_seats[t]).all()
            check(fits, f"{self.name}: {name} takes seats that are not there")

    def seats_a_youth(self):
        s = self.sequences
        of_companies = numpy.bincount(s.company, s.post_seats[0], minlength=len(s.company_seats[0]))
        return numpy.minimum(of_companies, s.company_seats[0]).sum() / len(s.youth_ids)


def by_plan(cohort, scratch, effort):
    """Seconds, value and bound, basis points."""
    folder = scratch / "plan"
    seconds, _ = spent(lambda: run(
        "plan", cohort.folder, "--periods", len(cohort.starts), "--extend", "--effort", effort, "--threads", 1, "-o", folder
    ))
    with open(folder / "plan.csv", newline="") as file:
        rows = [(r["youth_id"], int(r["period"]) - 1, r["post_id"], int(r["fit"])) for r in csv.DictReader(file)]
    value, _ = cohort.add_up(rows, "the plan")
    told = certificate(folder)
    check(told["value"] == UNIT * value, f"{cohort.name}: the plan is worth {value}, not {told['value']}")
    return seconds, value, told["bound"] // UNIT


# --- period by period -------------------------------------------------------------------------------


def cross_off(folder, placed):
    """The wishes for companies where a youth has been placed."""
    company = {row["post_id"]: row["company_id"] for row in table(folder, "posts")}
    been = {(row["youth_id"], row["company_id"]) for row in placed}
    wishes = table(folder, "wishes")
    kept = [row.values() for row in wishes if (row["youth_id"], company[row["post_id"]]) not in been]
    write_table(folder, "wishes", wishes[0].keys(), kept)


def by_period(cohort, scratch):
    """Seconds and value."""
    folder, rows, seconds = cohort.folder, [], 0
    for t, start in enumerate(cohort.starts):
        result, following = scratch / f"match-{t}", scratch / f"after-{t}"
        took, _ = spent(lambda: run(
            "match", folder, "--mechanism", "max-weight", "--extend", "--start", start, "--weeks", WEEKS, "--threads", 1,
            "-o", result,
        ))
        adopted, _ = spent(lambda: run("adopt", folder, result, "-o", following))
        seconds += took + adopted
        placed = table(result, "placements")
        rows += [(row["youth_id"], t, row["post_id"], int(row["fit"])) for row in placed]
        cross_off(following, placed)
        folder = following
    return seconds, *cohort.add_up(rows, "period by period")


# --- HiGHS ------------------------------------------------------------------------------------------


class Columns:
    """Sequences as columns; a row for each youth, then one for each post and each company in each period."""

    def __init__(self, sequences):
        self.sequences = sequences
        self.periods, self.posts = len(sequences.starts), len(sequences.post_ids)
        self.youths, self.companies = len(sequences.youths), len(sequences.company_seats[0])
        self.worth, self.rows, self.seen = [], [], set()
        seats = [numpy.concatenate(of) for of in zip(sequences.post_seats, sequences.company_seats)]
        self.room = numpy.concatenate([numpy.ones(self.youths), *seats]).astype(float)

    def post_rows(self, period):
        return self.youths + period * (self.posts + self.companies)

    def prices_of(self, of, prices):
        """What each candidate's seat costs, a row a period."""
        at = [self.post_rows(t) for t in range(self.periods)]
        company = self.sequences.company[of.posts]
        return numpy.array([prices[a + of.posts] + prices[a + self.posts + company] for a in at])

    def add(self, youth, sequence, worth):
        key = youth, *sequence
        if key in self.seen:
            return False
        self.seen.add(key)
        of, rows = self.sequences.youths[youth], [youth]
        for t, candidate in enumerate(sequence):
            if candidate >= 0:
                post = of.posts[candidate]
                rows += [self.post_rows(t) + post, self.post_rows(t) + self.posts + self.sequences.company[post]]
        self.worth.append(worth)
        self.rows.append(rows)
        return True


def silent_highs():
    """Without the banner that it writes past Python before it can be told to be silent."""
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    os.dup2(kept, 1)
    os.close(kept)
    os.close(nowhere)
    return model


class Highs:
    def __init__(self, columns, whole):
        self.columns, self.whole, self.count, self.seconds = columns, whole, 0, 0
        self.model = silent_highs()
        self.model.changeObjectiveSense(highspy.ObjSense.kMaximize)
        nothing = numpy.array([], dtype=numpy.int32)
        free = numpy.full(len(columns.room), -highspy.kHighsInf)
        starts = numpy.zeros(len(columns.room), dtype=numpy.int32)
        self.model.addRows(len(columns.room), free, columns.room, 0, starts, nothing, nothing.astype(float))
        for gap in ("mip_rel_gap", "mip_abs_gap"):
            self.model.setOptionValue(gap, 0.0)

    def solve(self):
        """With the columns that came since; gives the greatest value."""
        rows = self.columns.rows[self.count:]
        new, lengths = len(rows), [len(row) for row in rows]
        starts = numpy.cumsum([0, *lengths[:-1]]).astype(numpy.int32) if rows else numpy.array([], dtype=numpy.int32)
        index = numpy.array([row for of in rows for row in of], dtype=numpy.int32)
        worth = numpy.array(self.columns.worth[self.count:], dtype=float)
        self.model.addCols(
            new, worth, numpy.zeros(new), numpy.ones(new), len(index), starts, index, numpy.ones(len(index))
        )
        if self.whole:
            kinds = numpy.full(new, highspy.HighsVarType.kInteger)
            self.model.changeColsIntegrality(new, numpy.arange(self.count, self.count + new, dtype=numpy.int32), kinds)
        self.count += new
        self.seconds += spent(self.model.run)[0]
        check(self.model.getModelStatus() == highspy.HighsModelStatus.kOptimal, "HiGHS found no optimum")
        return self.model.getObjectiveValue()

    def prices(self):
        """Of the rows, none below 0."""
        return numpy.maximum(numpy.array(self.model.getSolution().row_dual), 0)


def price(columns, prices, allowance, most=None):
    """Adds the sequences whose worth beyond their prices is above the youth's own price less the allowance, the best `most` a
    youth; gives how many, and the sum that no plan exceeds."""
    s, added, bound = columns.sequences, 0, (columns.room * prices).sum()
    for youth, of in enumerate(s.youths):
        found, worths, nets = s.above(of, columns.prices_of(of, prices), prices[youth] - allowance, most)
        for sequence, worth in zip(found.tolist(), worths.tolist()):
            added += columns.add(youth, sequence, worth)
        bound += nets.max(initial=prices[youth]) - prices[youth]
    return added, bound


def by_highs(cohort, first_plan):
    """The greatest value and the seconds, columns included."""
    columns = Columns(cohort.sequences)
    seconds, (value, solving) = spent(lambda: solve_by_columns(cohort, columns, first_plan))
    return value, seconds, f"optimum; {len(columns.rows)} columns, HiGHS itself {solving:.2f} s"


def solve_by_columns(cohort, columns, first_plan):
    for youth, sequence in enumerate(first_plan):
        columns.add(youth, sequence, sum(cohort.sequences.worth(cohort.sequences.youths[youth], sequence)))
    linear, whole, added = Highs(columns, False), Highs(columns, True), 1
    while added:
        linear.solve()
        added, bound = price(columns, linear.prices(), -TOLERANCE, BATCH)
    value = whole.solve()
    if value < int(bound + TOLERANCE):
        price(columns, linear.prices(), bound - value)
        value = whole.solve()
    return round(value), linear.seconds + whole.seconds


# --- OR-Tools CP-SAT --------------------------------------------------------------------------------


def by_constraints(cohort, _):
    """The greatest value and the seconds of the solver alone."""
    columns = Columns(cohort.sequences)
    nothing = numpy.zeros(len(columns.room))
    price(columns, nothing, 1)
    model = cp_model.CpModel()
    chosen = [model.new_bool_var("") for _ in columns.rows]
    at = [[] for _ in columns.room]
    for variable, rows in zip(chosen, columns.rows):
        for row in rows:
            at[row].append(variable)
    for row, (variables, room) in enumerate(zip(at, columns.room)):
        if row < columns.youths:
            model.add_at_most_one(variables)
        elif len(variables) > room:
            model.add(sum(variables) <= int(room))
    model.maximize(cp_model.LinearExpr.weighted_sum(chosen, columns.worth))
    solver = cp_model.CpSolver()
    solver.parameters.linearization_level = 2  # without the linear program it proves nothing in minutes
    solver.parameters.num_workers = 1
    seconds, status = spent(lambda: solver.solve(model))
    check(status == cp_model.OPTIMAL, "CP-SAT found no optimum")
    return round(solver.objective_value), seconds, f"optimum; {len(columns.rows)} sequences"


# --- all --------------------------------------------------------------------------------------------


def told(cohort, maker, seconds, value, ours, note=""):
    print(f"{cohort.name:20}{maker:18}{seconds:10.2f}{value:12}{100 * (ours - value) / value:+10.4f} %  {note}", flush=True)


def compare(cohort, scratch, effort, solve):
    """Ours beside period by period and, if there is one, an exact solver: (name, function)."""
    seconds, value, bound = by_plan(cohort, scratch, effort)
    told(cohort, "nextwork plan", seconds, value, value, f"bound {bound}, {cohort.seats_a_youth():.2f} seats a youth")
    took, sum_of_fits, first_plan = by_period(cohort, scratch)
    check(sum_of_fits <= bound, f"{cohort.name}: period by period is worth more than the bound")
    told(cohort, "period by period", took, sum_of_fits, value)
    for maker, proven in solve:
        best, took, note = proven(cohort, first_plan)
        check(max(value, sum_of_fits) <= best <= bound, f"{cohort.name}: {maker} proves {best}; plan {value}, bound {bound}")
        told(cohort, maker, took, best, value, note)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--youths", type=int, nargs="*", default=[1200], help="beside period by period; four periods")
    parser.add_argument("--proven", type=int, nargs="*", default=[200], metavar="YOUTHS", help="beside HiGHS too")
    parser.add_argument("--constraint", type=int, nargs="*", default=[30], metavar="YOUTHS", help="beside CP-SAT too; three periods")
    parser.add_argument("--effort", type=int, default=10)
    given = parser.parse_args()
    print(f"{'youths, companies,':20}")
    print(f"{'periods':20}{'':18}{'seconds':>10}{'value':>12}{'ours to it':>12}")
    sizes = [(youths, youths // 2, 4, TRIAL, ()) for youths in given.youths]
    sizes += [(youths, youths // 2, 4, SITE, [("HiGHS", by_highs)]) for youths in given.proven]
    sizes += [(youths, 2 * youths // 3, 3, FEW, [("HiGHS", by_highs), ("CP-SAT", by_constraints)]) for youths in given.constraint]
    with tempfile.TemporaryDirectory(prefix="nextwork-peers-") as scratch:
        for i, (youths, companies, periods, shape, solve) in enumerate(sizes):
            folder = Path(scratch) / str(i)
            folder.mkdir()
            compare(Cohort(folder, youths, companies, periods, shape), folder, given.effort, solve)


if __name__ == "__main__":
    main()
