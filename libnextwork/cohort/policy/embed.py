#!/usr/bin/env python3
"""Embeds the default policy in the library.

embed.py INPUT OUTPUT
"""

import sys
from pathlib import Path


def main():
    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    lines = [
        "/* Made by policy/embed.py from policy/default.ini. */",
        '#include "cohort/policy.h"',
        "",
        "static const char text[] =",
    ]
    for line in text.splitlines():
        escaped = line.replace("\\", "\\\\").replace('"', '\\"')
        lines.append(f'    "{escaped}\\n"')
    lines[-1] += ";"
    lines += ["", "const char *nw_policy_default_text(void)", "{", "    return text;", "}", ""]
    Path(sys.argv[2]).write_text("\n".join(lines), encoding="utf-8")


main()
