#!/usr/bin/env python3
"""nextwork.i serves other languages than Python: what SWIG writes for Java and C# compiles.

languages.py SOURCE BUILD 'CC'   exit status 77, skipped, without SWIG
"""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SKIPPED = 77
LANGUAGES = {"java": ["-package", "nextwork"], "csharp": ["-namespace", "Nextwork"]}


def run(command):
    ran = subprocess.run(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if ran.returncode != 0:
        sys.exit(f"{shlex.join(map(str, command))}\n{ran.stdout}")


def java_headers(javac):
    home = Path(javac).resolve().parent.parent
    return [f"-I{home / 'include'}", f"-I{home / 'include/linux'}"]


def main():
    source, build, compiler = Path(sys.argv[1]), Path(sys.argv[2]), shlex.split(sys.argv[3])
    swig, javac = shutil.which("swig"), shutil.which("javac")
    if swig is None:
        print("SWIG is not installed")
        sys.exit(SKIPPED)
    includes = [f"-I{source / 'include'}", f"-I{build / 'include'}"]
    interface = source / "bindings/swig/nextwork.i"
    for language, more in LANGUAGES.items():
        with tempfile.TemporaryDirectory() as scratch:
            wrapper = os.path.join(scratch, "wrapper.c")
            run([swig, f"-{language}", "-Wall", "-Werror", *more, *includes, f"-I{interface.parent}",
                 "-outdir", scratch, "-o", wrapper, interface])
            if language == "java" and javac is None:
                print("java: written, not compiled: there is no javac")
                continue
            headers = java_headers(javac) if language == "java" else []
            # SWIG's long long is the compiler's long: as wide, and another name.
            run([*compiler, "-w", "-fsyntax-only", "-Werror=implicit-function-declaration",
                 *includes, *headers, wrapper])
            if language == "java":
                classes = sorted(map(str, Path(scratch).glob("*.java")))
                run([javac, "-d", os.path.join(scratch, "classes"), *classes])
            print(f"{language}: compiles")


main()
