"""nextwork score: every pair's fit."""

from support import *

TERMS = "wish novelty mutual travel goal support hours reliability skill room".split()
COLUMNS = ["youth_id", "post_id", "fit", "coverage", *TERMS, "reasons"]


class Score(Case):
    def score(self, *flags, cohort=PROTOTYPE):
        return self.run_ok("score", cohort, "--format", "csv", *flags).stdout

    def test_has_the_columns_of_the_design(self):
        self.assertEqual(self.score().splitlines()[0].split(","), COLUMNS)

    def test_gives_every_pair_once(self):
        youths = [y["youth_id"] for y in read_rows(PROTOTYPE / "youths.csv")]
        posts = [p["post_id"] for p in read_rows(PROTOTYPE / "posts.csv")]
        pairs = [(row["youth_id"], row["post_id"]) for row in rows(self.score())]
        self.assertEqual(len(pairs), len(youths) * len(posts))
        self.assertEqual(set(pairs), {(y, p) for y in youths for p in posts})

    def test_one_youth_and_one_post_are_rows_of_the_whole(self):
        whole = rows(self.score())
        row = whole[len(whole) // 2]
        youth, post = row["youth_id"], row["post_id"]
        self.assertEqual(rows(self.score("--youth", youth, "--post", post)), [row])
        self.assertEqual(rows(self.score("--youth", youth)), [r for r in whole if r["youth_id"] == youth])
        self.assertEqual(rows(self.score("--post", post)), [r for r in whole if r["post_id"] == post])

    def test_top_gives_the_best_allowed(self):
        whole = rows(self.score())
        best = rows(self.score("--top", "3"))
        for youth in {row["youth_id"] for row in whole}:
            allowed = [int(r["fit"]) for r in whole if r["youth_id"] == youth and r["reasons"] == ""]
            ours = [int(r["fit"]) for r in best if r["youth_id"] == youth]
            self.assertEqual(ours, sorted(allowed, reverse=True)[:3])

    def test_formats_hold_the_same(self):
        self.assertEqual(
            [{k: str(v) if v is not None else "" for k, v in row.items()} for row in
             json.loads(self.run_ok("score", PROTOTYPE, "--format", "json").stdout)],
            rows(self.score()),
        )

    def test_threads_change_nothing(self):
        self.assertEqual(self.score("--threads", "1"), self.score("--threads", "3"))

    def test_writes_a_file(self):
        out = self.scratch / "out"
        self.assertEqual(self.score("-o", out), "")
        self.assertEqual(bytes_of(out), {"scores.csv": self.score().encode()})

    def test_needs_a_start(self):
        ran = self.run_code(USAGE, "score", self.small_cohort())
        self.assertIn("start", ran.stderr)


class ManyBlocks(Case):
    """A cohort with more pairs than are scored at once."""

    def test_make_one_table(self):
        cohort = self.scratch / "cohort"
        self.run_ok("generate", "--scenario", "site", "--youths", "950", "--companies", "200", "-o", cohort)
        youths = len(read_rows(cohort / "youths.csv"))
        posts = len(read_rows(cohort / "posts.csv"))
        self.assertGreater(youths * posts, 250000)
        text = self.run_ok("score", cohort, "--format", "csv").stdout
        self.assertEqual(text.count("youth_id"), 1)
        self.assertEqual(len(text.splitlines()), 1 + youths * posts)
        listed = json.loads(self.run_ok("score", cohort, "--format", "json").stdout)
        self.assertEqual(len(listed), youths * posts)


main()
