"""nextwork compare: every mechanism on one round."""

import re

from support import *

COUNTS = ["first", "second", "third"]


class Compare(Case):
    def compare(self, *words):
        return rows(self.run_ok("compare", *words, "--format", "csv").stdout)

    def mechanisms(self):
        options = rows(self.run_ok("codes", "options", "--format", "csv").stdout)
        return next(o["choices"].split("|") for o in options if o["name"] == "mechanism")

    def test_has_a_row_a_mechanism_of_the_registry(self):
        plain = [row["mechanism"] for row in self.compare(PROTOTYPE) if not row["options"]]
        self.assertEqual(plain, self.mechanisms())

    def test_has_a_row_an_option_of_a_mechanism(self):
        of = {}
        for row in self.compare(PROTOTYPE):
            of.setdefault(row["mechanism"], []).append(row["options"])
        self.assertEqual(
            of["deferred-acceptance"], ["", "ties=most-placed", "side=posts", "protect", "carry_over"]
        )
        self.assertEqual(of["max-weight"], ["", "most_placed"])
        self.assertEqual(of["fair"], [""])

    def test_keeps_to_the_option_that_a_flag_sets(self):
        ran = self.run_ok("compare", PROTOTYPE, "--side", "posts", "--format", "csv")
        self.assertEqual([row["options"] for row in rows(ran.stdout)], ["side=posts"])

    def test_counts_what_match_gives_with_the_same_flags(self):
        flags = ("--extend", "--seed", "3")
        for row in self.compare(PROTOTYPE, *flags):
            name = row["mechanism"]
            own = row["options"].replace("_", "-").split("=") if row["options"] else []
            way = ["--mechanism", name, *("--" + o for o in own[:1]), *own[1:]]
            placed = rows(self.run_ok("match", PROTOTYPE, *flags, *way, "--format", "csv").stdout)
            ranks = [int(p["rank"]) for p in placed if p["rank"]]
            self.assertEqual(int(row["placed"]), len(placed), name)
            self.assertEqual(int(row["placed"]) + int(row["unplaced"]), 24, name)
            self.assertEqual([int(row[c]) for c in COUNTS], [ranks.count(i) for i in (1, 2, 3)], name)
            self.assertEqual(int(row["unlisted"]), len(placed) - len(ranks), name)
            self.assertEqual(int(row["worst_rank"]), max(ranks), name)
            self.assertEqual(int(row["fit"]), sum(int(p["fit"]) for p in placed), name)

    def test_finds_no_claim_against_the_stable_one(self):
        stable = self.compare(PROTOTYPE)[0]
        self.assertEqual(stable["mechanism"], "deferred-acceptance")
        self.assertEqual((stable["blocking_pairs"], stable["envious"]), ("0", "0"))

    def test_finds_who_was_passed_over_by_lot(self):
        files = {
            "wishes": "youth_id,post_id,rank\nada,bread,1\nbo,bread,1\n",
            "answers": "post_id,youth_id,answer\nbread,ada,yes\nbread,bo,maybe\n",
        }
        small = self.small_cohort(**files)
        claims = set()
        for seed in range(12):
            table = self.compare(small, "--start", "2027-01-04", "--seed", seed)
            row = next(r for r in table if r["mechanism"] == "serial-dictatorship")
            self.assertEqual(row["blocking_pairs"], row["envious"])
            claims.add(row["envious"])
        self.assertEqual(claims, {"0", "1"})

    def test_is_the_same_on_every_run_but_for_the_seconds(self):
        for words in (("--format", "csv"), ("--format", "json")):
            first = self.run_ok("compare", PROTOTYPE, *words).stdout
            self.assertEqual(self.run_ok("compare", PROTOTYPE, "--threads", "3", *words).stdout, first)
            self.assertNotIn("seconds", first)

    def test_for_a_person_explains_every_column(self):
        text = self.run_ok("compare", PROTOTYPE).stdout
        table, columns, ways = text.split("\n\n")
        headings = table.splitlines()[0].split()
        explained = [line.split()[0] for line in columns.splitlines() if not line.startswith(" ")]
        for heading in headings[1:]:
            self.assertIn(heading, explained)
        told = [line.split("  ")[0] for line in ways.splitlines()]
        shown = [re.split(r"  +", line.strip())[0] for line in table.splitlines()[1:]]
        self.assertEqual(sorted(told), sorted(name.split(" ")[0] for name in shown))
        self.assertIn("seconds", headings)
        self.assertNotIn("\n\n", self.run_ok("compare", PROTOTYPE, "-q").stdout)

    def test_stars_only_what_is_of_the_same_youths(self):
        files = {
            "companies": "company_id\nbakery\nforge\n",
            "posts": "post_id,company_id,seats\nbread,bakery,1\niron,forge,2\n",
            "wishes": "youth_id,post_id,rank\nada,iron,1\nbo,iron,1\n",
            "placements": "placement_id,youth_id,post_id,start,end,status\n1,ada,bread,2026-12-07,2027-02-01,running\n",
        }
        table = self.run_ok("compare", self.small_cohort(**files), "--start", "2027-01-04", "-q").stdout
        headings = table.splitlines()[0].split()
        cells = {line.strip().split("  ")[0]: line for line in table.splitlines()[1:]}
        placed = {name: re.split(r"  +", line.strip())[headings.index("placed")].strip() for name, line in cells.items()}
        self.assertEqual(placed["deferred-acceptance"], "1")
        self.assertEqual(placed["--protect"], "2")
        self.assertEqual(placed["top-trading-cycles"], "2")

    def test_names_the_mechanism_of_a_way_that_stands_alone(self):
        ran = self.run_ok("compare", PROTOTYPE, "--side", "posts", "--carry-over", "-q")
        self.assertIn("\ndeferred-acceptance --side posts --carry-over ", ran.stdout)
        self.assertNotIn("running", ran.stdout)

    def test_can_be_a_file(self):
        out = self.scratch / "out"
        self.assertEqual(self.run_ok("compare", PROTOTYPE, "-o", out).stdout, "")
        self.assertEqual(read_rows(out / "comparison.csv"), self.compare(PROTOTYPE))

    def test_leaves_out_who_cannot_do_with_the_flags(self):
        ran = self.run_ok("compare", PROTOTYPE, "--most-placed", "--format", "csv")
        self.assertEqual([row["mechanism"] for row in rows(ran.stdout)], ["max-weight"])
        self.assertIn(
            "deferred-acceptance is not compared: --most-placed belongs to max-weight, not to deferred-acceptance",
            ran.stderr,
        )

    def test_takes_no_mechanism(self):
        ran = self.run_code(USAGE, "compare", PROTOTYPE, "--mechanism", "deferred-acceptance")
        self.assertIn("compare has no flag --mechanism", ran.stderr)


main()
