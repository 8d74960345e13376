#!/usr/bin/env python3
"""The shared library exports the committed list of functions: no more, no fewer.

symbols.py LIBRARY LIST            compare
symbols.py --update LIBRARY LIST   write the list anew
"""

import subprocess
import sys
from pathlib import Path


def exported(library):
    lines = subprocess.run(
        ["nm", "-D", "--defined-only", "--format=posix", library],
        check=True,
        text=True,
        stdout=subprocess.PIPE,
    ).stdout.splitlines()
    return {line.split()[0] for line in lines}


def main():
    arguments = sys.argv[1:]
    update = arguments[:1] == ["--update"]
    if len(arguments) != 2 + update:
        sys.exit(__doc__)
    library, listed = arguments[-2], Path(arguments[-1])

    names = exported(library)
    foreign = sorted(name for name in names if not name.startswith("nextwork_"))
    if foreign:
        sys.exit("exported without the prefix nextwork_: " + ", ".join(foreign))
    if update:
        listed.write_text("".join(f"{name}\n" for name in sorted(names)))
        return

    lines = listed.read_text().splitlines()
    new, gone = sorted(names - set(lines)), sorted(set(lines) - names)
    for name in new:
        print(f"exported and not listed: {name}")
    for name in gone:
        print(f"listed and not exported: {name}")
    if new or gone:
        sys.exit("If that is meant, run `./dev symbols` and commit libnextwork/nextwork.sym.")
    if lines != sorted(lines):
        sys.exit("The list is not sorted: run `./dev symbols`.")
    print(f"{len(names)} functions")


main()
