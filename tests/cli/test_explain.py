"""nextwork explain: a fit in parts, and a youth's story."""

import re

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


class Danish(Case):
    # Column names and codes of lists are not words of ours.
    ENGLISH = set(
        "youth wish post company outcome why term weight value part fact period start price placed refused contest lost "
        "needed outweighed novelty mutual travel goal support hours reliability skill room own fit law programme any "
        "none not listed is of the rests known facts allowed reason reasons stands against but in what would come "
        "next if nobody else wanted seat given before sits out new industry function tried industries functions".split()
    ) - {"start"}

    def assert_danish(self, text):
        words = re.findall(r"(?<![\w-])[A-Za-zÆØÅæøå]+(?![\w-])", text)
        self.assertGreater(len(words), 10)
        self.assertEqual(self.ENGLISH & {word.lower() for word in words}, set(), text)

    def test_is_all_that_a_youth_is_told(self):
        plan = self.scratch / "plan"
        self.run_ok("plan", PROTOTYPE, "--periods", "2", "-o", plan)
        for row in read_rows(PROTOTYPE / "youths.csv"):
            for words in (["--extend"], ["--mechanism", "max-weight"], ["--post", "P0030"], ["--plan", plan]):
                youth = row["youth_id"]
                self.assert_danish(self.run_ok("explain", PROTOTYPE, "--youth", youth, *words, "--language", "da").stdout)

    def test_leaves_names_in_tables_as_they_are(self):
        words = ["explain", PROTOTYPE, "--youth", "Y00002", "--post", "P0030", "--format", "csv"]
        english, danish = (rows(self.run_ok(*words, "--language", code).stdout) for code in ("en", "da"))
        self.assertEqual([row["term"] for row in english], [row["term"] for row in danish])
        self.assertNotEqual([row["fact"] for row in english], [row["fact"] for row in danish])


main()
