"""nextwork match: placements, files, summary."""

import random
import re

from support import *

FILES = {
    "placements.csv": "youth_id,post_id,company_id,start,end,fit,rank",
    "unplaced.csv": "youth_id,reasons",
    "posts.csv": "post_id,seats_free,placed,cutoff",
}


class Files(Case):
    def test_are_those_of_the_design(self):
        result = self.match_prototype()
        self.assertEqual(bytes_of(result).keys(), FILES.keys() | {"certificate.json"})
        for name, header in FILES.items():
            self.assertEqual((result / name).read_text().splitlines()[0], header)
        certificate = json.loads((result / "certificate.json").read_text())
        self.assertEqual(certificate["placed"] + certificate["unplaced"], 24)

    def test_account_for_every_youth_once(self):
        result = self.match_prototype("--extend")
        ids = [row["youth_id"] for name in ("placements.csv", "unplaced.csv") for row in read_rows(result / name)]
        self.assertEqual(sorted(ids), sorted(y["youth_id"] for y in read_rows(PROTOTYPE / "youths.csv")))

    def test_do_not_depend_on_row_order_threads_or_separator(self):
        wanted = bytes_of(self.match_prototype("--extend"))
        cohort = self.copy_prototype()
        rng = random.Random(7)
        for path in cohort.glob("*.csv"):
            header, *lines = path.read_text().splitlines()
            rng.shuffle(lines)
            path.write_text("\r\n".join([header, *lines]).replace(",", ";") + "\r\n")
        for threads in ("1", "3"):
            out = self.scratch / threads
            self.run_ok("match", cohort, "--extend", "--threads", threads, "-o", out)
            self.assertEqual(bytes_of(out), wanted)

    def test_replace_those_of_before_and_leave_others(self):
        result = self.match_prototype()
        (result / "mine.txt").write_text("mine")
        (result / "placements.csv").write_text("old")
        self.match_prototype("--seed", "2")
        self.assertEqual((result / "mine.txt").read_text(), "mine")
        self.assertEqual(bytes_of(result).keys(), FILES.keys() | {"certificate.json", "mine.txt"})
        self.assertIn("youth_id", (result / "placements.csv").read_text())

    def test_that_cannot_be_written_are_io(self):
        blocked = self.scratch / "file"
        blocked.write_text("in the way")
        ran = self.run_code(BROKEN, "match", PROTOTYPE, "-o", blocked)
        self.assertEqual(ran.stdout, "")
        self.assertEqual(blocked.read_text(), "in the way")


class Told(Case):
    def test_with_files_is_a_summary(self):
        out = self.scratch / "result"
        ran = self.run_ok("match", PROTOTYPE, "--extend", "-o", out)
        placed = read_rows(out / "placements.csv")
        self.assertIn(f"24 youths: {len(placed)} placed, {24 - len(placed)} not placed\n", ran.stdout)
        for row in placed:
            self.assertRegex(ran.stdout, rf"(?m)^ *{row['youth_id']} +{row['post_id']} ")
        for row in read_rows(out / "unplaced.csv"):
            self.assertIn(row["youth_id"], ran.stdout)

    def test_tells_of_every_file_it_wrote(self):
        out = self.scratch / "result"
        for mechanism in ("max-weight", "deferred-acceptance"):
            ran = self.run_ok("match", PROTOTYPE, "--mechanism", mechanism, "-o", out)
            told = re.search(r"written to .*:\n  (.*)", ran.stdout).group(1).split(", ")
            self.assertEqual(sorted(told), sorted(file.name for file in out.iterdir()))

    def test_without_files_is_the_placements(self):
        wanted = (self.match_prototype() / "placements.csv").read_text()
        ran = self.run_ok("match", PROTOTYPE, "--format", "csv")
        self.assertEqual(ran.stdout, wanted)
        self.assertIn("24 youths:", ran.stderr)

    def test_as_json_is_the_placements(self):
        wanted = rows(self.run_ok("match", PROTOTYPE, "--format", "csv").stdout)
        listed = json.loads(self.run_ok("match", PROTOTYPE, "--format", "json").stdout)
        self.assertEqual([row["post_id"] for row in listed], [row["post_id"] for row in wanted])

    def test_quietly_is_nothing_but_placements(self):
        ran = self.run_ok("match", PROTOTYPE, "--quiet", "--format", "csv")
        self.assertEqual(ran.stderr, "")
        self.assertEqual(self.run_ok("match", PROTOTYPE, "-q", "-o", self.scratch / "out").stdout, "")

    def test_warnings_are_told_beside(self):
        small = self.small_cohort(companies="company_id\nbakery\n")
        ran = self.run_ok("match", small, "--start", "2027-01-04", "--format", "csv")
        self.assertIn("warning:", ran.stderr)
        self.assertNotIn("warning:", ran.stdout)

    def test_unplaced_in_words_in_english_and_danish(self):
        small = self.small_cohort(wishes="youth_id,post_id,rank\nada,bread,1\nbo,bread,1\n")
        english = self.run_ok("match", small, "--start", "2027-01-04", "-o", self.scratch / "a").stdout
        danish = self.run_ok(
            "match", small, "--start", "2027-01-04", "--language", "da", "-o", self.scratch / "b"
        ).stdout
        self.assertIn("Every seat went to somebody", english)
        self.assertIn("Alle pladser gik til", danish)


class Options(Case):
    def test_seed_changes_who_wins_and_only_that(self):
        small = self.small_cohort(wishes="youth_id,post_id,rank\nada,bread,1\nbo,bread,1\n")
        winners = set()
        for seed in range(20):
            text = self.run_ok("match", small, "--start=2027-01-04", f"--seed={seed}", "--format=csv").stdout
            winners.add(rows(text)[0]["youth_id"])
            self.assertEqual(len(rows(text)), 1)
        self.assertEqual(winners, {"ada", "bo"})

    def test_extend_places_who_listed_nothing_and_no_extend_does_not(self):
        small = self.small_cohort()
        (small / "policy.ini").write_text("[round]\nstart=2027-01-04\nweeks=13\n[options]\nextend=1\n")
        def placed(*flags):
            return len(rows(self.run_ok("match", small, "--format", "csv", *flags).stdout))
        self.assertEqual(placed(), 1)
        self.assertEqual(placed("--extend"), 1)
        self.assertEqual(placed("--no-extend"), 0)

    def test_start_and_weeks_are_the_round(self):
        small = self.small_cohort(wishes="youth_id,post_id,rank\nada,bread,1\n")
        text = self.run_ok("match", small, "--start", "2027-01-04", "--weeks", "2", "--format", "csv").stdout
        self.assertEqual((rows(text)[0]["start"], rows(text)[0]["end"]), ("2027-01-04", "2027-01-18"))

    def test_policy_in_place_of_the_cohorts(self):
        policy = self.scratch / "mine.ini"
        policy.write_text("[policy]\nid=mine\n[round]\nstart=2028-01-03\n")
        certificate = json.loads((self.match_prototype("--policy", policy) / "certificate.json").read_text())
        self.assertEqual((certificate["policy_id"], certificate["start"]), ("mine", "2028-01-03"))


class EveryMechanism(Case):
    """What there is nothing to be done with has a clear answer from each mechanism."""

    WANTED = "youth_id,post_id,rank\nada,bread,1\nbo,bread,1\n"

    def mechanisms(self):
        options = rows(self.run_ok("codes", "options", "--format", "csv").stdout)
        return next(o["choices"].split("|") for o in options if o["name"] == "mechanism")

    def assert_unplaced(self, wanted, *flags, **files):
        small = self.small_cohort(**files)
        for mechanism in self.mechanisms():
            out = self.scratch / mechanism
            self.run_ok("match", small, "--start", "2027-01-04", "--mechanism", mechanism, "-q", "-o", out, *flags)
            self.assertEqual(read_rows(out / "placements.csv"), [], mechanism)
            told = {row["youth_id"]: row["reasons"] for row in read_rows(out / "unplaced.csv")}
            self.assertEqual(told, wanted, mechanism)
            self.run_ok("verify", small, out)

    def test_of_no_wishes_at_all(self):
        self.assert_unplaced({"ada": "no-wishes", "bo": "no-wishes"})

    def test_of_no_seats_at_all(self):
        self.assert_unplaced(
            {"ada": "bread=no-seat", "bo": "bread=no-seat"},
            posts="post_id,company_id,seats\nbread,bakery,0\n",
            wishes=self.WANTED,
        )

    def test_of_all_pairs_refused(self):
        self.assert_unplaced(
            {"ada": "bread=company-no|unlisted=refused", "bo": "control-arm"},
            "--extend",
            youths="youth_id,trial_arm\nada,\nbo,control\n",
            answers="post_id,youth_id,answer\nbread,ada,no\n",
            wishes=self.WANTED,
        )

    def test_of_nobody_and_nothing(self):
        self.assert_unplaced({}, youths="youth_id\n", posts="post_id,company_id,seats\n")

    def test_misspelt_is_guessed(self):
        for mechanism in self.mechanisms():
            ran = self.run_code(USAGE, "match", PROTOTYPE, "--mechanism", mechanism[:-1])
            self.assertIn(f"did you mean {mechanism}?", ran.stderr)

    def test_is_told_whose_option_it_was_given(self):
        options = {"most-placed": "max-weight"}
        options |= dict.fromkeys(("ties most-placed", "side posts", "protect", "carry-over"), "deferred-acceptance")
        for flag, owner in options.items():
            for mechanism in set(self.mechanisms()) - {owner}:
                out = self.scratch / "none"
                words = ["match", PROTOTYPE, "--mechanism", mechanism, "-o", out, *f"--{flag}".split()]
                ran = self.run_code(USAGE, *words)
                self.assertRegex(ran.stderr, rf"belongs to {owner}, not to {mechanism}")
                self.assertFalse(out.exists())


class Trades(Case):
    """ada and bo are each where the other would rather be; cy, who is nowhere, wants bo's seat."""

    def cohort(self):
        return self.small_cohort(
            youths="youth_id,birth_year\nada,2005\nbo,2005\ncy,2005\n",
            posts="post_id,company_id,seats\nbread,bakery,1\ncake,bakery,1\n",
            wishes="youth_id,post_id,rank\nada,cake,1\nbo,bread,1\ncy,cake,1\n",
            placements="placement_id,youth_id,post_id,start,end,status\n"
            "1,ada,bread,2026-12-01,2027-02-01,running\n2,bo,cake,2026-12-01,2027-02-01,running\n",
        )

    def test_place_who_other_mechanisms_leave_where_they_are(self):
        words = ["match", self.cohort(), "--start", "2027-01-04", "--format", "csv"]
        self.assertEqual(rows(self.run_ok(*words).stdout), [])
        traded = rows(self.run_ok(*words, "--mechanism", "top-trading-cycles").stdout)
        self.assertEqual(
            [(row["youth_id"], row["post_id"], row["start"], row["end"], row["rank"]) for row in traded],
            [("ada", "cake", "2027-01-04", "2027-04-05", "1"), ("bo", "bread", "2027-01-04", "2027-04-05", "1")],
        )

    def test_hold_and_are_explained(self):
        cohort, out = self.cohort(), self.scratch / "out"
        words = ["--start", "2027-01-04", "--mechanism", "top-trading-cycles"]
        self.run_ok("match", cohort, *words, "-o", out)
        held = self.run_ok("verify", cohort, out).stdout
        self.assertIn("2 youths held a post; 2 moved to a better wish, none is worse off", held)
        told = self.run_ok("explain", cohort, "--youth", "ada", *words).stdout
        self.assertIn("Gives the seat at bread and gets this one", told)
        self.assertIn("in a trade of 2 youths", told)
        self.assertIn("allowed: no reason stands against it", told)
        lost = self.run_ok("explain", cohort, "--youth", "cy", *words).stdout
        self.assertRegex(lost, "Its last place went in the (same )?turn")
        for other in ("ada", "bo"):
            self.assertNotIn(other, lost)


main()
