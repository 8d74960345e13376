"""nextwork check: findings, and that nothing is done to data with errors."""

from support import *

FINDING = ["severity", "code", "file", "line", "column", "value", "message"]


class Check(Case):
    def test_of_a_good_cohort_tells_its_size(self):
        ran = self.run_ok("check", PROTOTYPE)
        self.assertNotIn("error", ran.stdout)
        self.assertRegex(ran.stderr, r"\A(no findings|\d+ warnings?): 24 youths, 22 companies, \d+ posts\n\Z")

    def test_tells_each_finding_with_its_place(self):
        small = self.small_cohort(youths="youth_id,birth_year\nada,1899\nbo,x\n")
        ran = self.run_code(FINDINGS, "check", small)
        self.assertRegex(ran.stdout, rf"(?m)^{small}/youths\.csv:2: error: \"1899\": birth_year .*\[[a-z-]+\]$")
        self.assertRegex(ran.stdout, rf"(?m)^{small}/youths\.csv:3: error: .* \[[a-z-]+\]$")
        self.assertIn("2 errors", ran.stderr)

    def test_warnings_alone_exit_0(self):
        small = self.small_cohort(companies="company_id\nbakery\n")
        ran = self.run_ok("check", small)
        self.assertIn("warning:", ran.stdout)
        self.assertIn("1 warning", ran.stderr)

    def test_gives_a_table_as_csv_and_json(self):
        small = self.small_cohort(wishes="youth_id,post_id,rank\nada,breda,1\n")
        table = rows(self.run_code(FINDINGS, "check", small, "--format", "csv").stdout)
        listed = json.loads(self.run_code(FINDINGS, "check", small, "--format", "json").stdout)
        for finding in (table[0], listed[0]):
            self.assertEqual(list(finding), FINDING)
            self.assertEqual(str(finding["line"]), "2")
            self.assertEqual(finding["value"], "breda")
            self.assertIn("bread", finding["message"])

    def test_writes_a_file(self):
        small = self.small_cohort(companies="company_id\nbakery\n")
        ran = self.run_ok("check", small, "-o", self.scratch / "out")
        self.assertEqual(ran.stdout, "")
        self.assertEqual(bytes_of(self.scratch / "out").keys(), {"findings.csv"})
        self.assertEqual(read_rows(self.scratch / "out/findings.csv")[0]["severity"], "warning")

    def test_never_shows_what_looks_like_a_cpr_number(self):
        for number in ("0101901234", "010190-1234"):
            small = self.small_cohort(youths=f"youth_id\n{number}\n", wishes=None)
            for words in (["check"], ["check", "--format", "csv"], ["match"]):
                ran = self.run_code(FINDINGS, words[0], small, *words[1:])
                self.assertNotIn(number, ran.stdout + ran.stderr)
                self.assertIn("CPR", ran.stdout + ran.stderr)
            shutil.rmtree(small)

    def test_never_shows_a_cpr_number_that_was_asked_for(self):
        for flag in ("--youth", "--post"):
            ran = self.run_code(USAGE, "score", PROTOTYPE, flag, "010190-1234")
            self.assertNotIn("010190-1234", ran.stdout + ran.stderr)

    def test_uses_the_policy_asked_for(self):
        policy = self.scratch / "mine.ini"
        policy.write_text("[weights]\nwishh=3\n")
        ran = self.run_code(FINDINGS, "check", PROTOTYPE, "--policy", policy)
        self.assertRegex(ran.stdout, rf"(?m)^{policy}:2: error: .*wishh")


class Unusable(Case):
    def test_no_folder_is_io(self):
        for cohort in (self.scratch / "none", __file__):
            for words in (["check", cohort], ["match", cohort, "-o", self.scratch / "out"]):
                ran = self.run_code(BROKEN, *words)
                self.assertEqual(ran.stdout, "")
                self.assertTrue(ran.stderr.startswith("nextwork: "), ran.stderr)
        self.assertFalse((self.scratch / "out").exists())

    def test_a_file_in_place_of_the_folder_says_so(self):
        ran = self.run_code(BROKEN, "check", PROTOTYPE / "youths.csv")
        self.assertIn("give the folder that the tables are in", ran.stderr)

    def test_what_is_no_file_is_io_at_once(self):
        small = self.small_cohort()
        wishes = small / "wishes.csv"
        for make in (os.mkfifo, os.mkdir, lambda path: os.symlink("nowhere", path)):
            make(wishes)
            self.assertIn("wishes.csv", self.run_code(BROKEN, "check", small, timeout=60).stderr)
            wishes.rmdir() if wishes.is_dir() else wishes.unlink()

    def test_what_spreadsheets_write_is_read(self):
        cohort = self.copy_prototype()
        for path in cohort.glob("*.csv"):
            table = rows(path.read_text())
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.DictWriter(file, list(table[0]), delimiter=";", quoting=csv.QUOTE_ALL)
                writer.writeheader()
                writer.writerows(table)
        self.assertEqual(self.run_ok("check", cohort).stderr, self.run_ok("check", PROTOTYPE).stderr)
        self.assertEqual(
            self.run_ok("match", cohort, "--format", "csv").stdout, self.run_ok("match", PROTOTYPE, "--format", "csv").stdout
        )

    def test_any_name_of_a_folder_will_do_in_any_locale(self):
        cohort, out = self.scratch / "Årets kohorte æø", self.scratch / "ud, nr. 1"
        shutil.copytree(PROTOTYPE, cohort)
        for locale in ("C", "da_DK.ISO-8859-1"):
            env = WIDE | {"LC_ALL": locale}
            self.run_ok("match", cohort, "-o", out, env=env)
            self.run_ok("verify", cohort, out, env=env)
        (cohort / "posts.csv").unlink()
        self.assertIn("Årets kohorte æø/posts.csv", self.run_code(FINDINGS, "check", cohort, env=env).stdout)

    def test_tells_the_cause_before_what_follows_from_it(self):
        cohort = self.copy_prototype()
        text = (cohort / "youths.csv").read_text()
        (cohort / "youths.csv").write_text(text.replace("Y00001", "Y 00001"))
        lines = self.run_code(FINDINGS, "check", cohort).stdout.splitlines()
        self.assertIn("youths.csv:2:", lines[0])
        self.assertIn("unknown-id", lines[1])

    def test_missing_and_empty_files_are_findings(self):
        empty = self.scratch / "empty"
        empty.mkdir()
        for name in ("youths", "companies", "posts"):
            self.assertIn(f"{name}.csv", self.run_code(FINDINGS, "check", empty).stdout)
        small = self.small_cohort(youths="")
        self.assertIn("youths.csv", self.run_code(FINDINGS, "check", small).stdout)

    def test_a_file_that_is_no_text_is_one_finding(self):
        png = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
        cases = [
            (bytes(range(256)) * 4, "not text; give a CSV file in UTF-8"),
            (png, "not text"),
            ("youth_id,post_id\nada,bread\n".encode("utf-16"), "UTF-16; save it as CSV in UTF-8"),
            ("youth_id,post_id\nada,bread\n".encode("utf-16-be"), "not text"),
            (b"PK\x03\x04" + bytes(range(256)), "spreadsheet (such as .xlsx or .ods)"),
            (b"youth_id,post_id\n" + png, "not text"),
        ]
        small = self.small_cohort()
        for content, message in cases:
            (small / "wishes.csv").write_bytes(content)
            ran = self.run_code(FINDINGS, "check", small)
            self.assertRegex(ran.stdout, rf"\A{small}/wishes\.csv:1: error: [^\n]*\n\Z")
            self.assertIn(message, ran.stdout)

    def test_a_table_without_rows_is_told_once_for_all_that_names_its_own(self):
        cohort = self.copy_prototype()
        youths = (cohort / "youths.csv").read_text()
        for content, causes in (("youth_id\n", 1), ("", 2), (youths.encode("utf-16"), 2)):
            (cohort / "youths.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
            ran = self.run_code(FINDINGS, "check", cohort)
            self.assertEqual(len(ran.stdout.splitlines()), causes, ran.stdout)
            self.assertIn("618 rows of other tables name some", ran.stdout)
            self.assertNotIn("unknown-id", ran.stdout)

    def test_errors_stop_every_other_verb(self):
        small = self.small_cohort(youths="youth_id\nada\nada\n")
        out = self.scratch / "out"
        for words in (
            ["match", small, "-o", out],
            ["score", small, "-o", out],
            ["explain", small, "--youth", "ada"],
        ):
            ran = self.run_code(FINDINGS, *words, "--start", "2027-01-04")
            self.assertEqual(ran.stdout, "")
            self.assertIn("youths.csv:3: error:", ran.stderr)
            self.assertFalse(out.exists())


main()
