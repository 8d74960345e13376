"""Running the nextwork command in tests. Each test program is called with PROGRAM SOURCE_ROOT."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PROGRAM = Path(sys.argv[1]).resolve()
SOURCE = Path(sys.argv[2]).resolve()
PROTOTYPE = SOURCE / "examples/cohorts/prototype"

DONE, FINDINGS, USAGE, BROKEN, INTERRUPTED, CLOSED = 0, 1, 2, 3, 130, 141


# On a page as wide as this no sentence is broken over lines.
WIDE = os.environ | {"COLUMNS": "1000"}
UNKNOWN_WIDTH = {name: value for name, value in os.environ.items() if name != "COLUMNS"}


def nextwork(*words, **more):
    """Runs the command; gives code, stdout, stderr."""
    how = {"text": True, "encoding": "utf-8", "capture_output": True, "env": WIDE} | more
    arguments = [word if isinstance(word, bytes) else str(word) for word in words]
    return subprocess.run([str(PROGRAM), *arguments], **how)


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def read_rows(path):
    return rows(path.read_text(encoding="utf-8"))


def write_rows(path, table):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(table[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)


def bytes_of(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


class Case(unittest.TestCase):
    """With a scratch folder and checks of the command."""

    def setUp(self):
        self.scratch = Path(tempfile.mkdtemp(prefix="nextwork-test-"))
        self.addCleanup(shutil.rmtree, self.scratch)

    def run_ok(self, *words, **more):
        return self.run_code(DONE, *words, **more)

    def run_code(self, code, *words, **more):
        ran = nextwork(*words, **more)
        self.assertEqual(ran.returncode, code, f"{words}\n{ran.stdout}\n{ran.stderr}")
        return ran

    def copy_prototype(self):
        folder = self.scratch / "cohort"
        shutil.copytree(PROTOTYPE, folder)
        return folder

    def match_prototype(self, *flags):
        folder = self.scratch / "result"
        self.run_ok("match", PROTOTYPE, "-o", folder, *flags)
        return folder

    def small_cohort(self, **files):
        """A folder with the least that a cohort needs, and files in place of it (NAME=text)."""
        folder = self.scratch / "small"
        folder.mkdir()
        least = {
            "youths": "youth_id,birth_year\nada,2005\nbo,2005\n",
            "companies": "company_id,headcount\nbakery,10\n",
            "posts": "post_id,company_id,seats\nbread,bakery,1\n",
        }
        for name, text in (least | files).items():
            if text is not None:
                (folder / f"{name}.csv").write_text(text, encoding="utf-8")
        return folder


def main():
    unittest.main(argv=sys.argv[:1])


__all__ = [name for name in globals() if not name.startswith("_")]
