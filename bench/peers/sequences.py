"""What every sequence of posts in a plan is worth to a youth: the definition once more, in NumPy.

All terms but novelty, and all reasons but those of the youth's own sequence, are as `nextwork score` has them at the start
of each period; what a plan does changes none of them. For cohorts with a table of placements and without fits of their own.
"""
import datetime
import subprocess
from types import SimpleNamespace

import numpy
import pyarrow
import pyarrow.compute
import pyarrow.csv

from cohort import (WEIGHTS, Functions, Industries, alike_table, free_seats, industry_of, number, numbers,
                    read_placements, rounded, strength, table)
from run import COMMAND
from score_numpy import novelty_value, quarters_alike

NEVER = -(1 << 28)  # several of them added up are still a number
ALL_WEIGHTS = sum(WEIGHTS.values())
DEEPEN = 2  # the intent
KINDS = (("industry", Industries), ("function", Functions))


class Sequences:
    """A youth's candidates are numbered from 0; -1 is a period without a placement."""

    def __init__(self, folder, starts, weeks):
        self.starts = starts
        self.ends = [start + datetime.timedelta(weeks=weeks) for start in starts]
        youth_rows, company_rows, post_rows = (table(folder, name) for name in ("youths", "companies", "posts"))
        youths, companies, self.posts = (
            {row[key]: r for r, row in enumerate(rows)}
            for rows, key in ((youth_rows, "youth_id"), (company_rows, "company_id"), (post_rows, "post_id"))
        )
        self.youth_ids, self.post_ids = list(youths), list(self.posts)
        self.company = numbers(companies[row["company_id"]] for row in post_rows)
        owners = [row["owner_id"] or i for i, row in enumerate(company_rows)]
        self.firm = numbers(map(owners.index, owners))[self.company]
        placements = read_placements(
            folder, youths, self.posts, companies, post_rows, company_rows, self.company
        )
        seats = [free_seats(post_rows, company_rows, placements, *days) for days in zip(starts, self.ends)]
        self.post_seats, self.company_seats = zip(*seats)
        self.set_likeness(post_rows, company_rows, placements)
        self.strength = [
            [self.planned_strength(s, t) for t in range(len(starts))] for s in range(len(starts))
        ]
        intents = [("explore", "neutral", "deepen").index(row["intent"] or "explore") for row in youth_rows]
        past = [[] for _ in youths]
        for i, placement in enumerate(placements):
            past[placement.youth].append((i, placement))
        self.youths = [SimpleNamespace(posts=[], intent=intent) for intent in intents]
        self.set_candidates(folder, youths)
        for of, before in zip(self.youths, past):
            self.set_past(of, before)

    def planned_strength(self, earlier, later):
        """Of a placement that lasts a period, in a later one."""
        placement = SimpleNamespace(
            row={"weeks_attended": ""}, start=self.starts[earlier], end=self.ends[earlier]
        )
        return strength(placement, self.starts[later]) if earlier < later else 0

    def set_likeness(self, post_rows, company_rows, placements):
        """Of every post to every post, and of every past placement to every post."""
        posted = [industry_of(company_rows[c]) for c in self.company], [row["function"] or None for row in post_rows]
        self.alike, self.past_alike, self.known = [], [], []
        for k, (name, kind) in enumerate(KINDS):
            codes = [None] + sorted({code for code in posted[k] + [getattr(p, name) for p in placements] if code})
            likeness = alike_table(kind(), codes)
            of_posts = numbers(map(codes.index, posted[k]))
            of_past = numbers(codes.index(getattr(p, name)) for p in placements)
            self.alike.append(likeness[of_posts][:, of_posts])
            self.past_alike.append(likeness[of_past][:, of_posts])
            self.known.append(of_posts > 0)
        self.quarters = quarters_alike(*self.alike)
        self.past_quarters = quarters_alike(*self.past_alike)
        self.dimensions = self.known[0].astype(numpy.int32) + self.known[1]

    def set_candidates(self, folder, youths):
        """The posts that no reason forbids in some period, but for last-employer, which a plan can lift."""
        rows = [{} for _ in self.youths]
        for t, start in enumerate(self.starts):
            process = [str(COMMAND), "score", str(folder), "--start", start.isoformat(), "--format", "csv", "--quiet"]
            output = subprocess.run(process, check=True, capture_output=True).stdout
            scores = pyarrow.csv.read_csv(pyarrow.BufferReader(output))
            allowed = pyarrow.compute.is_in(scores["reasons"], pyarrow.array(["", "last-employer"]))
            for row in scores.filter(allowed).to_pylist():
                rows[youths[row["youth_id"]]].setdefault(self.posts[row["post_id"]], {})[t] = row
        for of, found in zip(self.youths, rows):
            of.posts = numbers(sorted(found))
            shape = len(self.starts), len(of.posts)
            of.others = numpy.full(shape, NEVER, dtype=numpy.int64)
            of.told = numpy.zeros(shape, dtype=numpy.int64)  # novelty as the command has it
            of.last = numpy.zeros(shape, dtype=bool)
            for i, post in enumerate(of.posts):
                for t, row in found[post].items():
                    of.others[t, i] = sum(w * row[term] for term, w in WEIGHTS.items() if term != "novelty")
                    of.told[t, i] = row["novelty"]
                    of.last[t, i] = row["reasons"] != ""

    def set_past(self, of, before):
        shape = len(self.starts), len(of.posts)
        of.closest = numpy.zeros(shape, dtype=numpy.int64)
        of.new = [numpy.tile(known[of.posts], (len(self.starts), 1)) for known in self.known]
        for t, start in enumerate(self.starts):
            for i, placement in before:
                if placement.end > start:
                    continue
                closeness = self.past_quarters[i, of.posts] * strength(placement, start)
                numpy.maximum(of.closest[t], closeness, out=of.closest[t])
                for new, alike in zip(of.new, self.past_alike):
                    new[t] &= alike[i, of.posts] <= 0
        value = novelty_value(of.closest, of.new, self.dimensions[of.posts], of.intent)
        if (value != of.told)[of.others != NEVER].any():
            raise SystemExit("novelty is not as nextwork score has it")

    def fits_after(self, of, period, among, earlier, last_counts=True):
        """Fits in the period of the candidates `among` (last axis) after every combination of what each earlier period,
        (period, candidates), has (the other axes); NEVER where not allowed."""
        posts = of.posts[among]
        closest, last = of.closest[period, among], of.last[period, among]
        new = [n[period, among] for n in of.new]
        barred = of.others[period, among] == NEVER
        for a, (s, before) in enumerate(earlier):
            shape = [1] * a + [len(before)] + [1] * (len(earlier) - a - 1) + [len(among)]
            out = (before < 0)[:, None]

            def spread(pairs, without):
                return numpy.where(out, without, pairs).reshape(shape)

            there = of.posts[before]
            alike = self.quarters[there][:, posts] * self.strength[s][period]
            closest = numpy.maximum(closest, spread(alike, 0))
            new = [n & spread(alike[there][:, posts] <= 0, True) for n, alike in zip(new, self.alike)]
            barred = barred | spread(self.company[there][:, None] == self.company[posts], False)
            firm = spread(self.firm[there][:, None] == self.firm[posts], False)
            last = numpy.where(numpy.broadcast_to(out, (len(before), len(among))).reshape(shape), last, firm)
        novelty = novelty_value(closest, new, self.dimensions[posts], of.intent)
        fits = rounded(of.others[period, among] + WEIGHTS["novelty"] * novelty, ALL_WEIGHTS)
        return numpy.where(barred | last if last_counts else barred, NEVER, fits)

    def worth(self, of, sequence):
        """The fit in each period of a sequence, 0 where it is out."""
        fits = []
        for t, candidate in enumerate(sequence):
            earlier = [(s, numpy.array([before])) for s, before in enumerate(sequence[:t])]
            fits.append(int(self.fits_after(of, t, numpy.array([candidate]), earlier).item()) if candidate >= 0 else 0)
        return fits

    def above(self, of, prices, floor, most=None):
        """The sequences whose worth less their prices, a row a period, is above the floor, the best first and no more than
        `most`: with what they are worth, and what of it is left."""
        found, worths, nets = numpy.zeros((0, len(prices)), dtype=int), numpy.zeros(0, dtype=int), numpy.zeros(0)
        for first in [*range(len(of.posts)), -1] if len(of.posts) else []:
            kept = self.worth_a_look(of, prices, floor, first)
            if kept is None:
                continue
            worth = self.worth_of_all(of, kept)
            net = worth.astype(float)
            for t, candidates in enumerate(kept):
                net -= numpy.where(candidates < 0, 0, prices[t, candidates]).reshape(-1, *[1] * (len(kept) - t - 1))
            at = numpy.nonzero(net > floor)
            found = numpy.concatenate([found, numpy.stack([c[i] for c, i in zip(kept, at)], axis=1)])
            worths, nets = numpy.append(worths, worth[at]), numpy.append(nets, net[at])
            if most is not None and len(nets) > most:
                best = numpy.argsort(-nets, kind="stable")[:most]
                found, worths, nets = found[best], worths[best], nets[best]
                floor = nets[-1]
        best = numpy.argsort(-nets, kind="stable")
        return found[best], worths[best], nets[best]

    def worth_a_look(self, of, prices, floor, first):
        """Each period's candidates with which a sequence that begins so can be above the floor."""
        everything = numpy.arange(len(of.posts))
        begun = 0
        if first >= 0:
            begun = self.fits_after(of, 0, numpy.array([first]), [])[0] - prices[0, first]
        bounds = []
        for t in range(1, len(prices)):
            fits = self.fits_after(of, t, everything, [(0, numpy.array([first]))], last_counts=False)[0]
            if of.intent == DEEPEN:  # may gain by what comes between
                most = rounded(of.others[t] + WEIGHTS["novelty"] * 10000, ALL_WEIGHTS)
                fits = numpy.where(fits == NEVER, NEVER, most)
            bounds.append(numpy.append(fits - prices[t], 0))
        slack = begun + sum(bound.max() for bound in bounds) - floor
        if slack <= 0:
            return None
        candidates = numpy.append(everything, -1)
        return [numpy.array([first])] + [candidates[bound > bound.max() - slack] for bound in bounds]

    def worth_of_all(self, of, kept):
        """Of every sequence of these candidates, an axis a period."""
        worth = 0
        for t, candidates in enumerate(kept):
            among = candidates[candidates >= 0]
            fits = self.fits_after(of, t, among, list(enumerate(kept[:t])))
            if len(among) < len(candidates):
                fits = numpy.concatenate([fits, numpy.zeros((*fits.shape[:-1], 1), dtype=fits.dtype)], axis=-1)
            worth = numpy.expand_dims(worth, -1) + fits if t else fits
        return worth
