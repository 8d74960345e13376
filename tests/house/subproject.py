#!/usr/bin/env python3
"""Another Meson project can take nextwork as a subproject, shared and static.

subproject.py SOURCE SCRATCH
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = """\
project('user', 'c', default_options: ['c_std=c11'])
executable('user', 'user.c', dependencies: dependency('nextwork', fallback: 'nextwork'))
"""

PROGRAM = """\
#include <nextwork.h>
#include <stdio.h>
int main(void) { return puts(nextwork_version()) < 0; }
"""


def run(*command, **more):
    ran = subprocess.run(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **more)
    if ran.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\n{ran.stdout}")
    return ran.stdout


def try_library(meson, user, kind):
    build = user / kind
    run(meson, "setup", build, user, f"-Ddefault_library={kind}", "-Dbuildtype=plain",
        "--force-fallback-for=nextwork")
    targets = json.loads(run(meson, "introspect", "--targets", build))
    extra = [t["name"] for t in targets if t["type"] == "executable" and t["name"] != "user"]
    if extra:
        sys.exit(f"a subproject builds only the library, not {extra}")
    run(meson, "compile", "-C", build)
    version = run(build / "user").strip()
    print(f"{kind}: {version}")


def main():
    source, scratch = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    meson = os.environ.get("MESON", "meson")
    shutil.rmtree(scratch, ignore_errors=True)
    (scratch / "subprojects").mkdir(parents=True)
    (scratch / "subprojects" / "nextwork").symlink_to(source, target_is_directory=True)
    (scratch / "meson.build").write_text(PROJECT)
    (scratch / "user.c").write_text(PROGRAM)
    for kind in ("shared", "static"):
        try_library(meson, scratch, kind)
    shutil.rmtree(scratch)


main()
