#!/usr/bin/env python3
"""Keeps the few inputs of a long run that show most of what it reached.

Usage: reduce_corpus.py BINARY KEPT LEARNT... [--files N] [--bytes N]

BINARY is a fuzz target of the fuzz preset. The files of KEPT (fuzz/<layer>/<stem>) that have names stay;
those called learnt-... are chosen anew from them and the LEARNT folders: small files first that add
features which no file before them had, until nothing is missing or a limit is reached.
"""
import argparse
import hashlib
import heapq
import pathlib
import subprocess
import sys
import tempfile
from collections.abc import Iterable

LARGEST_FILE = 4096
PREFIX = "learnt-"
FILE_COST = 400  # what a file costs besides its bytes, so that few are kept
Features = frozenset[int]


def features_of(binary: pathlib.Path, files: list[pathlib.Path]) -> dict[pathlib.Path, Features]:
    """What each file reaches, as libFuzzer notes it while it merges (its merge control file)."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for part in ("in", "out"):
            (root / part).mkdir()
        for number, file in enumerate(files):
            (root / "in" / f"{number:06}").write_bytes(file.read_bytes())
        control = root / "control"
        run = [str(binary), "-merge=1", f"-merge_control_file={control}", str(root / "out"), str(root / "in")]
        done = subprocess.run(run, cwd=folder, capture_output=True, check=False)
        if done.returncode != 0:
            sys.exit(f"{binary} cannot run its corpus:\n" + done.stderr.decode(errors="replace")[-2000:])
        return read_control(control.read_text(encoding="utf-8").splitlines(), files)


def read_control(lines: list[str], files: list[pathlib.Path]) -> dict[pathlib.Path, Features]:
    """The file names its inputs first, then for each of them a line "FT <input> <feature>..."."""
    count = int(lines[0])
    places = [int(pathlib.Path(name).name) for name in lines[2:2 + count]]
    found: dict[pathlib.Path, Features] = {}
    for line in lines[2 + count:]:
        kind, *numbers = line.split()
        if kind == "FT":
            found[files[places[int(numbers[0])]]] = frozenset(map(int, numbers[1:]))
    return found


def chosen(
    found: dict[pathlib.Path, Features], named: set[pathlib.Path], files: int, size: int
) -> list[pathlib.Path]:
    """Greedily: the file that adds most for its size, above what the named ones reach."""
    reached = set().union(*(found.get(file, frozenset()) for file in named))
    cost = {file: FILE_COST + file.stat().st_size for file in found}
    # What a file adds only becomes less, so one that is still the best when looked at again is the best.
    waiting = [(-len(features) / cost[file], file) for file, features in found.items() if file not in named]
    heapq.heapify(waiting)
    out: list[pathlib.Path] = []
    while waiting and len(out) < files:
        _, best = heapq.heappop(waiting)
        worth = -len(found[best] - reached) / cost[best]
        if worth == 0 or cost[best] - FILE_COST > size:
            continue
        if waiting and worth > waiting[0][0]:
            heapq.heappush(waiting, (worth, best))
            continue
        size -= cost[best] - FILE_COST
        out.append(best)
        reached |= found[best]
    return out


def reach(found: dict[pathlib.Path, Features], files: Iterable[pathlib.Path]) -> int:
    return len(frozenset().union(*(found.get(file, frozenset()) for file in files)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("kept", type=pathlib.Path)
    parser.add_argument("learnt", type=pathlib.Path, nargs="+")
    parser.add_argument("--files", type=int, default=48)
    parser.add_argument("--bytes", type=int, default=16_000)
    wanted = parser.parse_args()
    named = {file for file in wanted.kept.glob("*") if not file.name.startswith(PREFIX)}
    others = [file for folder in (wanted.kept, *wanted.learnt) for file in sorted(folder.glob("*"))
              if file not in named and file.stat().st_size <= LARGEST_FILE]
    found = features_of(wanted.binary.resolve(), sorted(named) + others)
    best = chosen(found, named, wanted.files, wanted.bytes)
    contents = [file.read_bytes() for file in best]
    for old in wanted.kept.glob(PREFIX + "*"):
        old.unlink()
    for content in contents:
        (wanted.kept / (PREFIX + hashlib.sha1(content).hexdigest()[:10])).write_bytes(content)
    print(f"{wanted.kept}: {len(named)} named, {len(contents)} learnt with {sum(map(len, contents))} bytes; "
          f"{reach(found, [*named, *best])} of {reach(found, found)} features")


if __name__ == "__main__":
    main()
