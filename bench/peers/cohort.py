"""A cohort's files as prepared columns for the scoring peers, and their clock and comparison.

The built-in policy but for networks, which do not count here, and the tables that `nextwork generate` writes; of the
youths the first so many, and all posts. All preparation is outside the clock, as it is for nextwork-bench: lists as
0/1 columns, codes as numbers, a post with what its company has, what an interest says of each industry and job
function, history as one column for each past placement. -1 stands for unknown.
"""
import csv
import datetime
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy

from run import COMMAND, least

START, WEEKS = datetime.date(2027, 1, 4), 8
END = START + datetime.timedelta(weeks=WEEKS)
WEIGHTS = {"wish": 30, "novelty": 15, "mutual": 12, "travel": 10, "goal": 8, "support": 8, "hours": 7,
           "reliability": 4, "skill": 3, "room": 3}
NEUTRAL = {"wish": 2500, "reliability": 6667}  # all others 5000
TRAVEL_FREE, TRAVEL_MAX, DETOUR, TRAVEL_SCALE = 20, 60, 1300, 10_000_000
PACE = {"walk": 120, "bike": 40, "transit": 22, "car": 11}
WAIT = {"walk": 0, "bike": 0, "transit": 12, "car": 4}
NEED_LEVEL = 3
NEVER = 10**6  # no upper limit
CLOSEST_ONE = 4 * 4 * 10000  # quarters alike, weeks, decay


def rounded(a, b):
    """a / b, halves up; the same for numbers, arrays and expressions."""
    return (2 * a + b) // (2 * b)


# --- places: whole metres on three axes -----------------------------------------------------------

ONE, PI, DEGREE, RADIUS = 1 << 30, 3373259426, 10**6, 6371008


def sine_cosine(angle):
    if angle < 0:
        sine, cosine = sine_cosine(-angle)
        return -sine, cosine
    if angle > 90 * DEGREE:
        sine, cosine = sine_cosine(180 * DEGREE - angle)
        return sine, -cosine
    if angle > 45 * DEGREE:
        return sine_cosine(90 * DEGREE - angle)[::-1]
    x = rounded(angle * PI, 180 * DEGREE)
    square, sine, cosine = rounded(x * x, ONE), ONE, ONE
    for n in range(10, 0, -2):
        sine = ONE - rounded(rounded(square * sine, ONE), n * (n + 1))
        cosine = ONE - rounded(rounded(square * cosine, ONE), n * (n - 1))
    return rounded(x * sine, ONE), cosine


def place(row):
    """None where a coordinate is missing."""
    if not row["latitude"] or not row["longitude"]:
        return None
    (sin_lat, cos_lat), (sin_lon, cos_lon) = (
        sine_cosine(round(float(row[axis]) * DEGREE)) for axis in ("latitude", "longitude")
    )
    shares = rounded(cos_lat * cos_lon, ONE), rounded(cos_lat * sin_lon, ONE), sin_lat
    return [rounded(RADIUS * share, ONE) for share in shares]


# --- columns --------------------------------------------------------------------------------------


def table(folder, name, youths=None):
    """The rows; only those of the youths, where they are given."""
    path = folder / f"{name}.csv"
    if not path.exists():
        return []
    with open(path, newline="") as file:
        return [row for row in csv.DictReader(file) if youths is None or row["youth_id"] in youths]


def code_list(name):
    process = [str(COMMAND), "codes", name, "--format", "csv"]
    output = subprocess.run(process, check=True, capture_output=True, text=True)
    return list(csv.DictReader(output.stdout.splitlines()))


def number(text, unknown=-1):
    return int(text) if text else unknown


def numbers(values):
    return numpy.array(list(values), dtype=numpy.int32)


def split(cell):
    return cell.split("|") if cell else []


def flags(rows, column, names):
    """A 0/1 column for each name; the level where an entry has one."""
    made = numpy.zeros((len(rows), len(names)), dtype=numpy.int32)
    for r, row in enumerate(rows):
        for entry in split(row[column]):
            name, _, level = entry.partition(":")
            made[r, names.index(name)] = number(level, 1)
    return made


def names_of(*columns):
    return sorted({entry.partition(":")[0] for rows, column in columns for row in rows for entry in split(row[column])})


def set_places(side, rows):
    places = [place(row) for row in rows]
    side.placed = numpy.array([p is not None for p in places])
    side.place = numpy.array([p or (0, 0, 0) for p in places], dtype=numpy.int64)


# --- codes ----------------------------------------------------------------------------------------


class Industries:
    """An industry is (scheme, digits), a division and a section of DB25; None is unknown."""

    def __init__(self):
        self.crosswalk = {row["db07"]: row["db25"] for row in code_list("crosswalk")}
        self.section = {row["code"]: row["section"] for row in code_list("DB25")}

    def division(self, code):
        scheme, digits = code
        prefixes = (digits[:n] for n in range(len(digits), 1, -1))
        return digits[:2] if scheme == "DB25" else next(self.crosswalk[p] for p in prefixes if p in self.crosswalk)

    def alike(self, a, b):
        if a is None or b is None:
            return -1
        a, b = self.division(a), self.division(b)
        return 2 if a == b else int(self.section[a] == self.section[b])

    def closeness(self, stated, code):
        if code is None:
            return 0
        if stated[0] == code[0]:
            return 2 * len(stated[1]) if code[1].startswith(stated[1]) else 0
        return 3 if self.division(stated) == self.division(code) else 0


class Functions:
    """A job function is its digits."""

    def alike(self, a, b):
        if a is None or b is None:
            return -1
        if a[0] != b[0]:
            return 0
        return 2 if len(a) > 1 and a[:2] == b[:2] else 1

    def closeness(self, stated, code):
        return len(stated) if code is not None and code.startswith(stated) else 0


def interest_tables(kind, codes, interests):
    """For each youth and code: the closest interest's steps above -2, and how near the goals come."""
    steps = numpy.full((len(interests), len(codes)), -1, dtype=numpy.int32)
    goals = numpy.full((len(interests), len(codes)), -1, dtype=numpy.int32)
    for y, stated in enumerate(interests):
        for c, code in enumerate(codes):
            most = 0
            for interest, value in stated:
                closeness = kind.closeness(interest, code)
                if closeness > most:
                    most, steps[y, c] = closeness, value + 2
                if value == 2:
                    goals[y, c] = max(goals[y, c], kind.alike(interest, code))
    return steps, goals


def alike_table(kind, codes):
    return numpy.array([[kind.alike(a, b) for b in codes] for a in codes], dtype=numpy.int32)


# --- history and seats ----------------------------------------------------------------------------


def months_between(start, end):
    months = 12 * (end.year - start.year) + end.month - start.month
    last = (end.replace(day=28) + datetime.timedelta(4)).replace(day=1) - datetime.timedelta(1)
    return months - (end.day < min(start.day, last.day))


def strength(placement, start=START):
    weeks = number(placement.row["weeks_attended"], (placement.end - placement.start).days // 7)
    decay = int(10000 * 2 ** (-min(24, months_between(placement.end, start)) / 12) + 0.5)
    return min(4, weeks) * decay


def peak(placements, start):
    days = [max(p.start, start) for p in placements]
    return max((sum(p.start <= day < p.end for p in placements) for day in days), default=0)


def running_at(places, count, placements, start, end):
    """For each place the placements there that reach into the period."""
    running = [[] for _ in range(count)]
    for p in placements:
        if p.start < end and p.end > start and places(p) >= 0:
            running[places(p)].append(p)
    return running


def free_seats(post_rows, companies, placements, start=START, end=END):
    """Of posts, and of companies, NEVER where there is no limit."""
    at_post = running_at(lambda p: p.post, len(post_rows), placements, start, end)
    at_company = running_at(lambda p: p.company, len(companies), placements, start, end)
    posts = [max(0, int(row["seats"]) - peak(at_post[i], start)) for i, row in enumerate(post_rows)]
    free = []
    for c, row in enumerate(companies):
        headcount, left = number(row["headcount"]), NEVER
        if headcount >= 0:
            below = min(headcount, 50)
            limit = max(1, below // 5 + (headcount - below) // 10)
            left = max(0, limit - number(row["others_placed"], 0))
            left = max(0, left - peak(at_company[c], start))
        free.append(left)
    return numbers(posts), numbers(free)


def read_placements(folder, youths, posts, companies, post_rows, company_rows, company_of):
    """Of all youths, for they take seats; youth -1 is one whose fits are not asked for."""
    read = []
    for row in table(folder, "placements"):
        p = SimpleNamespace(row=row, youth=youths.get(row["youth_id"], -1), post=posts.get(row["post_id"], -1))
        p.company = company_of[p.post] if p.post >= 0 else companies.get(row["company_id"], -1)
        p.start, p.end = (datetime.date.fromisoformat(row[day]) for day in ("start", "end"))
        p.industry = industry_of(row) or (industry_of(company_rows[p.company]) if p.company >= 0 else None)
        p.function = row["function"] or (post_rows[p.post]["function"] or None if p.post >= 0 else None)
        read.append(p)
    return sorted(read, key=lambda p: (p.youth, p.start))


def industry_of(row):
    return (row["industry_scheme"], row["industry"]) if row["industry"] else None


def pairs(rows):
    """Columns of rows (youth, post, ...), by youth."""
    rows = sorted(rows)
    return [numbers(column) for column in zip(*rows)] if rows else [numbers([])] * 3


# --- all ------------------------------------------------------------------------------------------


def by_rank(base, rank):
    return base + rounded((10000 - base) * (11 - min(rank, 10)), 10)


def read(folder, count):
    youth_rows, company_rows, post_rows = (table(folder, name) for name in ("youths", "companies", "posts"))
    youth_rows = youth_rows[:count]
    youths, companies, posts = (
        {row[key]: r for r, row in enumerate(rows)}
        for rows, key in ((youth_rows, "youth_id"), (company_rows, "company_id"), (post_rows, "post_id"))
    )
    company_of = numbers(companies[row["company_id"]] for row in post_rows)
    of_posts = [company_rows[c] for c in company_of]
    placements = read_placements(folder, youths, posts, companies, post_rows, company_rows, company_of)
    c = SimpleNamespace(youth_ids=list(youths), post_ids=list(posts), youths=SimpleNamespace(), posts=SimpleNamespace())
    set_rows(c, youth_rows, post_rows, of_posts, placements)
    of_post, of_company = free_seats(post_rows, company_rows, placements)
    set_free(c.posts, post_rows, of_posts, of_post, of_company[company_of])
    placements = [p for p in placements if p.youth >= 0]
    set_codes(c, folder, youths, post_rows, of_posts, placements)
    set_pairs(c, folder, youths, companies, posts, company_rows, company_of, placements)
    return c


def set_rows(c, youth_rows, post_rows, of_posts, placements):
    y, p = c.youths, c.posts
    set_places(y, youth_rows)
    set_places(p, of_posts)
    for side, rows in ((y, youth_rows), (p, post_rows)):
        side.hours_min = numbers(number(row["hours_min"]) for row in rows)
        side.hours_max = numbers(number(row["hours_max"]) for row in rows)
    y.travel_max = numbers(number(row["travel_max"]) for row in youth_rows)
    y.pace = numbers(PACE[row["travel_mode"] or "transit"] for row in youth_rows)
    y.wait = numbers(WAIT[row["travel_mode"] or "transit"] for row in youth_rows)
    y.intent = numbers(("explore", "neutral", "deepen").index(row["intent"] or "explore") for row in youth_rows)
    running = {p.youth for p in placements if p.start < END and p.end > START}
    ages = [START.year - number(row["birth_year"], START.year - 20) for row in youth_rows]
    y.barred = numpy.array([
        r in running or row["enrolled"] == "0" or row.get("trial_arm") == "control" or age < 15 or age > 30
        for r, (row, age) in enumerate(zip(youth_rows, ages))
    ])
    needs = names_of((youth_rows, "needs"), (post_rows, "offers"))
    skills = names_of((youth_rows, "skills"), (post_rows, "requires"), (post_rows, "prefers"))
    y.needs, y.skills, p.offers = (
        flags(youth_rows, "needs", needs), flags(youth_rows, "skills", skills), flags(post_rows, "offers", needs)
    )
    p.requires, p.prefers = flags(post_rows, "requires", skills), flags(post_rows, "prefers", skills)


def set_free(p, post_rows, of_posts, of_post, of_company):
    """Reliability and room, and whether a post is closed to all."""
    seats = numbers(row["seats"] for row in post_rows)
    p.room = numpy.where(seats == 0, 0, rounded(10000 * numpy.minimum(of_post, of_company), numpy.maximum(seats, 1)))
    told = [(number(row["answered"]), number(row["asked"])) for row in of_posts]
    p.reliability = numbers(
        NEUTRAL["reliability"] if min(t) < 0 or t == (0, 0) else min(10000, rounded(10000 * (t[0] + 2), t[1] + 3))
        for t in told
    )
    away = numpy.array([
        (row["available_from"] > START.isoformat()) or (row["available_to"] or "9999") < END.isoformat()
        for row in post_rows
    ])
    p.barred = away | (of_post == 0) | (of_company == 0)


def set_codes(c, folder, youths, post_rows, of_posts, placements):
    interests = [([], []) for _ in youths]
    for row in sorted(table(folder, "interests", youths), key=lambda row: (row["scheme"], row["code"])):
        of_function = row["scheme"] == "DISCO08"
        code = row["code"] if of_function else (row["scheme"], row["code"])
        interests[youths[row["youth_id"]]][of_function].append((code, int(row["value"])))
    past = [[] for _ in youths]
    for placement in placements:
        if placement.end <= START:
            past[placement.youth].append(placement)
    longest = max(map(len, past))
    c.past_strength = numpy.zeros((len(past), longest), dtype=numpy.int32)
    for y, of_youth in enumerate(past):
        c.past_strength[y, : len(of_youth)] = [strength(p) for p in of_youth]
    c.placements_given = bool((folder / "placements.csv").exists())
    posted = [industry_of(row) for row in of_posts], [row["function"] or None for row in post_rows]
    for k, (name, kind) in enumerate((("industry", Industries()), ("function", Functions()))):
        codes = [None] + sorted({code for code in posted[k] + [getattr(p, name) for p in placements] if code})
        setattr(c.posts, name, numbers(map(codes.index, posted[k])))
        tried = numpy.zeros((len(past), longest), dtype=numpy.int32)
        for y, of_youth in enumerate(past):
            tried[y, : len(of_youth)] = [codes.index(getattr(p, name)) for p in of_youth]
        setattr(c, f"past_{name}", tried)
        setattr(c, f"{name}_alike", alike_table(kind, codes))
        steps, goals = interest_tables(kind, codes, [stated[k] for stated in interests])
        setattr(c, f"{name}_steps", steps)
        setattr(c, f"{name}_goals", goals)


def set_pairs(c, folder, youths, companies, posts, company_rows, company_of, placements):
    rows = [(youths[r["youth_id"]], posts[r["post_id"]], r) for r in table(folder, "wishes", youths)]
    wished = {(y, p) for y, p, r in rows if r["rank"]}
    c.wishes = pairs((y, p, by_rank(6000, int(r["rank"]))) for y, p, r in rows if r["rank"])
    barred = {(y, p) for y, p, r in rows if r["veto"] == "1"}
    answers = [
        (youths[r["youth_id"]], posts[r["post_id"]], r["answer"], r["rank"]) for r in table(folder, "answers", youths)
    ]
    worth = {"maybe": 6000, "no": 0}
    c.answers = pairs(
        (y, p, worth[a] if a in worth else by_rank(7000, int(r)) if r else 10000) for y, p, a, r in answers
    )
    barred |= {(y, p) for y, p, answer, _ in answers if answer == "no"}
    posts_of = [[] for _ in companies]
    for p, company in enumerate(company_of):
        posts_of[company].append(p)
    c.travel = pairs(
        (youths[r["youth_id"]], p, int(r["minutes"]))
        for r in table(folder, "travel", youths) for p in posts_of[companies[r["company_id"]]]
    )
    past = [p for p in placements if p.end <= START and p.company >= 0]
    barred |= {(there.youth, p) for there in past for p in posts_of[there.company]} - wished
    last = {p.youth: p.company for p in placements if p.end <= START}
    for youth, company in last.items():
        owner = company_rows[company]["owner_id"] if company >= 0 else None
        firm = [i for i, r in enumerate(company_rows) if i == company or (owner and r["owner_id"] == owner)]
        barred |= {(youth, p) for i in firm for p in posts_of[i] if company >= 0}
    c.barred = pairs(barred)[:2]


# --- clock and comparison -------------------------------------------------------------------------


def differences(c, answers, best):
    """How many of the best posts, in their order and with their fits, are not as in the file."""
    expected = {youth: [] for youth in c.youth_ids}
    with open(answers, newline="") as file:
        for row in csv.DictReader(file):
            if row["youth_id"] in expected:
                expected[row["youth_id"]].append((row["post_id"], int(row["fit"])))
    found = {youth: [] for youth in c.youth_ids}
    for youth, post, fit in best:
        found[c.youth_ids[youth]].append((c.post_ids[post], fit))
    wrong = sum(found[youth] != told for youth, told in expected.items())
    return wrong, sum(map(len, found.values()))


def measure(prepare, score, arrange):
    """FOLDER YOUTHS TOP ANSWERS REPEAT: prints seconds, pairs and how many best posts there are, if all are as in
    ANSWERS. `arrange` makes rows (youth, post, fit), best first, of what was scored: outside the clock too."""
    folder, youths, top, answers, repeat = sys.argv[1:]
    cohort = read(Path(folder), int(youths))
    columns = prepare(cohort)
    seconds, scored = least(int(repeat), lambda: score(columns, int(top)))
    wrong, best = differences(cohort, answers, arrange(scored))
    if wrong:
        sys.exit(f"the best posts of {wrong} youths are not as nextwork has them")
    print(seconds, len(cohort.youth_ids) * len(cohort.post_ids), best)
