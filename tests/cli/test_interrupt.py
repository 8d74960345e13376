"""Ctrl-C and the progress bar: the command runs with its standard error on a terminal, and is
interrupted once the bar shows what it is at."""

import os
import pty
import select
import signal

from support import *

PATIENCE = 120  # seconds until a condition that never comes true is a failure


class OnTerminal(Case):
    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp(prefix="nextwork-test-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.cohort = cls.folder / "cohort"
        ran = nextwork("generate", "--scenario", "region", "--youths", "30000", "-o", cls.cohort)
        assert ran.returncode == DONE, ran.stderr

    def run_until(self, shown, words):
        """Interrupts when the terminal has shown a text; gives code, stdout, what was shown."""
        terminal, theirs = pty.openpty()
        with tempfile.TemporaryFile() as stdout:
            process = subprocess.Popen([str(PROGRAM), *map(str, words)], stdout=stdout, stderr=theirs)
            self.addCleanup(process.kill)
            os.close(theirs)
            text, sent = b"", False
            while True:
                ready, _, _ = select.select([terminal], [], [], PATIENCE)
                try:
                    read = os.read(terminal, 4096) if ready else b""
                except OSError:  # the other side is closed
                    read = b""
                if not read:
                    break
                text += read
                if not sent and shown in text:
                    process.send_signal(signal.SIGINT)
                    sent = True
            code = process.wait(PATIENCE)
            os.close(terminal)
            stdout.seek(0)
            self.assertTrue(sent, text)
            return code, stdout.read(), text

    def test_match_leaves_nothing(self):
        out = self.scratch / "out"
        code, stdout, shown = self.run_until(b"matching", ["match", self.cohort, "--extend", "-o", out])
        self.assertEqual((code, stdout), (INTERRUPTED, b""))
        self.assertIn(b"interrupted", shown)
        self.assertFalse(out.exists())

    def test_match_leaves_a_result_of_before_as_it_was(self):
        out = self.match_prototype()
        before = bytes_of(out)
        code, _, _ = self.run_until(b"matching", ["match", self.cohort, "--extend", "-o", out])
        self.assertEqual(code, INTERRUPTED)
        self.assertEqual(bytes_of(out), before)

    def test_plan_leaves_nothing(self):
        out = self.scratch / "out"
        words = ["plan", self.cohort, "--periods", "4", "--extend", "--effort", "1000", "-o", out]
        code, stdout, shown = self.run_until(b"planning", words)
        self.assertEqual((code, stdout), (INTERRUPTED, b""))
        self.assertIn(b"interrupted", shown)
        self.assertFalse(out.exists())

    def test_score_leaves_no_file(self):
        out = self.scratch / "out"
        code, stdout, _ = self.run_until(b"scoring", ["score", self.cohort, "-o", out])
        self.assertEqual((code, stdout), (INTERRUPTED, b""))
        self.assertFalse(out.exists())

    def test_explain_says_nothing(self):
        youth = read_rows(self.cohort / "youths.csv")[0]["youth_id"]
        code, stdout, _ = self.run_until(b"matching", ["explain", self.cohort, "--extend", "--youth", youth])
        self.assertEqual((code, stdout), (INTERRUPTED, b""))


class NotOnTerminal(Case):
    def test_there_is_no_bar(self):
        ran = self.run_ok("match", PROTOTYPE, "--extend")
        self.assertNotIn("\r", ran.stderr)
        self.assertNotIn("\033", ran.stdout + ran.stderr)


main()
