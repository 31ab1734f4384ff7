#!/usr/bin/env python3
"""Checks that every #include in src/ keeps to the USES line of its folder.

Usage: layers.py PROJECT. A layer is the folder of a mail_layer() call. Includes within the own folder are
free; others must be named in USES, directly. Exits 1 and names file and line of each violation. It first
checks itself with a planted violation, so that it cannot pass by reading nothing.
"""
import pathlib
import re
import sys


def layers(src):
    """Folder -> set of folders named in USES."""
    uses = {}
    for cmake in sorted(src.rglob("CMakeLists.txt")):
        text = re.sub(r"#.*", "", cmake.read_text())
        for call in re.finditer(r"mail_layer\(\s*(\S+)(.*?)\)", text, re.S):
            found = re.search(r"USES\s+(.*?)(?=\b(?:SOURCES|HEADERS|LINKS|TESTS|FUZZ)\b|$)", call[2], re.S)
            uses[call[1]] = set(found[1].split()) if found else set()
    return uses


def layer_of(path, uses):
    """The longest layer that holds the path, or None."""
    folder = str(pathlib.PurePosixPath(path).parent)
    while folder not in ("", "."):
        if folder in uses:
            return folder
        folder = str(pathlib.PurePosixPath(folder).parent)
    return None


def violations(name, text, uses):
    own = layer_of(name, uses)
    for number, line in enumerate(text.splitlines(), 1):
        found = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
        if not found:
            continue
        target = layer_of(found[1], uses)
        if own is None:
            yield f"{name}:{number}: stands in no layer"
        elif target is None:
            yield f"{name}:{number}: {found[1]} is in no layer"
        elif target not in {own} | uses[own]:
            yield f"{name}:{number}: {own} may not use {found[1]}"


def main():
    src = pathlib.Path(sys.argv[1]) / "src"
    uses = layers(src)
    planted = list(violations("base/planted.cpp", '#include "server/server.h"', {"base": set(), "server": set()}))
    if len(planted) != 1:
        print("the planted violation was not found")
        return 1
    count = 0
    bad = []
    for file in sorted(p for p in src.rglob("*") if p.suffix in (".h", ".cpp")):
        count += 1
        bad += violations(str(file.relative_to(src)), file.read_text(), uses)
    for line in bad:
        print(line)
    print(f"{count} files in {len(uses)} layers, {len(bad)} violations")
    return 1 if bad or count == 0 else 0


sys.exit(main())
