"""The largest stable matching with ties, proven by HiGHS, beside `ties = most-placed`, on the same files.

    ./dev bench --peers stable [--youths 300 1000] [--classes 1 3 10] [--cohorts site-1 site-2 site-3 pilots-1] [--limit 60]

Short lists: markets of 3 to 5 wishes a youth, about as many seats as youths, with so many classes of equals at each post, all
posts alike, a fifth of them popular, or companies of three posts with room for two thirds of their seats; and cohorts of
`nextwork generate`. Every pair gets a variable, and a row that says: the youth has it or one as good, or the post is full of
youths in as good a class, or the company is (Kwanashie and Manlove, 2014, for posts alone). Our matching must satisfy all rows,
and the solver's no pair may block. Where the limit (seconds) is reached, what is proven is a bound.
"""
import argparse
import datetime
import random
import subprocess
import tempfile
from pathlib import Path
from types import SimpleNamespace

import highspy
import numpy
import pyarrow.csv

from cohort import free_seats, number, read_placements, table
from plan import certificate, check, run, silent_highs, spent
from run import COMMAND, write_table

START, WEEKS = datetime.date(2027, 1, 4), 13


# --- markets ----------------------------------------------------------------------------------------


def write_market(folder, youths, classes, popular, capped, seed):
    draw = random.Random(seed)
    posts = [f"P{p:04}" for p in range(youths // 2)]
    seats = dict.fromkeys(posts, 1)
    for _ in range(youths - len(posts)):
        seats[draw.choice(posts)] += 1
    company = {post: f"C{p // 3 if capped else p:04}" for p, post in enumerate(posts)}
    room = {}
    for post in posts:
        room[company[post]] = room.get(company[post], 0) + seats[post]
    hot = posts[: len(posts) // 5]
    wishes, answers = [], []
    for y in range(youths):
        listed, length = [], draw.randint(3, 5)
        while len(listed) < length:
            post = draw.choice(hot if popular and draw.random() < 0.6 else posts)
            if post not in listed:
                listed.append(post)
        wishes += [(f"Y{y:04}", post, rank) for rank, post in enumerate(listed, 1)]
        answers += [(post, f"Y{y:04}", "yes", draw.randint(1, classes)) for post in listed]
    folder.mkdir()
    write_table(folder, "youths", ["youth_id"], ([f"Y{y:04}"] for y in range(youths)))
    # The headcount rule: one for every five employees.
    headcounts = ((name, 5 * ((2 * seats + 2) // 3) if capped else "", "") for name, seats in room.items())
    write_table(folder, "companies", ["company_id", "headcount", "others_placed"], headcounts)
    write_table(folder, "posts", ["post_id", "company_id", "seats"], ((p, company[p], seats[p]) for p in posts))
    write_table(folder, "wishes", ["youth_id", "post_id", "rank"], wishes)
    write_table(folder, "answers", ["post_id", "youth_id", "answer", "rank"], answers)


# --- a cohort as pairs -------------------------------------------------------------------------------


def class_of(answer, rank):
    """What a company prefers comes first; equal ones are equals."""
    return {"yes": (0, rank or 10**6), "maybe": (1, rank or 10**6)}.get(answer, (2, 0))


def allowed_pairs(folder):
    process = [str(COMMAND), "score", str(folder), "--start", START.isoformat(), "--weeks", str(WEEKS), "--format", "csv"]
    output = subprocess.run([*process, "--quiet"], check=True, capture_output=True).stdout
    scores = pyarrow.csv.read_csv(pyarrow.BufferReader(output))
    return {
        (youth, post)
        for youth, post, reasons in zip(*(scores[name].to_pylist() for name in ("youth_id", "post_id", "reasons")))
        if not reasons
    }


def read(folder):
    """Pairs (youth, post, rank, class), posts and companies as row numbers."""
    youth_rows, company_rows, post_rows = (table(folder, name) for name in ("youths", "companies", "posts"))
    youths, companies, posts = (
        {row[key]: r for r, row in enumerate(rows)}
        for rows, key in ((youth_rows, "youth_id"), (company_rows, "company_id"), (post_rows, "post_id"))
    )
    company = [companies[row["company_id"]] for row in post_rows]
    answered = {
        (row["youth_id"], row["post_id"]): class_of(row["answer"], number(row.get("rank"), 0))
        for row in table(folder, "answers")
    }
    allowed = allowed_pairs(folder)
    pairs = [
        SimpleNamespace(
            youth=youths[key[0]], post=posts[key[1]], company=company[posts[key[1]]], rank=int(row["rank"]),
            tier=answered.get(key, class_of(None, 0)),
        )
        for row in table(folder, "wishes")
        if row["rank"] and (key := (row["youth_id"], row["post_id"])) in allowed
    ]
    placements = read_placements(folder, youths, posts, companies, post_rows, company_rows, numpy.array(company))
    post_seats, company_seats = free_seats(
        post_rows, company_rows, placements, START, START + datetime.timedelta(weeks=WEEKS)
    )
    c = SimpleNamespace(pairs=pairs, youths=youths, posts=posts, post_seats=post_seats, company_seats=company_seats)
    c.of_youth, c.of_post, c.of_company = ([[] for _ in rows] for rows in (youth_rows, post_rows, company_rows))
    for i, pair in enumerate(pairs):
        c.of_youth[pair.youth].append(i)
        c.of_post[pair.post].append(i)
        c.of_company[pair.company].append(i)
    return c


def blocking_pairs(c, chosen):
    """Of a matching, a list of pairs: by the definition, in words of libnextwork/match/README.md."""
    of_youth, at_post, at_company = ([[] for _ in rows] for rows in (c.of_youth, c.of_post, c.of_company))
    for held in (c.pairs[i] for i in chosen):
        of_youth[held.youth].append(held)
        at_post[held.post].append(held)
        at_company[held.company].append(held)

    def blocks(pair):
        if any(held.rank <= pair.rank for held in of_youth[pair.youth]):
            return False
        if len(at_post[pair.post]) >= c.post_seats[pair.post]:
            return any(held.tier > pair.tier for held in at_post[pair.post])
        if len(at_company[pair.company]) < c.company_seats[pair.company]:
            return True
        return any(
            held.tier > pair.tier or (held.youth == pair.youth and held.tier == pair.tier)
            for held in at_company[pair.company]
        )

    return sum(map(blocks, c.pairs))


# --- whole numbers -----------------------------------------------------------------------------------


class Program:
    """The first columns are the pairs: chosen or not."""

    def __init__(self, c):
        self.c, self.columns, self.rows = c, len(c.pairs), []
        for of, room in ((c.of_youth, [1] * len(c.of_youth)), (c.of_post, c.post_seats), (c.of_company, c.company_seats)):
            self.rows += [(-highspy.kHighsInf, most, pairs, [1] * len(pairs)) for pairs, most in zip(of, room) if pairs]
        for i in range(len(c.pairs)):
            self.keep_from_blocking(i)

    def keep_from_blocking(self, i):
        c, pair = self.c, self.c.pairs[i]
        seats, cap = int(c.post_seats[pair.post]), int(c.company_seats[pair.company])
        as_good = [k for k in c.of_youth[pair.youth] if c.pairs[k].rank <= pair.rank]
        at_post = [k for k in c.of_post[pair.post] if c.pairs[k].tier <= pair.tier and k != i]
        weights = dict.fromkeys(as_good, seats)
        for k in at_post:
            weights[k] = weights.get(k, 0) + 1
        posts = {c.pairs[k].post for k in c.of_company[pair.company]}
        if cap < sum(min(int(c.post_seats[p]), len(c.of_post[p])) for p in posts):
            full = self.columns  # whether the company, rather than the post, is full of as good ones
            self.columns += 1
            weights[full] = seats
            at_company = [
                k for k in c.of_company[pair.company]
                if (c.pairs[k].tier < pair.tier or (c.pairs[k].tier == pair.tier and c.pairs[k].youth != pair.youth))
            ]
            self.rows.append((0, highspy.kHighsInf, [*at_company, full], [1] * len(at_company) + [-cap]))
        self.rows.append((seats, highspy.kHighsInf, list(weights), list(weights.values())))

    def solve(self, limit, fixed=None):
        """What is proven, how many are placed and by which pairs; `fixed`: with exactly these pairs."""
        model, count = silent_highs(), self.columns
        nothing = numpy.array([], dtype=numpy.int32)
        gain = numpy.zeros(count)
        gain[: len(self.c.pairs)] = 1
        least, most = numpy.zeros(count), numpy.ones(count)
        if fixed is not None:
            most[: len(self.c.pairs)] = 0
            least[fixed] = most[fixed] = 1
        model.addCols(count, gain, least, most, 0, numpy.zeros(count, dtype=numpy.int32), nothing, nothing.astype(float))
        columns = numpy.arange(count, dtype=numpy.int32)
        model.changeColsIntegrality(count, columns, numpy.full(count, highspy.HighsVarType.kInteger))
        for lower, upper, index, values in self.rows:
            model.addRow(lower, float(upper), len(index), numpy.array(index, dtype=numpy.int32), numpy.array(values, dtype=float))
        model.changeObjectiveSense(highspy.ObjSense.kMaximize)
        model.setOptionValue("time_limit", float(limit))
        model.setOptionValue("mip_abs_gap", 0.99)  # youths are whole
        model.setOptionValue("mip_rel_gap", 0.0)
        model.run()
        info = model.getInfo()
        if model.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
            return None
        chosen = numpy.flatnonzero(numpy.array(model.getSolution().col_value)[: len(self.c.pairs)] > 0.5)
        return int(info.mip_dual_bound + 1e-6), round(info.objective_function_value), chosen


# --- all ---------------------------------------------------------------------------------------------


def match(folder, result, *options):
    run("match", folder, "--start", START, "--weeks", WEEKS, *options, "-o", result)
    return certificate(result)["placed"]


def compare(name, folder, scratch, limit):
    plain = match(folder, scratch / "plain")
    ours = match(folder, scratch / "result", "--ties", "most-placed")
    c = read(folder)
    of = {(p.youth, p.post): i for i, p in enumerate(c.pairs)}
    placed = [of[c.youths[r["youth_id"]], c.posts[r["post_id"]]] for r in table(scratch / "result", "placements")]
    program = Program(c)
    check(program.solve(limit, placed) is not None, f"{name}: our matching does not satisfy the program")
    check(blocking_pairs(c, placed) == 0, f"{name}: a pair blocks ours")
    seconds, (proven, found, chosen) = spent(lambda: program.solve(limit))
    check(blocking_pairs(c, chosen) == 0, f"{name}: a pair blocks the solver's matching")
    check(len(chosen) == found and max(ours, found) <= proven, f"{name}: {ours} placed, {found} found, {proven} proven")
    told = f"{proven:9}" if found == proven or ours == proven else f"<= {proven:6}"
    print(f"{name:34}{len(c.pairs):7}{plain:9}{ours:13}{told}{100 * (proven - ours) / proven:9.2f} %{seconds:9.1f}", flush=True)
    return ours, proven


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--youths", type=int, nargs="*", default=[300, 1000], help="of markets")
    parser.add_argument("--classes", type=int, nargs="*", default=[1, 3, 10])
    parser.add_argument("--cohorts", nargs="*", default=["site-1", "site-2", "site-3", "pilots-1"], metavar="SCENARIO-SEED")
    parser.add_argument("--limit", type=float, default=60, help="seconds of the solver for each instance")
    given = parser.parse_args()
    print(f"{'instance':34}{'pairs':>7}{'lottery':>9}{'most-placed':>13}{'proven':>9}{'below it':>11}{'HiGHS s':>9}")
    with tempfile.TemporaryDirectory(prefix="nextwork-peers-") as scratch:
        scratch, count = Path(scratch), 0
        for youths in given.youths:
            for kind, popular, capped in (("", False, False), (" popular", True, False), (" capped", False, True)):
                for classes in given.classes:
                    count += 1
                    folder = scratch / f"market-{count}"
                    write_market(folder, youths, classes, popular, capped, seed=count)
                    compare(f"market {youths}{kind} classes {classes}", folder, scratch, given.limit)
        for cohort in given.cohorts:
            scenario, seed = cohort.split("-")
            folder = scratch / cohort
            run("generate", "--scenario", scenario, "--seed", seed, "-o", folder)
            compare(f"{scenario} seed {seed}", folder, scratch, given.limit)


if __name__ == "__main__":
    main()
