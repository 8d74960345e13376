"""nextwork verify: what holds, and that every tampering is caught."""

from support import *


def other_text(text):
    return "2031-05-05" if text[4:5] == "-" and text[:4].isdigit() else text + "9"


def changed(value):
    """Another value of the same type."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, list):
        return [changed(value[0]), *value[1:]] if value else [1]
    if isinstance(value, dict):
        first = next(iter(value))
        return value | {first: changed(value[first])}
    return other_text(value)


class Holds(Case):
    def test_for_every_mode(self):
        for flags in ([], ["--extend"], ["--seed", "9"], ["--ties", "most-placed"], ["--start", "2027-08-02", "--weeks", "4"]):
            result = self.match_prototype(*flags)
            ran = self.run_ok("verify", PROTOTYPE, result)
            self.assertNotIn("FAILED", ran.stdout)
            self.assertIn("the result holds", ran.stderr)

    def test_for_every_mechanism(self):
        options = rows(self.run_ok("codes", "options", "--format", "csv").stdout)
        for mechanism in next(o["choices"] for o in options if o["name"] == "mechanism").split("|"):
            result = self.match_prototype("--mechanism", mechanism)
            self.run_ok("verify", PROTOTYPE, result)

    def test_with_the_policy_that_it_was_made_with(self):
        policy = self.scratch / "mine.ini"
        policy.write_text("[policy]\nid=mine\n[weights]\nnovelty=29\n[round]\nstart=2027-01-04\n")
        self.run_ok("verify", PROTOTYPE, self.match_prototype("--policy", policy))

    def test_as_csv_and_json(self):
        result = self.match_prototype()
        table = rows(self.run_ok("verify", PROTOTYPE, result, "--format", "csv").stdout)
        listed = json.loads(self.run_ok("verify", PROTOTYPE, result, "--format", "json").stdout)
        self.assertEqual({row["holds"] for row in table}, {"1"})
        self.assertEqual(len(listed), len(table))


class Tampering(Case):
    """One thing changed in a result, or in the cohort since."""

    def setUp(self):
        super().setUp()
        self.result = self.match_prototype("--extend")
        self.intact = bytes_of(self.result)

    def assert_caught(self, what):
        ran = self.run_code(FINDINGS, "verify", PROTOTYPE, self.result)
        self.assertTrue("FAILED" in ran.stdout or "nextwork: " in ran.stderr, what)

    def restore(self):
        for name, content in self.intact.items():
            (self.result / name).write_bytes(content)

    def try_tables(self, name, change):
        """change(table) for each cell's place; each must be caught."""
        table = read_rows(self.result / name)
        self.assertTrue(table, f"{name} has no row to tamper with")
        for place, row in ((0, table[0]), (len(table) - 1, table[-1])):
            for column in row:
                tampered = [dict(r) for r in table]
                tampered[place][column] = change(column, row[column], table)
                write_rows(self.result / name, tampered)
                self.assert_caught(f"{name} {place} {column}")
                self.restore()

    def test_of_each_cell_of_placements(self):
        def change(column, value, table):
            if column in ("fit", "rank"):
                return str(int(value or 0) + 1)
            return next((r[column] for r in table if r[column] != value), other_text(value))
        self.try_tables("placements.csv", change)

    def test_of_each_cell_of_unplaced(self):
        def change(column, value, table):
            placed = read_rows(self.result / "placements.csv")[0]["youth_id"]
            return placed if column == "youth_id" else "veto"
        self.try_tables("unplaced.csv", change)

    def test_of_each_cell_of_posts(self):
        def change(column, value, table):
            if column == "cutoff":
                return "" if value else "yes:1"
            if column == "post_id":
                return next(r[column] for r in table if r[column] != value)
            return str(int(value) + 1)
        self.try_tables("posts.csv", change)

    def test_of_rows_taken_away_or_doubled(self):
        for name in ("placements.csv", "unplaced.csv", "posts.csv"):
            header, *lines = self.intact[name].decode().splitlines()
            for tampered in (lines[1:], lines + lines[-1:], lines[:-1]):
                (self.result / name).write_text("\n".join([header, *tampered]) + "\n")
                self.assert_caught(name)
                self.restore()

    def test_of_each_field_of_the_certificate(self):
        certificate = json.loads(self.intact["certificate.json"])
        self.assertGreater(len(certificate), 10)
        for field, value in certificate.items():
            without = {k: v for k, v in certificate.items() if k != field}
            for tampered in (certificate | {field: changed(value)}, without):
                (self.result / "certificate.json").write_text(json.dumps(tampered))
                self.assert_caught(f"certificate {field}")
                self.restore()
        (self.result / "certificate.json").write_text(json.dumps(certificate | {"bound": 1}))
        self.assert_caught("a field that this mechanism does not have")

    def test_of_each_option_of_the_certificate(self):
        certificate = json.loads(self.intact["certificate.json"])
        for name, value in certificate["options"].items():
            tampered = certificate | {"options": certificate["options"] | {name: changed(value)}}
            (self.result / "certificate.json").write_text(json.dumps(tampered))
            self.assert_caught(f"option {name}")

    def test_that_leaves_no_result(self):
        for name in self.intact:
            for content in (b"", b"garbage\n", b"\xff\x00\xfe", self.intact[name][: len(self.intact[name]) // 2]):
                (self.result / name).write_bytes(content)
                self.assert_caught(name)
            self.restore()

    def test_of_the_cohort(self):
        cohort = self.copy_prototype()
        self.run_ok("verify", cohort, self.result)
        wishes = (cohort / "wishes.csv").read_text().splitlines()
        (cohort / "wishes.csv").write_text("\n".join(wishes[:-1]) + "\n")
        ran = self.run_code(FINDINGS, "verify", cohort, self.result)
        self.assertRegex(ran.stdout, r"FAILED +input")


class Missing(Case):
    def test_folder_or_file_is_io(self):
        self.run_code(BROKEN, "verify", PROTOTYPE, self.scratch / "none")
        for name in ("placements.csv", "unplaced.csv", "posts.csv", "certificate.json"):
            result = self.match_prototype()
            (result / name).unlink()
            ran = self.run_code(BROKEN, "verify", PROTOTYPE, result)
            self.assertIn(name, ran.stderr)

    def test_of_another_cohort_says_what_to_do(self):
        plan = self.scratch / "plan"
        self.run_ok("plan", PROTOTYPE, "--periods", "2", "-o", plan)
        cases = ((self.match_prototype(), "nextwork match {}\n"), (plan, "nextwork plan {} --plan {}\n"))
        cohort = self.copy_prototype()
        write_rows(cohort / "wishes.csv", read_rows(cohort / "wishes.csv")[1:])
        for result, remedy in cases:
            ran = self.run_code(FINDINGS, "verify", cohort, result)
            self.assertIn("changed since", ran.stderr)
            self.assertTrue(ran.stderr.endswith(remedy.format(cohort, result)), ran.stderr)
        ran = self.run_code(USAGE, "adopt", PROTOTYPE, plan, "-o", self.scratch / "new")
        self.assertIn("is a plan, and adopt takes a match", ran.stderr)
        self.assertNotIn("changed since", self.run_ok("verify", PROTOTYPE, plan).stderr)

    def test_of_what_is_no_result_says_what_is(self):
        for folder, problem in ((PROTOTYPE, "has no certificate.json"), (self.scratch / "none", "is no folder")):
            for words in (
                ["verify", PROTOTYPE, folder],
                ["adopt", PROTOTYPE, folder, "-o", self.scratch / "new"],
                ["plan", PROTOTYPE, "--plan", folder],
                ["explain", PROTOTYPE, "--plan", folder, "--youth", "Y00001"],
            ):
                ran = self.run_code(BROKEN, *words)
                self.assertIn(f"{folder} {problem}; give a folder that", ran.stderr)


main()
