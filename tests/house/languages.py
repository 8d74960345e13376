#!/usr/bin/env python3
"""nextwork.i serves other languages than Python: what SWIG writes for Java and C# compiles, and a
Java program runs with it.

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

# Text comes back, and an error tells what was wrong.
PROGRAM = """
import nextwork.nextwork;
import nextwork.nextworkConstants;

public class Program {
    public static void main(String[] arguments) {
        System.load(arguments[0]);
        int status = nextwork.table_rows(new long[1], null);
        if (status != nextworkConstants.ERROR_HANDLE)
            throw new RuntimeException("a table that is none gave status " + status);
        System.out.println(nextwork.version() + ": " + nextwork.error_message());
    }
}
"""
SAYS = ": nextwork_table_rows: table is NULL\n"


def run(command):
    ran = subprocess.run(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if ran.returncode != 0:
        sys.exit(f"{shlex.join(map(str, command))}\n{ran.stdout}")
    return ran.stdout


def java_headers(javac):
    home = Path(javac).resolve().parent.parent
    return [f"-I{home / 'include'}", f"-I{home / 'include/linux'}"]


def run_java(scratch, javac, build, compiler, flags):
    """Runs the program with the classes and the wrapper in `scratch`."""
    program, module = Path(scratch, "Program.java"), Path(scratch, "module.so")
    program.write_text(PROGRAM, encoding="utf-8")
    classes = os.path.join(scratch, "classes")
    run([javac, "-d", classes, *sorted(map(str, Path(scratch).glob("*.java")))])
    library = build / "libnextwork"
    if not (library / "libnextwork.so").exists():
        return  # a static one would want what it is made of
    run([*compiler, "-w", "-shared", "-fPIC", *flags, os.path.join(scratch, "wrapper.c"),
         "-o", module, f"-L{library}", "-lnextwork", f"-Wl,-rpath,{library}"])
    said = run([Path(javac).with_name("java"), "-cp", classes, "Program", module])
    if not said.endswith(SAYS):
        sys.exit(f"the Java program said: {said}")


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
                run_java(scratch, javac, build, compiler, [*includes, *headers])
                print("java: compiles and runs")
            else:
                print(f"{language}: compiles")


main()
