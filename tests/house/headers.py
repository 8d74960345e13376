#!/usr/bin/env python3
"""Each public header compiles alone, as C11 and as C++17, and is installed and in the umbrella.

headers.py --source DIR --build DIR --cc 'CC' --cxx 'CXX' INSTALLED...
"""

import argparse
import shlex
import subprocess
import sys
from pathlib import Path

STRICT = ["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only"]


def compile_alone(command, header, folders):
    # Twice, so that a missing include guard shows.
    program = f"#include <{header}>\n#include <{header}>\n"
    places = [f"-I{folder}" for folder in folders]
    ran = subprocess.run(
        command + STRICT + places + ["-"], input=program, text=True, capture_output=True
    )
    if ran.returncode != 0:
        print(f"<{header}> does not compile alone: {shlex.join(command)}\n{ran.stderr}")
    return ran.returncode == 0


def main():
    parse = argparse.ArgumentParser()
    parse.add_argument("--source", type=Path, required=True)
    parse.add_argument("--build", type=Path, required=True)
    parse.add_argument("--cc", required=True)
    parse.add_argument("--cxx", required=True)
    parse.add_argument("installed", nargs="+")
    given = parse.parse_args()

    folders = [given.source / "include", given.build / "include"]
    headers = sorted(f"nextwork/{p.name}" for f in folders for p in f.glob("nextwork/*.h"))
    installed = {f"nextwork/{Path(name).name}" for name in given.installed}
    umbrella = (given.source / "include/nextwork.h").read_text(encoding="utf-8")

    good = True
    for header in headers:
        if header not in installed:
            print(f"<{header}> is not in the list of include/nextwork/meson.build")
            good = False
        if f"#include <{header}>" not in umbrella:
            print(f"<{header}> is not included by nextwork.h")
            good = False
    for header in ["nextwork.h"] + headers:
        c = shlex.split(given.cc) + ["-std=c11", "-x", "c"]
        cxx = shlex.split(given.cxx) + ["-std=c++17", "-x", "c++"]
        good &= compile_alone(c, header, folders)
        good &= compile_alone(cxx, header, folders)
    print(f"{len(headers) + 1} public headers")
    sys.exit(not good)


main()
