#!/usr/bin/env python3
"""Checks that every #include in src/ keeps to the USES line of its folder.

Usage: layers.py PROJECT. A layer is the folder of a mail_layer() call. Includes within the own folder are
free; others must be named in USES, directly, or for tests (*_test.cpp, *_fuzz.cpp, test_*.h) in TEST_USES; another
folder's test_*.h is for tests only. Exits 1 and names file and line of each violation. It first
checks itself with planted violations, so that it cannot pass by reading nothing.
"""
import pathlib
import re
import sys


def names_after(word, call):
    end = r"(?=\b(?:SOURCES|HEADERS|USES|LINKS|TESTS|TEST_USES|FUZZ)\b|$)"
    found = re.search(rf"\b{word}\s+(.*?){end}", call, re.S)
    return set(found[1].split()) if found else set()


def layers(src):
    """Folder -> the folders named in USES, and those that its tests may use besides."""
    uses, tests = {}, {}
    for cmake in sorted(src.rglob("CMakeLists.txt")):
        text = re.sub(r"#.*", "", cmake.read_text())
        for call in re.finditer(r"mail_layer\(\s*(\S+)(.*?)\)", text, re.S):
            uses[call[1]] = names_after("USES", call[2])
            tests[call[1]] = names_after("TEST_USES", call[2])
    return uses, tests


def is_test(name):
    name = name.rsplit("/", 1)[-1]
    return name.endswith(("_test.cpp", "_fuzz.cpp")) or name.startswith("test_")


def layer_of(path, uses):
    """The longest layer that holds the path, or None."""
    folder = str(pathlib.PurePosixPath(path).parent)
    while folder not in ("", "."):
        if folder in uses:
            return folder
        folder = str(pathlib.PurePosixPath(folder).parent)
    return None


def violations(name, text, uses, tests):
    own = layer_of(name, uses)
    allowed = {own} | uses.get(own, set()) | (tests.get(own, set()) if is_test(name) else set())
    for number, line in enumerate(text.splitlines(), 1):
        found = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
        if not found:
            continue
        target = layer_of(found[1], uses)
        if own is None:
            yield f"{name}:{number}: stands in no layer"
        elif target is None:
            yield f"{name}:{number}: {found[1]} is in no layer"
        elif target not in allowed:
            yield f"{name}:{number}: {own} may not use {found[1]}"
        elif is_test(found[1]) and not is_test(name):
            yield f"{name}:{number}: {found[1]} is for tests only"


def self_check():
    """How many of five planted includes are found; the right answer is three."""
    uses = {"base": set(), "server": set()}
    tests = {"base": {"server"}, "server": set()}
    planted = [("base/planted.cpp", "server/server.h"), ("base/planted_test.cpp", "server/server.h"),
               ("base/planted.cpp", "base/test_base.h"), ("base/planted_fuzz.cpp", "base/test_base.h"),
               ("server/planted_test.cpp", "base/base.h")]
    return sum(len(list(violations(name, f'#include "{target}"', uses, tests))) for name, target in planted)


def main():
    src = pathlib.Path(sys.argv[1]) / "src"
    uses, tests = layers(src)
    if self_check() != 3:
        print("the planted violations were not found")
        return 1
    count = 0
    bad = []
    for file in sorted(p for p in src.rglob("*") if p.suffix in (".h", ".cpp")):
        count += 1
        bad += violations(str(file.relative_to(src)), file.read_text(), uses, tests)
    for line in bad:
        print(line)
    print(f"{count} files in {len(uses)} layers, {len(bad)} violations")
    return 1 if bad or count == 0 else 0


sys.exit(main())
