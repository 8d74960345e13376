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
            told = re.search(r"written to .*: (.*)", ran.stdout).group(1).split(", ")
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


main()
