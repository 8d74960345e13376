"""Help, wrong usage, and the verbs that need no cohort."""

import re

from support import *

VERBS = ["check", "match", "explain", "verify", "plan", "adopt", "score", "chances", "compare", "generate", "policy", "codes", "version"]


class Help(Case):
    def test_lists_every_verb(self):
        text = self.run_ok("--help").stdout
        for verb in VERBS:
            self.assertRegex(text, rf"(?m)^  {verb} +\w")

    def test_of_each_verb_has_an_example(self):
        for verb in VERBS:
            text = self.run_ok(verb, "--help").stdout
            self.assertIn(f"\n  nextwork {verb}", text.split("Example")[1], verb)
            self.assertEqual(text, self.run_ok("help", verb).stdout)

    def test_shows_options_of_the_registry(self):
        text = self.run_ok("match", "--help").stdout
        for option in rows(self.run_ok("codes", "options", "--format", "csv").stdout):
            if "match" in option["groups"].split("|"):
                self.assertIn("--" + option["name"].replace("_", "-"), text)
                self.assertIn(option["help"], text)

    def test_fits_a_page_of_80_columns(self):
        for verb in VERBS:
            for line in self.run_ok(verb, "--help", env=UNKNOWN_WIDTH).stdout.splitlines():
                self.assertLessEqual(len(line), 80, line)

    def test_calls_a_list_a_list(self):
        self.assertRegex(self.run_ok("plan", "--help").stdout, "(?m)^  --calendar=LIST ")

    def test_without_a_verb_is_wrong_usage(self):
        ran = self.run_code(USAGE)
        self.assertEqual(ran.stdout, "")
        self.assertIn("usage: nextwork", ran.stderr)


class Documents(Case):
    def test_manual_page_has_every_verb_and_flag(self):
        page = (SOURCE / "tools/nextwork.1").read_text().replace("\\-", "-")
        for verb in VERBS:
            self.assertIn(f".B {verb}\n", page)
            flags = self.run_ok(verb, "--help").stdout.split("Example")[0]
            for flag in re.findall(r"--[a-z][a-z-]*", flags):
                self.assertIn(flag, page, verb)

    def test_manual_page_has_every_choice(self):
        page = (SOURCE / "tools/nextwork.1").read_text().replace("\\-", "-")
        for option in rows(self.run_ok("codes", "options", "--format", "csv").stdout):
            if option["groups"] == "market":
                continue  # a program's: no verb has it
            for choice in filter(None, option["choices"].split("|")):
                self.assertRegex(page, rf"(?m)^\.BR? .*\b{choice}\b", option["name"])

    def test_completion_completes(self):
        cases = {
            "nextwork ma": "match",
            "nextwork match --ext": "--extend",
            "nextwork generate --scenario pi": "pilots",
            "nextwork generate --scenario=pi": "pilots",
            "nextwork score --format c": "csv",
            "nextwork codes sch": "schema",
        }
        for line, wanted in cases.items():
            words = re.findall(r"=|[^ =]+", line)
            script = (
                f"PATH={PROGRAM.parent}:$PATH; . {SOURCE}/tools/nextwork.bash;"
                f"COMP_WORDS=({' '.join(words)}); COMP_CWORD={len(words) - 1}; _nextwork;"
                'echo "${COMPREPLY[@]}"'
            )
            ran = subprocess.run(["bash", "-c", script], text=True, capture_output=True)
            self.assertEqual(ran.stdout.split(), [wanted], line + ran.stderr)


class WrongUsage(Case):
    def test_exits_2_and_names_the_nearest(self):
        cases = [
            (["mtach", "x"], "did you mean match?"),
            (["matc", "x"], "did you mean match?"),
            (["match", PROTOTYPE, "--extnd"], "did you mean --extend?"),
            (["match", PROTOTYPE, "--sed=4"], "did you mean --seed?"),
            (["score", PROTOTYPE, "--format", "jsn"], "did you mean json?"),
            (["explain", PROTOTYPE, "--youth", "x", "--language", "dk"], "en, da"),
            (["match", PROTOTYPE, "--mechanism", "defered-acceptance"], "deferred-acceptance"),
            (["generate", "--scenario", "pilot", "-o", "never"], "pilots"),
            (["codes", "db7"], "did you mean DB07?"),
            (["frobnicate"], "there is no verb"),
            (["check"], "check needs COHORT"),
            (["verify", PROTOTYPE], "verify needs COHORT RESULT"),
            (["check", "one", "two"], "two"),
            (["explain", PROTOTYPE], "--youth"),
            (["generate"], "-o DIR"),
            (["match", PROTOTYPE, "--seed"], "--seed"),
            (["match", PROTOTYPE, "--seed", "many"], "whole number"),
            (["match", PROTOTYPE, "--start", "2027-02-30"], "date"),
            (["match", PROTOTYPE, "--weeks", "0"], "1 to 520"),
            (["score", PROTOTYPE, "--youth", "nobody"], "nobody"),
            (["version", "--format", "csv"], "--format"),
            (["--seed", "3"], "the verb comes first"),
            (["check", ""], "empty argument; check takes COHORT"),
            (["match", PROTOTYPE, "-o", ""], "--output is empty"),
            (["explain", PROTOTYPE, "--youth", ""], "--youth is empty"),
            (["explain", PROTOTYPE, "--youth", b"Y\xff1"], 'no id "Y?1"'),
            (["score", PROTOTYPE, "--youth", "Y0007"], "did you mean Y00007?"),
            (["explain", PROTOTYPE, "--youth", "nobody"], "stand in the column youth_id, such as Y00001"),
        ]
        for words, message in cases:
            ran = self.run_code(USAGE, *words)
            self.assertEqual(ran.stdout, "", words)
            self.assertTrue(ran.stderr.startswith("nextwork: "), ran.stderr)
            self.assertIn(message, ran.stderr, words)


    def test_speaks_of_flags_and_of_the_help(self):
        cases = [
            (["plan", PROTOTYPE], "set --periods, 2 to 8, or --calendar"),
            (["plan", PROTOTYPE, "--periods", "9"], '--periods is "9"'),
            (["plan", PROTOTYPE, "--calendar", "x"], '--calendar: period 1, "x"'),
            (["match", PROTOTYPE, "--mechanism", "fair", "--most-placed"], "--most-placed belongs to max-weight"),
            (["match", PROTOTYPE, "--ties", "most-placed", "--side", "posts"], "--side is posts"),
            (["match", self.small_cohort()], "set --start"),
        ]
        for words, message in cases:
            ran = self.run_code(USAGE, *words)
            self.assertIn(message, ran.stderr)
            self.assertNotIn("option", ran.stderr)
            self.assertTrue(ran.stderr.endswith(f"\nTry: nextwork {words[0]} --help\n"), ran.stderr)


class WithoutCohort(Case):
    def test_version_is_one_line(self):
        line = self.run_ok("version").stdout
        self.assertRegex(line, r"\Anextwork \d+\.\d+\.\d+\n\Z")
        self.assertEqual(self.run_ok("--version").stdout, line)

    def test_policy_is_one_that_changes_nothing(self):
        policy = self.scratch / "policy.ini"
        policy.write_text(self.run_ok("policy").stdout)
        small = self.small_cohort()
        self.assertEqual(self.run_ok("check", small, "--policy", policy).stdout, "")

    def test_each_list_of_codes_has_rows_in_each_format(self):
        names = [line.split()[0] for line in self.run_ok("codes").stdout.splitlines()]
        self.assertIn("DB25", names)
        for name in names:
            count = len(rows(self.run_ok("codes", name, "--format", "csv").stdout))
            self.assertGreater(count, 0, name)
            self.assertEqual(len(json.loads(self.run_ok("codes", name, "--format=json").stdout)), count)
            self.assertGreater(len(self.run_ok("codes", name).stdout.splitlines()), count)

    def test_codes_may_be_named_in_any_case(self):
        self.assertEqual(self.run_ok("codes", "db25").stdout, self.run_ok("codes", "DB25").stdout)


main()
