#!/usr/bin/env python3
"""The installed library serves a user: each example builds with pkg-config's flags and runs.

installed.py SOURCE BUILD 'CC' EXAMPLE...
"""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path


def run(command, **more):
    ran = subprocess.run(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **more)
    if ran.returncode != 0:
        sys.exit(f"{shlex.join(map(str, command))}: status {ran.returncode}\n{ran.stdout}")
    return ran.stdout


def main():
    source, build = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    compiler, examples = shlex.split(sys.argv[3]), sys.argv[4:]
    meson = os.environ.get("MESON", "meson")
    # A path without links, because the installed files' paths are computed from it.
    root = build / "installed"
    shutil.rmtree(root, ignore_errors=True)
    run([meson, "install", "-C", build, "--no-rebuild", "--quiet", "--destdir", root])

    found = list(root.rglob("nextwork.pc"))
    if len(found) != 1:
        sys.exit(f"expected one nextwork.pc, found {found}")
    library = found[0].parent.parent
    environment = os.environ | {
        "PKG_CONFIG_SYSROOT_DIR": str(root),
        "LD_LIBRARY_PATH": str(library),
    }
    search = os.pathsep.join(filter(None, [str(found[0].parent), os.environ.get("PKG_CONFIG_PATH")]))
    environment["PKG_CONFIG_PATH"] = search
    flags = run(["pkg-config", "--cflags", "--libs", "nextwork"], env=environment).split()

    for name in examples:
        program = root / name
        text = source / "examples/c" / f"{name}.c"
        strict = ["-std=c11", "-Wall", "-Wextra", "-Werror", "-pthread"]
        run(compiler + strict + [text, "-o", program] + flags)
        output = run([program], cwd=source, env=environment)
        print(f"--- {name}\n{output}")
    print(f"{len(examples)} examples")
    shutil.rmtree(root)


main()
