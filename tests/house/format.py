#!/usr/bin/env python3
"""Every C file is as clang-format leaves it.

format.py ROOT         check; exit status 77, skipped, without the clang-format that decides
format.py --fix ROOT   format in place
"""

import re
import subprocess
import sys
from pathlib import Path

# Other versions lay out the same style differently, so one decides: Debian 12's.
VERSION = "14"
SKIPPED = 77


def clang_format():
    for name in (f"clang-format-{VERSION}", "clang-format"):
        try:
            text = subprocess.run([name, "--version"], text=True, capture_output=True).stdout
        except FileNotFoundError:
            continue
        if re.search(rf"version {VERSION}\.", text):
            return name
    print(f"clang-format {VERSION} is not installed")
    sys.exit(SKIPPED)


def files(root):
    folders = ("include", "libnextwork", "tools", "bench", "tests", "examples")
    return sorted(str(path) for f in folders for path in (root / f).rglob("*.[ch]"))


def main():
    arguments = sys.argv[1:]
    fix = arguments[:1] == ["--fix"]
    if len(arguments) != 1 + fix:
        sys.exit(__doc__)
    found = files(Path(arguments[-1]))
    if not found:
        sys.exit("no C files found")
    how = ["-i"] if fix else ["--dry-run", "-Werror"]
    ran = subprocess.run([clang_format(), "--style=file", *how, *found])
    if ran.returncode != 0:
        sys.exit("Run `./dev format`.")
    print(f"{len(found)} files")


main()
