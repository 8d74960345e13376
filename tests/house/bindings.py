#!/usr/bin/env python3
"""Every exported function is bound for other languages, or left out for a reason. Needs no SWIG.

bindings.py ROOT          compare headers, nextwork.sym, nextwork.i and ignore.txt under ROOT
bindings.py --self-test   prove that every rule can fail
"""

import re
import sys
import tempfile
from pathlib import Path

COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
DECLARED = re.compile(r"\b(nextwork_\w+)\(([^()]*)\);")
NUMBERS = re.compile(r"\b(u?int(?:32|64)_t) \*(\w+)")


def without_comments(path):
    return COMMENT.sub("", path.read_text(encoding="utf-8"))


def violations(root):
    swig = root / "bindings/swig"
    interface = without_comments(swig / "nextwork.i")
    typemaps = interface + without_comments(swig / "python.i")
    exported = set((root / "libnextwork/nextwork.sym").read_text(encoding="utf-8").split())
    lines = (swig / "ignore.txt").read_text(encoding="utf-8").splitlines()
    reasons = {}
    for line in lines:
        if line and not line.startswith("#"):
            name, _, reason = line.partition(" ")
            reasons[name] = reason.strip()

    included = set(re.findall(r"%include <nextwork/(\w+)\.h>", interface))
    ignored = set(re.findall(r"%ignore (nextwork_\w+);", interface))
    destroyed = set(re.findall(r"^HANDLE\(\w+, nextwork_\w+, (nextwork_\w+)\)", interface, re.MULTILINE))

    bound = set(destroyed)
    headers = {path.name.split(".")[0] for path in (root / "include/nextwork").glob("*.h*")}
    for header in sorted(headers - included):
        yield f"nextwork.i does not say %include <nextwork/{header}.h>"
    for header in sorted(headers & included):
        path = next((root / "include/nextwork").glob(f"{header}.h*"))
        for name, parameters in DECLARED.findall(without_comments(path)):
            bound.add(name)
            if name in ignored or name in destroyed:
                continue
            for type_, parameter in NUMBERS.findall(parameters):
                if not re.search(rf"\b{type_} \*{parameter}\b", typemaps):
                    yield (
                        f"{name}: nextwork.i does not say what {type_} *{parameter} is: an output "
                        "goes into %apply, an array needs a typemap in python.i"
                    )
    for name in sorted(exported - bound):
        yield f"{name} is exported, and declared in no header that nextwork.i includes"
    for name in sorted(exported & ignored - set(reasons)):
        yield f"{name} is ignored in nextwork.i without a reason in ignore.txt"
    for name, reason in reasons.items():
        if not reason:
            yield f"ignore.txt gives no reason for {name}"
        if name not in exported:
            yield f"ignore.txt names {name}, which is not exported"
        elif name not in ignored:
            yield f"ignore.txt names {name}, which nextwork.i does not ignore"


RIGHT = {
    "include/nextwork/a.h": "int nextwork_a_count(int64_t *count); /* nextwork_a_no(int); */\n"
    "void nextwork_a_free(int);\nint nextwork_a_hook(void);\n",
    "libnextwork/nextwork.sym": "nextwork_a_count\nnextwork_a_free\nnextwork_a_hook\n",
    "bindings/swig/nextwork.i": "HANDLE(A, nextwork_a, nextwork_a_free)\n%ignore nextwork_a_hook;\n"
    "%apply int64_t *OUTPUT { int64_t *count };\n%include <nextwork/a.h>\n",
    "bindings/swig/python.i": "",
    "bindings/swig/ignore.txt": "# why\nnextwork_a_hook  because\n",
}

SELF_TEST = [
    # (file, what is replaced, by what, part of the complaint)
    ("libnextwork/nextwork.sym", "nextwork_a_count", "nextwork_a_new", "declared in no header"),
    ("bindings/swig/nextwork.i", "%include <nextwork/a.h>", "", "%include <nextwork/a.h>"),
    ("bindings/swig/nextwork.i", "int64_t *count", "int64_t *rows", "int64_t *count is"),
    ("bindings/swig/nextwork.i", "%ignore nextwork_a_hook;", "", "does not ignore"),
    ("bindings/swig/ignore.txt", "  because", "", "no reason"),
    ("bindings/swig/ignore.txt", "nextwork_a_hook  because", "", "without a reason"),
    ("bindings/swig/ignore.txt", "# why", "nextwork_gone  because", "not exported"),
]


def self_test():
    wrong = 0
    for name, old, new, complaint in [("", "", "", None), *SELF_TEST]:
        with tempfile.TemporaryDirectory() as scratch:
            root = Path(scratch)
            for place, text in RIGHT.items():
                (root / place).parent.mkdir(parents=True, exist_ok=True)
                (root / place).write_text(text.replace(old, new) if place == name else text)
            found = list(violations(root))
        if (found != []) if complaint is None else not any(complaint in text for text in found):
            wrong += 1
            print(f"{name} with {new!r} for {old!r}: expected {complaint!r}, found {found}")
    print(f"{len(SELF_TEST) + 1 - wrong} of {len(SELF_TEST) + 1} as expected")
    return wrong > 0


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    if sys.argv[1] == "--self-test":
        sys.exit(self_test())
    found = list(violations(Path(sys.argv[1])))
    for text in found:
        print(text)
    if found:
        sys.exit("CONTRIBUTING.md says how a function is bound.")


main()
