"""nextwork generate: synthetic cohorts."""

from support import *


class Generate(Case):
    def generate(self, name, *flags):
        folder = self.scratch / name
        ran = self.run_ok("generate", *flags, "-o", folder)
        self.assertEqual(ran.stdout, "")
        return folder

    def test_same_flags_give_same_bytes(self):
        a = self.generate("a", "--scenario", "site", "--seed", "5")
        b = self.generate("b", "--scenario", "site", "--seed", "5")
        c = self.generate("c", "--scenario", "site", "--seed", "6")
        self.assertEqual(bytes_of(a), bytes_of(b))
        self.assertNotEqual(bytes_of(a), bytes_of(c))

    def test_sizes_are_those_asked_for(self):
        folder = self.generate("a", "--scenario", "site", "--youths", "31", "--companies", "17")
        self.assertEqual(len(read_rows(folder / "youths.csv")), 31)
        self.assertEqual(len(read_rows(folder / "companies.csv")), 17)

    def test_start_is_the_rounds(self):
        folder = self.generate("a", "--scenario", "prototype", "--start", "2029-03-05")
        placement = rows(self.run_ok("match", folder, "--extend", "--format", "csv").stdout)[0]
        self.assertEqual(placement["start"], "2029-03-05")

    def test_a_knob_turns(self):
        none = self.generate("none", "--scenario", "site", "--no-wishes", "10000")
        self.assertEqual([row for row in read_rows(none / "wishes.csv") if row.get("rank")], [])

    def test_gives_cohorts_without_errors_that_match_and_verify(self):
        for scenario in ("prototype", "site", "pilots"):
            folder = self.generate(scenario, "--scenario", scenario, "--seed", "3")
            self.assertNotIn("error", self.run_ok("check", folder).stdout)
            result = self.scratch / f"{scenario}-result"
            self.run_ok("match", folder, "-o", result)
            self.run_ok("verify", folder, result)

    def test_the_example_is_generated(self):
        folder = self.generate("a", "--scenario", "prototype", "--seed", "1")
        wanted = {name: text for name, text in bytes_of(PROTOTYPE).items() if not name.endswith(".md")}
        self.assertEqual(bytes_of(folder), wanted)


main()
