#!/usr/bin/env python3
"""The layers hold: no file of the library includes one of a layer that it must not know.

layers.py ROOT          walk the sources under ROOT
layers.py --self-test   prove that every rule can fail
"""

import re
import sys
import tempfile
from pathlib import Path

BELOW_ROUND = {"base", "cohort", "io", "fit", "match", "generate"}

# What each layer may include, itself apart.
MAY_INCLUDE = {
    "base": set(),
    "cohort": {"base"},
    "io": {"base", "cohort"},
    "fit": {"base", "cohort"},
    "generate": {"base", "cohort"},
    # Arrays in, arrays out: a mechanism that knew the cohort could not be tested or timed alone.
    "match": {"base"},
    "round": BELOW_ROUND,
    "plan": BELOW_ROUND | {"round"},
    "api": BELOW_ROUND | {"round", "plan"},
}

# A public header drags its own includes into every program, so they are few.
PUBLIC_STANDARD = {"stddef.h", "stdint.h"}

GLIB = re.compile(r"(glib|gio|gobject|gmodule)(/|\.h|-)")
GUARD = re.compile(r"^#ifndef (NW_\w+_H)\n#define \1$", re.MULTILINE)
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^">]+)[">]', re.MULTILINE)


def includes(path):
    """(line, quoted, name) of every include of a file."""
    text = path.read_text(encoding="utf-8")
    for found in INCLUDE.finditer(text):
        yield text.count("\n", 0, found.start()) + 1, found.group(1) == '"', found.group(2)


def sources(folder):
    return sorted(p for p in folder.rglob("*") if p.suffix in (".c", ".h"))


def resolve(root, path, name):
    """The library file an include means, as a path from libnextwork/; None for any other."""
    library = root / "libnextwork"
    if name.split("/")[0] in MAY_INCLUDE and "/" in name:
        return Path(name)
    beside = (path.parent / name).resolve()
    if beside.is_relative_to(library.resolve()) and beside.exists():
        return beside.relative_to(library.resolve())
    return None


def check_guard(root, path):
    """A header that guards itself is guarded by its path, so that no two can shut each other out."""
    guard = GUARD.search(path.read_text(encoding="utf-8"))
    name = path.relative_to(root / "libnextwork").with_suffix(".h").as_posix()
    expected = "NW_" + re.sub(r"[/.]", "_", name).upper()
    if path.suffix == ".h" and guard is not None and guard.group(1) != expected:
        yield 1, f"the guard is {expected}, not {guard.group(1)}"


def check_library_file(root, path):
    layer = path.relative_to(root / "libnextwork").parts[0]
    if layer not in MAY_INCLUDE:
        yield 1, f"{layer}/ is no layer that is known here"
        return
    for line, quoted, name in includes(path):
        target = resolve(root, path, name)
        if target is not None:
            other = target.parts[0]
            if other != layer and other not in MAY_INCLUDE[layer]:
                yield line, f"{layer}/ must not include {other}/ ({name})"
        elif quoted:
            yield line, f'"{name}" names no file of a layer'
        elif layer == "match" and name.startswith("nextwork"):
            yield line, f"match/ includes base/ and match/ only, not <{name}>"


def check_glib_unseen(root, path):
    """GLib must not reach a file of match/, by whatever way."""
    seen, queue = set(), [(path, [])]
    while queue:
        current, way = queue.pop()
        if current in seen or not current.exists():
            continue
        seen.add(current)
        for line, _, name in includes(current):
            if GLIB.match(name):
                yield (way + [line])[0], "match/ must not see GLib, through " + str(
                    current.relative_to(root)
                )
            target = resolve(root, current, name)
            if target is not None:
                queue.append((root / "libnextwork" / target, way + [line]))


def check_public_file(path):
    for line, quoted, name in includes(path):
        if quoted:
            yield line, f'a public header writes <nextwork/...>, not "{name}"'
        elif not name.startswith("nextwork/") and name not in PUBLIC_STANDARD:
            yield line, f"a public header must not include <{name}>"


def check_example_file(path):
    for line, _, name in includes(path):
        if GLIB.match(name) or name.split("/")[0] in MAY_INCLUDE:
            yield line, f"an example shows the public headers, not {name}"


def violations(root):
    found = []

    def note(path, problems):
        found.extend(f"{path.relative_to(root)}:{line}: {text}" for line, text in problems)

    for path in sources(root / "libnextwork"):
        note(path, check_library_file(root, path))
        note(path, check_guard(root, path))
        if path.relative_to(root / "libnextwork").parts[0] == "match":
            note(path, check_glib_unseen(root, path))
    for path in sources(root / "include") + sorted((root / "include").rglob("*.h.in")):
        note(path, check_public_file(path))
    for path in sources(root / "examples"):
        note(path, check_example_file(path))
    return found


SELF_TEST = [
    # (file, its text, part of the complaint; None if it is right)
    ("libnextwork/cohort/a.c", '#include "base/a.h"\n#include "a.h"\n', None),
    ("libnextwork/api/a.c", '#include "plan/a.h"\n#include <nextwork/a.h>\n', None),
    ("libnextwork/fit/a.c", "#include <glib.h>\n", None),
    ("libnextwork/base/a.c", '#include "cohort/a.h"\n', "base/ must not include cohort/"),
    ("libnextwork/base/a.c", '#  include "../cohort/a.h"\n', "base/ must not include cohort/"),
    ("libnextwork/cohort/a.c", '#include "plan/a.h"\n', "cohort/ must not include plan/"),
    ("libnextwork/round/a.c", '#include "plan/a.h"\n', "round/ must not include plan/"),
    ("libnextwork/plan/a.c", '#include "api/a.h"\n', "plan/ must not include api/"),
    ("libnextwork/io/a.c", '#include "fit/a.h"\n', "io/ must not include fit/"),
    ("libnextwork/fit/a.c", '#include "match/a.h"\n', "fit/ must not include match/"),
    ("libnextwork/match/a.c", '#include "fit/a.h"\n', "match/ must not include fit/"),
    ("libnextwork/match/a.c", '#include "cohort/a.h"\n', "match/ must not include cohort/"),
    ("libnextwork/generate/a.c", '#include "io/a.h"\n', "generate/ must not include io/"),
    ("libnextwork/match/a.c", "#include <glib.h>\n", "must not see GLib"),
    ("libnextwork/match/a.c", '#include "base/glibby.h"\n', "must not see GLib"),
    ("libnextwork/match/a.c", "#include <nextwork/a.h>\n", "base/ and match/ only"),
    ("libnextwork/match/a.c", '#include "nowhere.h"\n', "names no file"),
    ("libnextwork/fit/kernel/b.h", "#ifndef NW_FIT_KERNEL_B_H\n#define NW_FIT_KERNEL_B_H\n", None),
    ("libnextwork/fit/kernel/b.h", "#ifndef NW_FIT_B_H\n#define NW_FIT_B_H\n", "the guard is"),
    ("libnextwork/other/a.c", "\n", "no layer"),
    ("include/nextwork/a.h", "#include <stdint.h>\n#include <nextwork/b.h>\n", None),
    ("include/nextwork/a.h", "#include <glib.h>\n", "must not include <glib.h>"),
    ("include/nextwork/a.h", '#include "b.h"\n', "writes <nextwork/...>"),
    ("include/nextwork/a.h.in", "#include <glib.h>\n", "must not include <glib.h>"),
    ("examples/c/a.c", '#include "cohort/a.h"\n', "shows the public headers"),
]


def self_test():
    wrong = 0
    for name, text, complaint in SELF_TEST:
        with tempfile.TemporaryDirectory() as scratch:
            root = Path(scratch)
            for layer in MAY_INCLUDE:
                (root / "libnextwork" / layer).mkdir(parents=True)
                (root / "libnextwork" / layer / "a.h").write_text("\n")
            (root / "libnextwork/base/glibby.h").write_text("#include <glib.h>\n")
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
            found = violations(root)
        right = not found if complaint is None else len(found) == 1 and complaint in found[0]
        if not right:
            wrong += 1
            print(f"{name} with {text!r}: expected {complaint!r}, found {found}")
    print(f"{len(SELF_TEST) - wrong} of {len(SELF_TEST)} as expected")
    return wrong > 0


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    if sys.argv[1] == "--self-test":
        sys.exit(self_test())
    root = Path(sys.argv[1])
    found = violations(root)
    for text in found:
        print(text)
    if not sources(root / "libnextwork"):
        sys.exit(f"{root} holds no sources of the library")
    sys.exit(len(found) > 0)


main()
