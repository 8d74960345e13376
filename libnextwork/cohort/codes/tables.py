#!/usr/bin/env python3
"""Turns the code lists of a folder into the C tables that cohort/codes_data.h declares.

tables.py FOLDER OUTPUT
"""

import csv
import sys
from pathlib import Path


def read(folder, name):
    with open(folder / name, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    codes = [next(iter(row.values())) for row in rows]
    if codes != sorted(set(codes)):
        sys.exit(f"{name}: codes must be sorted and differ")
    return rows


def quoted(text):
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"' if text else "NULL"


def table(kind, name, rows):
    lines = ["    {" + ", ".join(row) + "}," for row in rows]
    return [
        f"const {kind} {name}[] = {{",
        *lines,
        "};",
        f"const int32_t {name}_count = {len(rows)};",
        "",
    ]


def main():
    folder, output = Path(sys.argv[1]), Path(sys.argv[2])
    db07 = read(folder, "db07.csv")
    db25 = read(folder, "db25.csv")
    crosswalk = read(folder, "crosswalk.csv")
    disco = read(folder, "disco08.csv")
    municipalities = read(folder, "municipalities.csv")

    old = {row["code"]: row for row in db07}
    new = {row["code"] for row in db25}
    moved = {row["db07"] for row in crosswalk}
    for row in db25:
        if row["db07"] not in old:
            sys.exit(f"db25.csv: {row['code']} continues {row['db07']}, which is not in db07.csv")
    for code in old:
        if code not in new and code not in moved:
            sys.exit(f"crosswalk.csv: division {code} of DB07 goes nowhere")
    for row in crosswalk:
        if row["db07"][:2] not in old or row["db25"] not in new:
            sys.exit(f"crosswalk.csv: {row['db07']},{row['db25']} names an unknown division")
    majors = {row["code"] for row in disco if len(row["code"]) == 1}
    for row in disco:
        if row["code"][0] not in majors:
            sys.exit(f"disco08.csv: {row['code']} has no major group")

    def division(row, title):
        return [quoted(row["code"]), f"'{row['section']}'", quoted(title)]

    lines = [
        "/* Made by codes/tables.py from the lists beside it. */",
        '#include "cohort/codes_data.h"',
        "",
        "#include <stddef.h>",
        "",
    ]
    lines += table("nw_division", "nw_db07", [division(r, r["title_da"]) for r in db07])
    lines += table(
        "nw_division",
        "nw_db25",
        [division(r, r["title_da"] or old[r["db07"]]["title_da"]) for r in db25],
    )
    lines += table(
        "nw_crossing", "nw_crosswalk", [[quoted(r["db07"]), quoted(r["db25"])] for r in crosswalk]
    )
    lines += table(
        "nw_group",
        "nw_disco08",
        [[quoted(r["code"]), quoted(r["title_en"]), quoted(r["title_da"])] for r in disco],
    )
    lines += table(
        "nw_municipality",
        "nw_municipalities",
        [[str(int(r["code"])), quoted(r["code"]), quoted(r["name"])] for r in municipalities],
    )
    output.write_text("\n".join(lines), encoding="utf-8")


main()
