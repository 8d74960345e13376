"""nextwork chances: what each youth may expect over many lotteries."""

from support import *

ONE_SEAT = {"wishes": "youth_id,post_id,rank\nada,bread,1\nbo,bread,1\n"}
START = ("--start", "2027-01-04")


class Chances(Case):
    def chances(self, *words):
        return rows(self.run_ok("chances", *words, "--format", "csv").stdout)

    def test_count_the_matches_of_as_many_seeds(self):
        wanted = {}
        for seed in range(5, 12):
            text = self.run_ok("match", PROTOTYPE, "--extend", "--seed", seed, "--format", "csv").stdout
            for row in rows(text):
                place = row["youth_id"], row["post_id"] if row["rank"] else "unlisted"
                wanted[place] = wanted.get(place, 0) + 1
        got = {}
        for row in self.chances(PROTOTYPE, "--extend", "--seed", 5, "--lotteries", 7):
            if row["outcome"] != "unplaced" and row["times"] != "0":
                got[row["youth_id"], row["post_id"] or row["outcome"]] = int(row["times"])
        self.assertEqual(got, wanted)

    def test_of_two_for_one_seat_are_near_a_half_and_add_up(self):
        table = self.chances(self.small_cohort(**ONE_SEAT), *START, "--lotteries", "2000")
        self.assertEqual([row["outcome"] for row in table], ["wish", "unplaced"] * 2)
        self.assertEqual(table[0]["times"], table[3]["times"])
        self.assertEqual(sum(int(row["probability"]) for row in table), 2000000)
        for row in table:
            self.assertLess(abs(int(row["probability"]) - 500000), 5 * int(row["standard_error"]))

    def test_do_not_depend_on_threads(self):
        texts = {
            self.run_ok("chances", PROTOTYPE, "--lotteries=100", f"--threads={n}", "--format=json").stdout
            for n in (1, 2, 7)
        }
        self.assertEqual(len(texts), 1)

    def test_for_a_person_are_percentages(self):
        text = self.run_ok("chances", self.small_cohort(), *START).stdout
        self.assertRegex(text, r"(?m)^ada +not placed +100\.0 % +0\.0 %$")

    def test_can_be_a_file(self):
        out = self.scratch / "out"
        words = (PROTOTYPE, "--lotteries", "10")
        self.assertEqual(self.run_ok("chances", *words, "-o", out).stdout, "")
        self.assertEqual(read_rows(out / "chances.csv"), self.chances(*words))

    def test_of_no_lottery_or_too_many_are_wrong_usage(self):
        for count in ("0", "-1", "1000001", "many"):
            ran = self.run_code(USAGE, "chances", PROTOTYPE, "--lotteries", count)
            self.assertIn("1 to 1000000", ran.stderr)

    def test_of_seeds_beyond_the_last_are_wrong_usage(self):
        ran = self.run_code(USAGE, "chances", PROTOTYPE, "--seed", 2**63 - 2, "--lotteries", "3")
        self.assertIn("start lower", ran.stderr)


main()
