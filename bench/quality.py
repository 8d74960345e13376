#!/usr/bin/env python3
"""The matchings of small instances are as good as the committed table says.

quality.py NEXTWORK_BENCH TABLE
"""

import subprocess
import sys
from pathlib import Path


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    program, table = sys.argv[1], Path(sys.argv[2])
    ran = subprocess.run([program, "quality", "--fast"], check=True, text=True, stdout=subprocess.PIPE)
    committed = table.read_text().splitlines()
    made = ran.stdout.splitlines()
    other = [line for line in made if line not in committed]
    for line in other:
        instance = ",".join(line.split(",")[:2]) + ","
        print("now:", line)
        print("was:", next((old for old in committed if old.startswith(instance)), "no such line"))
    if other:
        sys.exit(f"{len(other)} lines differ. If that is meant: {program} quality > {table}")
    print(len(made), "lines agree")


main()
