"""nextwork explain: a fit in parts, and a youth's story."""

from support import *


class Fit(Case):
    def pair(self):
        row = read_rows(PROTOTYPE / "wishes.csv")[0]
        return "--youth", row["youth_id"], "--post", row["post_id"]

    def test_parts_add_up_to_the_fit(self):
        told = json.loads(self.run_ok("explain", PROTOTYPE, *self.pair(), "--format", "json").stdout)
        scored = rows(self.run_ok("score", PROTOTYPE, *self.pair(), "--format", "csv").stdout)[0]
        self.assertEqual(sum(part["part"] for part in told["parts"]), int(scored["fit"]))
        self.assertEqual(sorted(filter(None, scored["reasons"].split("|"))), sorted(r["reason"] for r in told["reasons"]))

    def test_for_a_person_has_a_line_a_term(self):
        text = self.run_ok("explain", PROTOTYPE, *self.pair()).stdout
        for part in rows(self.run_ok("explain", PROTOTYPE, *self.pair(), "--format", "csv").stdout):
            self.assertRegex(text, rf"(?m)^  {part['term']} ")

    def test_tells_reasons_in_english_and_danish(self):
        small = self.small_cohort(wishes="youth_id,post_id,rank,veto\nada,bread,,1\n")
        words = ["explain", small, "--youth", "ada", "--post", "bread", "--start", "2027-01-04"]
        english, danish = self.run_ok(*words).stdout, self.run_ok(*words, "--language", "da").stdout
        reasons = rows(self.run_ok("codes", "reasons", "--format", "csv").stdout)
        veto = next(row for row in reasons if row["name"] == "veto")
        self.assertIn(veto["text_en"].rstrip("."), english)
        self.assertIn(veto["text_da"].rstrip("."), danish)


class Story(Case):
    def test_of_each_youth_ends_where_the_match_ends(self):
        placed = {row["youth_id"]: row["post_id"] for row in rows(self.run_ok("match", PROTOTYPE, "--extend", "--format", "csv").stdout)}
        for row in read_rows(PROTOTYPE / "youths.csv"):
            youth = row["youth_id"]
            text = self.run_ok("explain", PROTOTYPE, "--youth", youth, "--extend").stdout
            wanted = f"{youth} is placed at {placed[youth]}" if youth in placed else f"{youth} is not placed"
            self.assertTrue(text.startswith(wanted), text)

    def test_names_no_other_youth(self):
        youths = {row["youth_id"] for row in read_rows(PROTOTYPE / "youths.csv")}
        for youth in sorted(youths):
            text = self.run_ok("explain", PROTOTYPE, "--youth", youth).stdout
            for other in youths - {youth}:
                self.assertNotRegex(text, rf"\b{other}\b")

    def test_tells_the_contest_lost(self):
        small = self.small_cohort(wishes="youth_id,post_id,rank\nada,bread,1\nbo,bread,1\n")
        words = ["--start", "2027-01-04", "--format", "csv"]
        winner = rows(self.run_ok("match", small, *words).stdout)[0]["youth_id"]
        loser = {"ada": "bo", "bo": "ada"}[winner]
        lost = rows(self.run_ok("explain", small, "--youth", loser, *words).stdout)[0]
        self.assertEqual(lost["outcome"], "contest-lost")
        self.assertTrue(lost["last_admitted"] and lost["own"])

    def test_of_a_youth_without_wishes(self):
        small = self.small_cohort()
        words = ["explain", small, "--youth", "ada", "--start", "2027-01-04"]
        self.assertIn("The youth listed no post.", self.run_ok(*words).stdout)
        self.assertIn("Den unge har ingen ønsker.", self.run_ok(*words, "--language", "da").stdout)

    def test_as_json_holds_wishes_and_parts(self):
        youth = rows(self.run_ok("match", PROTOTYPE, "--format", "csv").stdout)[0]["youth_id"]
        told = json.loads(self.run_ok("explain", PROTOTYPE, "--youth", youth, "--format", "json").stdout)
        self.assertEqual(told["youth_id"], youth)
        self.assertIn("placed", [wish["outcome"] for wish in told["wishes"]])
        self.assertTrue(told["parts"])


main()
