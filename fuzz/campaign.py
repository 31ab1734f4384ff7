#!/usr/bin/env python3
"""Runs every fuzz target for a while, one after another, and says what came of it.

Usage: campaign.py [TARGET...] [--seconds N] [--jobs N] [--keep]

From the root of the project, after `./dev build fuzz`. SECONDS are of the processor, so that a busy machine
does not shorten a run; the runs give way to all other work (nice 19). What is learnt stays in
build/fuzz/corpus/<target>, what was found in build/fuzz/found/<target>. With --keep the best of what was
learnt goes into fuzz/<layer>/<stem>. Prints the rows of the table in docs/fuzzing.md; exits 1 if something
was found.
"""
import argparse
import concurrent.futures
import os
import pathlib
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass

BUILD = pathlib.Path("build/fuzz")
LOOK_EVERY = 1.0  # seconds
ENVIRONMENT = {"ASAN_OPTIONS": "malloc_context_size=4:detect_stack_use_after_return=0"}


@dataclass(frozen=True)
class Target:
    binary: pathlib.Path

    @property
    def name(self) -> str:
        return self.binary.name

    @property
    def layer(self) -> str:
        """Of src/, or "session"."""
        return str(self.binary.parent.relative_to(BUILD)).partition("/")[2]

    @property
    def seeds(self) -> pathlib.Path:
        stem = self.name.removeprefix(self.layer.replace("/", "_") + "_")
        return pathlib.Path("fuzz") / self.layer / stem

    @property
    def dictionary(self) -> pathlib.Path | None:
        words = pathlib.Path("fuzz") / self.layer
        if self.layer == "session":
            words = pathlib.Path("fuzz") / self.name.split("_")[1] / "proto"
        return next(iter(sorted(words.glob("*.dict"))), None)


@dataclass
class Outcome:
    target: Target
    tries: int
    seconds: float
    features: int
    found: list[str]

    def row(self) -> str:
        rate = round(self.tries / self.seconds) if self.seconds else 0
        found = ", ".join(self.found) or "-"
        return f"| `{self.target.name}` | {self.tries:,} | {self.seconds:.0f} | {rate:,} | {self.features:,} | {found} |"


def targets(names: list[str]) -> list[Target]:
    found = {path.name: Target(path) for path in sorted(BUILD.rglob("*_fuzz")) if path.is_file()}
    unknown = [name for name in names if name not in found]
    if unknown or not found:
        sys.exit(f"there is no target {', '.join(unknown)}; ./dev fuzz lists them")
    return [found[name] for name in names or found]


def processor_seconds(pid: int) -> float:
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def fuzz(target: Target, seconds: float) -> Outcome:
    corpus, art, log = (BUILD / kind / target.name for kind in ("corpus", "found", "log"))
    for folder in (corpus, art, log.parent):
        folder.mkdir(parents=True, exist_ok=True)
    words = [f"-dict={target.dictionary}"] if target.dictionary else []
    run = [str(target.binary), "-timeout=60", "-report_slow_units=20", "-rss_limit_mb=2048", "-max_len=4096",
           "-reload=0", "-print_final_stats=1", f"-artifact_prefix={art}/", *words, str(corpus), str(target.seeds)]
    spent = 0.0
    with open(log, "wb") as out:
        with subprocess.Popen(run, stdout=out, stderr=out, env=os.environ | ENVIRONMENT,
                              preexec_fn=lambda: os.nice(19)) as process:
            while process.poll() is None:
                time.sleep(LOOK_EVERY)
                try:
                    spent = processor_seconds(process.pid)
                except (FileNotFoundError, IndexError):
                    break
                if spent >= seconds:
                    process.send_signal(signal.SIGINT)
                    process.wait()
    text = log.read_text(encoding="utf-8", errors="replace")
    tries = re.findall(r"number_of_executed_units: (\d+)", text)
    features = re.findall(r" ft: (\d+)", text)
    return Outcome(target, int(tries[-1]) if tries else 0, spent, int(features[-1]) if features else 0,
                   sorted(path.name for path in art.iterdir()))


def keep(target: Target) -> None:
    tool = pathlib.Path(__file__).with_name("reduce_corpus.py")
    subprocess.run([sys.executable, str(tool), str(target.binary), str(target.seeds),
                    str(BUILD / "corpus" / target.name)], check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--keep", action="store_true")
    wanted = parser.parse_args()
    anything = False
    with concurrent.futures.ThreadPoolExecutor(wanted.jobs) as pool:
        for outcome in pool.map(lambda target: fuzz(target, wanted.seconds), targets(wanted.targets)):
            print(outcome.row(), flush=True)
            anything = anything or bool(outcome.found)
            if wanted.keep and not outcome.found:
                keep(outcome.target)
    sys.exit(1 if anything else 0)


if __name__ == "__main__":
    main()
