#!/usr/bin/env python3
"""Checks the dictionaries of the fuzz targets.

Usage: dictionary_check.py PROJECT. Every entry must be one that libFuzzer reads, and the dictionary of IMAP
must have every command and capability of the tables. Exits 1 and names what is wrong.
"""
import pathlib
import re
import sys

ENTRY = re.compile(r'"((?:[^"\\]|\\\\|\\"|\\x[0-9a-fA-F]{2})+)"')


def entries(path):
    """The entries of a dictionary; a line that is none raises ValueError."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        found = ENTRY.fullmatch(line)
        if not found:
            raise ValueError(f"{path}:{number}: no entry of a dictionary: {line}")
        yield found[1]


def words_of_tables(project):
    for name, kind in (("command_table", "Command"), ("capability_table", "Capability")):
        text = (project / "src/imap" / f"{name}.cpp").read_text(encoding="utf-8")
        words = re.findall(rf'{kind}\{{"([^"]+)"', text)
        if not words:
            raise ValueError(f"{name}.cpp: no table was found")
        yield from words


def main(project):
    dictionaries = {path: set(entries(path)) for path in sorted((project / "fuzz").rglob("*.dict"))}
    if len(dictionaries) < 5:
        raise ValueError("the dictionaries are not there")
    imap = dictionaries[project / "fuzz/imap/proto/imap.dict"]
    missing = sorted(set(words_of_tables(project)) - imap)
    if missing:
        raise ValueError("imap.dict lacks " + ", ".join(missing))


if __name__ == "__main__":
    try:
        main(pathlib.Path(sys.argv[1]))
    except ValueError as error:
        sys.exit(str(error))
