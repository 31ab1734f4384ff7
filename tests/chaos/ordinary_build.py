"""The means to break the program are in the builds that ask for them, and in no other.

Arguments: whether this build asks for them (1 or 0), its program, and programs of ordinary builds, of which
those that are there are looked at.
"""
import pathlib
import sys

MARKS = (b"POSTAMT_FAULT", b"commit.staged", b"FaultFileSystem")


def marks_in(program):
    content = pathlib.Path(program).read_bytes()
    return [mark for mark in MARKS if mark in content]


def main():
    wanted, program, *ordinary = sys.argv[1:]
    found = marks_in(program)
    if len(found) != (len(MARKS) if wanted == "1" else 0):
        raise SystemExit(f"{program} has {found}")
    for other in ordinary:
        if pathlib.Path(other).exists() and (found := marks_in(other)):
            raise SystemExit(f"{other} is an ordinary build and has {found}")


main()
