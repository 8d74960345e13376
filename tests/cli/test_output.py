"""Outputs that fail: a full disk, a closed pipe, a closed standard output."""

import os
import re
import resource

from support import *

SAYING = [
    ["--help"],
    ["match", "--help"],
    ["policy"],
    ["version"],
    ["codes"],
    ["codes", "DB25"],
    ["codes", "DB25", "--format", "csv"],
    ["score", PROTOTYPE],
    ["score", PROTOTYPE, "--format", "json"],
    ["match", PROTOTYPE],
    ["match", PROTOTYPE, "--format", "csv"],
]


def run_into(stdout, words):
    return subprocess.run(
        [str(PROGRAM), *map(str, words)], text=True, stdout=stdout, stderr=subprocess.PIPE
    )


class Page(Case):
    def test_is_80_columns_wide_where_no_terminal_tells(self):
        for words in (
            ["compare", PROTOTYPE, "--extend"],
            ["explain", PROTOTYPE, "--extend", "--youth", "Y00002"],
            ["match", PROTOTYPE, "-o", self.scratch / "out"],
            ["plan", PROTOTYPE, "--periods", "2", "-o", self.scratch / "plan"],
        ):
            for line in self.run_ok(*words, env=UNKNOWN_WIDTH).stdout.splitlines():
                if str(self.scratch) not in line:
                    self.assertLessEqual(len(line), 80, line)

    def test_lists_and_scores_are_no_wider(self):
        lists = [line.split()[0] for line in self.run_ok("codes").stdout.splitlines()]
        plan = self.scratch / "plan"
        self.run_ok("plan", PROTOTYPE, "--periods", "4", "--extend", "-o", plan)
        for words in (
            ["--help"],
            *(["codes", name] for name in lists),
            ["score", PROTOTYPE, "--top", "3"],
            ["score", PROTOTYPE, "--post", "P0007"],
            ["explain", PROTOTYPE, "--plan", plan, "--youth", "Y00002"],
            ["explain", PROTOTYPE, "--plan", plan, "--youth", "Y00002", "--language", "da"],
        ):
            for line in self.run_ok(*words, env=UNKNOWN_WIDTH).stdout.splitlines():
                self.assertLessEqual(len(line), 80, (words, line))

    def test_a_list_that_is_wrapped_says_the_same(self):
        def words(text):
            return sorted(text.replace("-", " ").split())

        for name in ("reasons", "DISCO08"):
            wide, narrow = (self.run_ok("codes", name, **how).stdout for how in ({}, {"env": UNKNOWN_WIDTH}))
            self.assertEqual(words(narrow), words(wide), name)

    def test_scores_have_a_section_a_youth(self):
        text = self.run_ok("score", PROTOTYPE, "--top", "2").stdout
        table = rows(self.run_ok("score", PROTOTYPE, "--top", "2", "--format", "csv").stdout)
        sections = [section.splitlines() for section in text.split("\n\n")]
        told = [(s[0], line.split()[:2]) for s in sections for line in s[2:]]
        self.assertEqual(told, [(r["youth_id"], [r["post_id"], r["fit"]]) for r in table])

    def test_is_as_wide_as_columns_says(self):
        words = ["explain", PROTOTYPE, "--extend", "--youth", "Y00002"]
        wide, narrow = self.run_ok(*words).stdout, self.run_ok(*words, env=os.environ | {"COLUMNS": "60"}).stdout
        self.assertGreater(max(map(len, wide.splitlines())), 100)
        self.assertEqual(" ".join(narrow.split("term")[0].split("3rd")[1].split()), " ".join(wide.split("term")[0].split("3rd")[1].split()))

    def test_breaks_a_wide_table_into_blocks_with_the_same_cells(self):
        def cells(line):
            return re.split(r"  +", line.strip())

        wide = self.run_ok("compare", PROTOTYPE, "-q").stdout.splitlines()
        blocks = self.run_ok("compare", PROTOTYPE, "-q", env=UNKNOWN_WIDTH).stdout.split("\n\n")
        self.assertGreater(len(blocks), 1)
        joined = [cells(line) for line in blocks[0].splitlines()]
        for block in blocks[1:]:
            for row, line in zip(joined, block.splitlines()):
                self.assertEqual(cells(line)[0], row[0])
                row += cells(line)[1:]
        self.assertEqual([row[:-1] for row in joined], [cells(line)[:-1] for line in wide])


class Failing(Case):
    def test_full_disk_exits_3_with_a_message(self):
        with open("/dev/full", "w") as full:
            for words in SAYING:
                ran = run_into(full, words)
                self.assertEqual(ran.returncode, BROKEN, words)
                self.assertIn("nextwork: cannot write", ran.stderr)

    def test_closed_pipe_ends_quietly_as_elsewhere(self):
        for words in SAYING:
            reading, writing = os.pipe()
            os.close(reading)
            ran = run_into(writing, [*words, "--quiet"] if words[0] in ("score", "match") and "--help" not in words else words)
            os.close(writing)
            self.assertEqual(ran.returncode, CLOSED, words)
            self.assertEqual(ran.stderr, "", words)

    def test_closed_standard_output_is_no_file_of_the_result(self):
        out = self.scratch / "out"
        ran = nextwork("match", PROTOTYPE, "-o", out, preexec_fn=lambda: os.close(1))
        self.assertEqual(ran.returncode, BROKEN)
        self.assertIn("nextwork: cannot write", ran.stderr)
        self.assertEqual(bytes_of(out), bytes_of(self.match_prototype()))

    def test_disk_without_room_leaves_not_even_the_folder(self):
        def little_room():
            resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

        for words in (
            ["generate", "--scenario", "prototype"],
            ["match", PROTOTYPE],
            ["plan", PROTOTYPE, "--periods", "2"],
            ["adopt", PROTOTYPE, self.match_prototype()],
            ["score", PROTOTYPE],
        ):
            ran = self.run_code(BROKEN, *words, "-o", self.scratch / "new/out", preexec_fn=little_room)
            self.assertRegex(ran.stderr, r"/new/out/\w+\.\w+.*: File too large")
            self.assertFalse((self.scratch / "new").exists())

    def test_nothing_to_say_is_no_failure(self):
        with open("/dev/full", "w") as full:
            self.assertEqual(run_into(full, ["check", PROTOTYPE]).returncode, DONE)

    def test_finding_to_a_full_disk(self):
        small = self.small_cohort(companies="company_id\nbakery\n")
        with open("/dev/full", "w") as full:
            self.assertEqual(run_into(full, ["check", small]).returncode, BROKEN)

    def test_a_folder_in_place_of_the_file_leaves_nothing_behind(self):
        out = self.scratch / "out"
        (out / "scores.csv").mkdir(parents=True)
        ran = self.run_code(BROKEN, "score", PROTOTYPE, "-o", out)
        self.assertIn("scores.csv", ran.stderr)
        self.assertEqual([path.name for path in out.iterdir()], ["scores.csv"])

    def test_a_folder_under_a_file_is_io(self):
        for words in (
            ["score", PROTOTYPE],
            ["check", PROTOTYPE],
            ["match", PROTOTYPE],
            ["generate", "--scenario", "prototype"],
        ):
            ran = self.run_code(BROKEN, *words, "-o", PROTOTYPE / "youths.csv" / "out")
            self.assertEqual(ran.stdout, "")

    def test_a_cohort_is_never_written_over(self):
        cohort = self.copy_prototype()
        before = bytes_of(cohort)
        for words in (
            ["match", cohort],
            ["plan", cohort, "--periods", "2"],
            ["adopt", PROTOTYPE, self.match_prototype()],
            ["generate", "--scenario", "prototype"],
        ):
            ran = self.run_code(USAGE, *words, "-o", cohort)
            self.assertIn(f"{cohort} holds a cohort already", ran.stderr)
            self.assertEqual(bytes_of(cohort), before)

    def test_a_folder_holds_one_result(self):
        out = self.scratch / "out"
        for words, file in (
            (["plan", PROTOTYPE, "--periods", "2"], "plan.csv"),
            (["match", PROTOTYPE, "--mechanism", "max-weight"], "prices.csv"),
            (["plan", PROTOTYPE, "--periods", "3"], "coverage.csv"),
            (["match", PROTOTYPE], "placements.csv"),
        ):
            alone = self.scratch / f"{file} alone"
            self.run_ok(*words, "-o", out)
            self.run_ok(*words, "-o", alone)
            self.assertIn(file, bytes_of(out))
            self.assertEqual(bytes_of(out), bytes_of(alone))


main()
