"""nextwork plan: several periods, their files, their check and their explanation."""

from support import *

FILES = ("plan.csv", "unplaced.csv", "coverage.csv", "prices.csv", "certificate.json")

THREE = {
    "youths": "youth_id\nada\nbo\n",
    "companies": "company_id\nbakery\nforge\nschool\n",
    "posts": "post_id,company_id,seats\nbread,bakery,1\niron,forge,1\nclass,school,1\n",
    "wishes": "youth_id,post_id,rank\nada,bread,1\nada,iron,2\nbo,bread,1\nbo,class,2\n",
}


class PlanCase(Case):
    def plan(self, cohort, *flags, name="plan"):
        folder = self.scratch / name
        self.run_ok("plan", cohort, "-o", folder, *flags)
        return folder


class Plan(PlanCase):
    def test_writes_files_that_hold(self):
        for flags in (["--periods", "2"], ["--periods", "4", "--extend"],
                      ["--periods", "3", "--extend", "--first", "deferred-acceptance", "--seed", "5"],
                      ["--calendar", "2027-01-04/13,2027-05-03/8,2027-08-02/13", "--extend", "--must-place"],
                      ["--periods", "3", "--extend", "--discount", "500", "--candidates", "12"]):
            folder = self.plan(PROTOTYPE, *flags)
            self.assertEqual(sorted(bytes_of(folder)), sorted(FILES))
            ran = self.run_ok("verify", PROTOTYPE, folder)
            self.assertNotIn("FAILED", ran.stdout)
            self.assertIn("bound", ran.stdout)

    def test_has_the_columns_that_are_promised(self):
        folder = self.plan(PROTOTYPE, "--periods", "3", "--extend")
        placements = read_rows(folder / "plan.csv")
        self.assertEqual(list(placements[0]), ["youth_id", "period", "post_id", "company_id", "start", "end", "fit"])
        periods = {(row["period"], row["start"], row["end"]) for row in placements}
        self.assertEqual(periods, {("1", "2027-01-04", "2027-04-05"), ("2", "2027-04-05", "2027-07-05"),
                                   ("3", "2027-07-05", "2027-10-04")})
        visits = [(row["youth_id"], row["company_id"]) for row in placements]
        self.assertEqual(len(visits), len(set(visits)), "nobody is at a company twice")
        certificate = json.loads((folder / "certificate.json").read_text())
        self.assertEqual(certificate["value"], 10000 * sum(int(row["fit"]) for row in placements))
        self.assertGreaterEqual(certificate["bound"], certificate["objective"])
        youths = len(read_rows(PROTOTYPE / "youths.csv"))
        self.assertEqual(len(placements) + len(read_rows(folder / "unplaced.csv")), 3 * youths)
        self.assertEqual(len(read_rows(folder / "coverage.csv")), youths)

    def test_tells_a_person_what_there_is(self):
        ran = self.run_ok("plan", PROTOTYPE, "--periods", "2", "--extend", "-o", self.scratch / "out")
        for words in ("24 youths, 2 periods", "proven", "an industry that the youth has not tried", "before → after", "nextwork verify", "--plan"):
            self.assertIn(words, ran.stdout)
        quiet = self.run_ok("plan", PROTOTYPE, "--periods", "2", "--extend", "-q", "--format", "csv")
        self.assertEqual(quiet.stderr, "")
        self.assertEqual(rows(quiet.stdout), read_rows(self.scratch / "out" / "plan.csv"))

    def test_is_the_same_for_any_number_of_threads(self):
        one = self.plan(PROTOTYPE, "--periods", "3", "--extend", "--threads", "1", name="one")
        four = self.plan(PROTOTYPE, "--periods", "3", "--extend", "--threads", "4", name="four")
        self.assertEqual(bytes_of(one), bytes_of(four))

    def test_takes_its_options_from_the_policy(self):
        policy = self.scratch / "mine.ini"
        policy.write_text("[policy]\nid=mine\n[round]\nstart=2027-02-01\nweeks=4\n[options]\nperiods=2\nextend=1\n")
        folder = self.plan(PROTOTYPE, "--policy", policy)
        certificate = json.loads((folder / "certificate.json").read_text())
        self.assertEqual(certificate["periods"], [{"start": "2027-02-01", "weeks": 4}, {"start": "2027-03-01", "weeks": 4}])
        self.run_ok("verify", PROTOTYPE, folder)


class Again(PlanCase):
    """Planning anew from an earlier plan."""

    def test_keeps_what_is_still_wanted_and_tells_the_rest(self):
        first = self.plan(PROTOTYPE, "--periods", "4", "--extend", name="first")
        old = read_rows(first / "plan.csv")
        cohort = self.copy_prototype()
        gone, moved = old[0]["youth_id"], next(r for r in old if r["youth_id"] != old[0]["youth_id"] and r["period"] == "2")
        for name in ("youths", "wishes", "answers", "interests", "placements", "travel"):
            kept = [r for r in read_rows(cohort / f"{name}.csv") if r["youth_id"] != gone]
            write_rows(cohort / f"{name}.csv", kept)
        wishes = [r for r in read_rows(cohort / "wishes.csv")
                  if (r["youth_id"], r["post_id"]) != (moved["youth_id"], moved["post_id"])]
        veto = dict.fromkeys(wishes[0], "") | {"youth_id": moved["youth_id"], "post_id": moved["post_id"], "veto": "1"}
        write_rows(cohort / "wishes.csv", wishes + [veto])
        second = self.scratch / "second"
        ran = self.run_ok("plan", cohort, "--plan", first, "--start", "2027-04-05", "-o", second)
        options = [json.loads((folder / "certificate.json").read_text())["options"] for folder in (first, second)]
        self.assertEqual(*options)
        self.assertIn("placements of the earlier plan stay", ran.stdout)
        changes = read_rows(second / "changes.csv")
        why = {(r["youth_id"], r["period"]): (r["before"], r["why"], r["reasons"]) for r in changes}
        self.assertEqual(why[moved["youth_id"], "1"], (moved["post_id"], "refused", "veto"))
        self.assertIn("youth-gone", {r["why"] for r in changes if r["youth_id"] == gone})
        kept = read_rows(second / "kept.csv")
        later = [r for r in old if r["period"] != "1" and r["youth_id"] != gone]
        self.assertEqual(len(kept) + len([r for r in changes if r["before"] and r["youth_id"] != gone]), len(later))
        self.run_ok("verify", cohort, second)
        self.run_ok("explain", cohort, "--plan", second, "--youth", moved["youth_id"])

    def test_tampering_is_caught(self):
        first = self.plan(PROTOTYPE, "--periods", "3", "--extend", name="first")
        second = self.plan(PROTOTYPE, "--plan", first, "--extend", name="second")
        intact = bytes_of(second)
        kept = intact["kept.csv"].decode().splitlines()
        for name, content in (("kept.csv", "\n".join(kept[:-1]) + "\n"), ("kept.csv", "\n".join(kept + kept[-1:]) + "\n"),
                              ("changes.csv", "youth_id,period,before,after,why,reasons\nY00001,1,P0001,P0002,planned,\n"),
                              ("kept.csv", None), ("changes.csv", None)):
            if content is None:
                (second / name).unlink()
            else:
                (second / name).write_text(content)
            ran = self.run_code(FINDINGS, "verify", PROTOTYPE, second)
            self.assertIn("FAILED", ran.stdout)
            (second / name).write_bytes(intact[name])
        self.run_ok("verify", PROTOTYPE, second)

    def test_wants_a_plan_and_a_period_that_is_left(self):
        first = self.plan(PROTOTYPE, "--periods", "2", name="first")
        out = self.scratch / "never"
        for code, words, flags in (
            (USAGE, "no period of the earlier plan", ["--plan", first, "--start", "2030-01-01"]),
            (USAGE, "--first is for new plans", ["--plan", first, "--first", "deferred-acceptance"]),
            (FINDINGS, "holds no plan", ["--plan", self.match_prototype()]),
            (BROKEN, "is no folder", ["--plan", self.scratch / "none"]),
        ):
            ran = self.run_code(code, "plan", PROTOTYPE, "-o", out, *flags)
            self.assertIn(words, ran.stderr)
            self.assertFalse(out.exists())
        (first / "plan.csv").write_text("garbage\n")
        self.run_code(FINDINGS, "plan", PROTOTYPE, "-o", out, "--plan", first)


class Swap(PlanCase):
    """Youths who trade their running placements have the later periods planned anew."""

    def test_from_trade_to_plan(self):
        tables = {
            "youths": "youth_id\nada\nbo\n",
            "companies": "company_id\nbakery\nforge\nschool\n",
            "posts": "post_id,company_id,seats\nbread,bakery,1\niron,forge,1\nclass,school,2\n",
            "wishes": "youth_id,post_id,rank\nada,bread,1\nada,iron,2\nada,class,3\nbo,iron,1\nbo,bread,2\nbo,class,3\n",
        }
        cohort = self.small_cohort(**tables)
        first = self.plan(cohort, "--calendar", "2027-01-04/13,2027-04-05/13", name="first")
        planned = {(r["youth_id"], r["period"]): r["post_id"] for r in read_rows(first / "plan.csv")}
        now = {youth: planned[youth, "1"] for youth in ("ada", "bo")}
        self.assertEqual(sorted(now.values()), ["bread", "iron"])
        running = "".join(f"{i},{youth},{now[youth]},2027-01-04,2027-04-05,running\n" for i, youth in enumerate(now))
        placements = "placement_id,youth_id,post_id,start,end,status\n" + running
        (cohort / "placements.csv").write_text(placements)
        wanting = self.scratch / "wanting"
        shutil.copytree(cohort, wanting)
        (wanting / "wishes.csv").write_text(f"youth_id,post_id,rank\nada,{now['bo']},1\nbo,{now['ada']},1\n")
        trades, traded, after = (self.scratch / name for name in ("trades", "traded", "after"))
        self.run_ok("match", wanting, "--mechanism", "top-trading-cycles", "--start", "2027-02-15", "--weeks", "7", "-o", trades)
        self.run_ok("adopt", cohort, trades, "-o", traded)
        rows = [(r["youth_id"], r["post_id"], r["start"], r["end"]) for r in read_rows(traded / "placements.csv")]
        self.assertEqual(sorted(rows), sorted(
            [(y, now[y], "2027-01-04", "2027-02-15") for y in now]
            + [("ada", now["bo"], "2027-02-15", "2027-04-05"), ("bo", now["ada"], "2027-02-15", "2027-04-05")]))
        self.run_ok("plan", traded, "--plan", first, "--start", "2027-04-05", "-o", after)
        changes = {r["youth_id"]: (r["before"], r["why"], r["reasons"]) for r in read_rows(after / "changes.csv")}
        for youth in now:
            self.assertEqual(changes[youth], (planned[youth, "2"], "refused", "last-employer"))
        self.run_ok("verify", traded, after)

    def test_wants_a_match_and_a_folder(self):
        match = self.match_prototype()
        out = self.scratch / "never"
        ran = self.run_code(USAGE, "adopt", PROTOTYPE, match)
        self.assertIn("adopt needs -o DIR", ran.stderr)
        self.run_code(BROKEN, "adopt", PROTOTYPE, self.scratch / "none", "-o", out)
        (match / "placements.csv").write_text("garbage\n")
        self.run_code(FINDINGS, "adopt", PROTOTYPE, match, "-o", out)
        self.assertFalse(out.exists())

    def test_refuses_a_match_that_can_not_come_true(self):
        match, out = self.match_prototype(), self.scratch / "never"
        placed = read_rows(match / "placements.csv")
        post = next(r for r in placed if sum(p["post_id"] == r["post_id"] for p in placed) > 1)["post_id"]
        for table, column, at, value, why in (
            ("posts", "seats", {"post_id": post}, "1", f"post {post} has no room for so many"),
            ("companies", "headcount", {"company_id": "C0010"}, "10", "company C0010 has no room for so many"),
            ("youths", "enrolled", {"youth_id": "Y00001"}, "0", "youth Y00001 may not be at post P0007 (not-enrolled)"),
        ):
            cohort = self.scratch / f"{table}-{column}"
            shutil.copytree(PROTOTYPE, cohort)
            changed = read_rows(cohort / f"{table}.csv")
            for row in changed:
                if at.items() <= row.items():
                    row[column] = value
            write_rows(cohort / f"{table}.csv", changed)
            ran = self.run_code(FINDINGS, "adopt", cohort, match, "-o", out)
            self.assertIn(why, ran.stderr)
            self.assertIn("has changed since: match it anew", ran.stderr)
            self.assertFalse(out.exists())

    def test_tells_errors_of_the_cohort_as_check_does(self):
        cohort = self.copy_prototype()
        with (cohort / "wishes.csv").open("a") as wishes:
            wishes.write("nobody,P0001,1,\n")
        ran = self.run_code(FINDINGS, "adopt", cohort, self.match_prototype(), "-o", self.scratch / "never")
        self.assertIn("has errors; nothing was done", ran.stderr)
        self.assertIn("wishes.csv:", ran.stderr)

    def test_a_match_comes_true_once(self):
        match, once, twice = self.match_prototype(), self.scratch / "once", self.scratch / "twice"
        self.run_ok("adopt", PROTOTYPE, match, "-o", once)
        ran = self.run_code(FINDINGS, "adopt", once, match, "-o", twice)
        self.assertIn("it has adopted this match, or another of the same day", ran.stderr)
        self.assertFalse(twice.exists())

    def test_a_match_comes_true(self):
        match, out = self.match_prototype("--extend"), self.scratch / "later"
        self.run_ok("adopt", PROTOTYPE, match, "-o", out)
        placed = {(r["youth_id"], r["post_id"]) for r in read_rows(match / "placements.csv")}
        rows = {(r["youth_id"], r["post_id"]) for r in read_rows(out / "placements.csv")}
        self.assertLessEqual(placed, rows)
        given = {r["youth_id"]: r["placed"] for r in read_rows(out / "outcomes.csv")}
        self.assertEqual({y for y in given if given[y] == "1"}, {y for y, _ in placed})
        self.run_ok("match", out, "--start", "2027-04-05", "--extend", "--carry-over")


class Explain(PlanCase):
    def test_draws_and_explains_a_youth(self):
        folder = self.plan(PROTOTYPE, "--periods", "3", "--extend")
        youth = read_rows(folder / "plan.csv")[0]["youth_id"]
        text = self.run_ok("explain", PROTOTYPE, "--plan", folder, "--youth", youth).stdout
        for words in (youth, "in the plan:", "what would come next", "tried: industries", "novelty"):
            self.assertIn(words, text)

    def test_gives_the_sequences_as_csv_and_json(self):
        folder = self.plan(PROTOTYPE, "--periods", "3", "--extend")
        placements = read_rows(folder / "plan.csv")
        youth = placements[0]["youth_id"]
        words = ["explain", PROTOTYPE, "--plan", folder, "--youth", youth, "--format"]
        table = rows(self.run_ok(*words, "csv").stdout)
        listed = json.loads(self.run_ok(*words, "json").stdout)
        self.assertEqual(len(table), len(listed))
        own = [(r["period"], r["post_id"]) for r in table if r["sequence"] == "plan" and r["post_id"]]
        self.assertEqual(own, [(r["period"], r["post_id"]) for r in placements if r["youth_id"] == youth])

    def test_of_one_who_sits_out_in_danish(self):
        cohort = self.small_cohort(**THREE | {"youths": "youth_id,enrolled\nada,1\nbo,0\n"})
        folder = self.plan(cohort, "--periods", "2", "--start", "2027-01-04")
        text = self.run_ok("explain", cohort, "--plan", folder, "--youth", "bo", "--language", "da").stdout
        self.assertIn("ingen plads: Den unge er ikke tilmeldt indsatsen.", text)
        self.assertIn("Den unge", text)

    def test_wants_a_plan_of_this_cohort(self):
        folder = self.plan(PROTOTYPE, "--periods", "2")
        other = self.small_cohort(**THREE)
        ran = self.run_code(FINDINGS, "explain", other, "--plan", folder, "--youth", "ada")
        self.assertIn("another cohort", ran.stderr)
        match = self.match_prototype()
        ran = self.run_code(FINDINGS, "explain", PROTOTYPE, "--plan", match, "--youth", "Y00001")
        self.assertIn("holds no plan", ran.stderr)
        self.run_code(USAGE, "explain", PROTOTYPE, "--plan", folder, "--youth", "Y00001", "--post", "P0001")


class WrongInput(PlanCase):
    def refuse(self, words, *flags, cohort=PROTOTYPE, code=USAGE):
        out = self.scratch / "never"
        ran = self.run_code(code, "plan", cohort, "-o", out, *flags)
        self.assertIn(words, ran.stderr)
        self.assertEqual(ran.stdout, "")
        self.assertFalse(out.exists(), "nothing is written")

    def test_number_of_periods(self):
        self.refuse("how many periods")
        for number in ("0", "1", "9", "-1"):
            self.refuse("2 to 8", "--periods", number)
        self.refuse("leave --periods out", "--periods", "3", "--calendar", "2027-01-04/13,2027-04-05/13")

    def test_calendars(self):
        self.refuse("period 2 begins on 2027-04-04, before period 1 has ended", "--calendar", "2027-01-04/13,2027-04-04/13")
        self.refuse("period 2, \"2027-02-30/13\", is none", "--calendar", "2027-01-04/4,2027-02-30/13")
        self.refuse("a plan has 2 to 8", "--calendar", "2027-01-04/13")
        self.refuse("when the first period starts", "--periods", "2", cohort=self.small_cohort(**THREE))

    def test_fewer_companies_than_periods(self):
        self.refuse("3 companies are too few for 4 periods", "--periods", "4", "--start", "2027-01-04", cohort=self.small_cohort(**THREE))

    def test_data_with_errors(self):
        cohort = self.small_cohort(**THREE | {"wishes": "youth_id,post_id,rank\nada,none,1\n"})
        self.refuse("nothing was done", "--periods", "2", "--start", "2027-01-04", cohort=cohort, code=FINDINGS)

    def test_nobody_has_an_allowed_post(self):
        cohort = self.small_cohort(**THREE | {"wishes": None})
        folder = self.plan(cohort, "--periods", "2", "--start", "2027-01-04")
        self.assertEqual(read_rows(folder / "plan.csv"), [])
        unplaced = [(r["youth_id"], r["period"], r["reasons"]) for r in read_rows(folder / "unplaced.csv")]
        self.assertEqual(unplaced, [(y, p, "no-wishes") for y in ("ada", "bo") for p in "12"])
        self.run_ok("verify", cohort, folder)

    def test_a_folder_that_cannot_be_made(self):
        (self.scratch / "file").write_text("")
        self.run_code(BROKEN, "plan", PROTOTYPE, "--periods", "2", "-o", self.scratch / "file" / "out")


class Tampering(PlanCase):
    def setUp(self):
        super().setUp()
        self.folder = self.plan(PROTOTYPE, "--periods", "2", "--extend")
        self.intact = bytes_of(self.folder)

    def assert_caught(self, what, cohort=PROTOTYPE):
        ran = self.run_code(FINDINGS, "verify", cohort, self.folder)
        self.assertTrue("FAILED" in ran.stdout or "nextwork: " in ran.stderr, what)

    def restore(self):
        for name, content in self.intact.items():
            (self.folder / name).write_bytes(content)

    def test_of_files(self):
        for name in FILES:
            half = self.intact[name][: len(self.intact[name]) // 2]
            for content in (b"", b"garbage\n", b"\xff\x00\xfe", half, b"[" * 100000, b"{}\n"):
                (self.folder / name).write_bytes(content)
                self.assert_caught(name)
            self.restore()

    def test_of_rows(self):
        for name in FILES[:3]:
            header, *lines = self.intact[name].decode().splitlines()
            for tampered in (lines[1:], lines + lines[-1:], lines[:-1], lines[::-1]):
                (self.folder / name).write_text("\n".join([header, *tampered]) + "\n")
                self.assert_caught(name)
            self.restore()

    def test_of_each_field_of_the_certificate(self):
        certificate = json.loads(self.intact["certificate.json"])
        for field, value in certificate.items():
            if isinstance(value, dict):
                other = value | {"extend": not value["extend"]}
            else:
                other = value + 1 if isinstance(value, int) else value[:-1]
            without = {k: v for k, v in certificate.items() if k != field}
            for tampered in (certificate | {field: other}, without):
                (self.folder / "certificate.json").write_text(json.dumps(tampered))
                self.assert_caught(f"certificate {field}")
        for field, value in (("mechanism", "fair"), ("optimal", True)):
            (self.folder / "certificate.json").write_text(json.dumps(certificate | {field: value}))
            self.assert_caught(f"certificate with {field}")

    def test_of_the_cohort(self):
        cohort = self.copy_prototype()
        self.run_ok("verify", cohort, self.folder)
        posts = (cohort / "posts.csv").read_text().splitlines()
        (cohort / "posts.csv").write_text("\n".join(posts[:-1]) + "\n")
        (cohort / "wishes.csv").unlink()
        (cohort / "answers.csv").unlink()
        self.assert_caught("another cohort", cohort)

    def test_missing_files_are_io(self):
        for name in FILES:
            (self.folder / name).unlink()
            ran = self.run_code(BROKEN, "verify", PROTOTYPE, self.folder)
            self.assertIn(name, ran.stderr)
            self.restore()


main()
