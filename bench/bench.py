"""./dev bench: measures Postamt against a peer in one run on this machine. bench/README.md says how to read it."""
from __future__ import annotations

import argparse
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from dovecot import Dovecot
from machine import limits
from postamt import Postamt
from result import Result
from rounds import Maker, Rounds
from table import markdown, table
from workloads import workloads

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "bench"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("names", nargs="*", help="workloads or beginnings of their names; all without")
    parser.add_argument("--peer", default="dovecot", help="dovecot, none, or previous:BINARY, another Postamt")
    parser.add_argument("--quick", action="store_true", help="one round, smaller mailboxes")
    parser.add_argument("--rounds", type=int, help="rounds of each workload; 3 without")
    parser.add_argument("--urgent", action="store_true", help="go before all other work of a busy machine")
    parser.add_argument("--full", action="store_true", help="also what takes very long: 1,000,000 messages")
    parser.add_argument("--compare", type=Path, help="earlier results to compare ours with")
    parser.add_argument("--show", type=Path, help="only print results kept earlier")
    parser.add_argument("--markdown", action="store_true", help="print the table for docs/performance.md")
    parser.add_argument("--list", action="store_true", help="only print the names of the workloads")
    parser.add_argument("--binary", type=Path, default=ROOT / "build/release/src/server/postamt")
    parser.add_argument("--generator", type=Path, default=ROOT / "build/release/bench/load/postamt_load")
    return parser.parse_args()


def peer_maker(word: str) -> Maker | None:
    if word == "none":
        return None
    if word == "dovecot":
        return lambda folder, workload: Dovecot(folder, workload.peer_settings)
    kind, _, binary = word.partition(":")
    if kind != "previous" or not Path(binary).is_file():
        sys.exit(f"--peer {word}: dovecot, none or previous:BINARY is expected")
    return lambda folder, workload: Postamt(folder, Path(binary).resolve(), "previous")


def about(options: argparse.Namespace) -> dict[str, str]:
    commit = subprocess.run(
        ["git", "log", "-1", "--format=%h %s"], cwd=ROOT, capture_output=True, text=True, check=False)
    out = {
        "when": time.strftime("%Y-%m-%d %H:%M:%S"),
        "commit": commit.stdout.strip(),
        "peer": options.peer,
        "system": f"{platform.system()} {platform.release()}",
        "open files": str(resource.getrlimit(resource.RLIMIT_NOFILE)[0]),
    }
    if options.peer == "dovecot":
        version = subprocess.run(["dovecot", "--version"], capture_output=True, text=True, check=False)
        out["peer"] = f"dovecot {version.stdout.strip()}"
    return out


def raise_descriptor_limit() -> None:
    """20,000 sessions need as many descriptors; a limit fixed from outside stays, and the result tells it."""
    wanted = 65536
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    for limit in (max(wanted, hard), hard):
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
            return
        except (ValueError, OSError):
            pass


def go_first() -> None:
    """Real-time scheduling for all that is started from here on: other work waits while we have something to do."""
    os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))


def chosen_workloads(options: argparse.Namespace) -> list[Any]:
    """Without names all but those that take very long; a name stands for itself or for all that begin so."""
    known = workloads(options.quick)
    if not options.names:
        return [workload for workload in known if options.full or not workload.needs_full]
    exact = {workload.name for workload in known} & set(options.names)
    beginnings = [name for name in options.names if name not in exact]
    return [
        workload for workload in known
        if workload.name in exact or any(map(workload.name.startswith, beginnings))]


def measure(options: argparse.Namespace) -> Result:
    chosen = chosen_workloads(options)
    if not chosen:
        sys.exit("no workload has that name; ./dev bench --list tells them")
    OUT.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="run-", dir=OUT))
    folder.chmod(0o755)  # the peer's processes have users of their own
    result = Result(about=about(options))
    file = OUT / time.strftime("results-%Y%m%d-%H%M%S.json")
    rounds = Rounds(
        options.generator, folder,
        lambda where, workload: Postamt(where, options.binary.resolve()), peer_maker(options.peer),
        options.rounds or (1 if options.quick else 3), options.full)
    try:
        result.machine = limits(folder)
        for workload in chosen:
            rounds.run(workload, result)
            result.save(file)
    finally:
        if result.failures:
            print(f"logs of what failed are below {folder.relative_to(ROOT)}", file=sys.stderr)
        else:
            shutil.rmtree(folder, ignore_errors=True)
    print(f"kept in {file.relative_to(ROOT)}", file=sys.stderr)
    return result


def main() -> int:
    options = arguments()
    if options.list:
        print("\n".join(workload.name for workload in workloads(False)))
        return 0
    raise_descriptor_limit()
    if options.urgent:
        go_first()
    earlier = Result.load(options.compare) if options.compare else None
    result = Result.load(options.show) if options.show else measure(options)
    print((markdown if options.markdown else table)(result, earlier))
    return 1 if result.failures else 0


if __name__ == "__main__":
    sys.exit(main())
