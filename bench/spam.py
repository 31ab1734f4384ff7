"""./dev bench spam [DIR]: how well the spam filter tells mails apart, beside bogofilter in the same run.

DIR holds two archives of mails, *ham*.tar.zst and *spam*.tar.zst, or two folders ham and spam. The file names are
the order of one stream: each mail is judged, then learnt. docs/spam.md says how to read the table. Nothing of the
mails leaves the temporary folder into which they are unpacked.
"""
from __future__ import annotations

import argparse
import bisect
import resource
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
JUNK = 3.0  # log-odds, as src/spam/model.h has it
SEEDS = (1, 2, 3, 4, 5)  # of which errors are told, where not all are


@dataclass
class Mail:
    is_spam: bool
    score: float
    is_junk: bool


@dataclass
class Run:
    mails: list[Mail]
    figures: dict[str, float] = field(default_factory=dict)


def area(mails: list[Mail]) -> float:
    """1-AUC: how often a ham scores above a spam; a tie is half."""
    ham = sorted(m.score for m in mails if not m.is_spam)
    spam = [m.score for m in mails if m.is_spam]
    above = sum(len(ham) - (bisect.bisect_left(ham, s) + bisect.bisect_right(ham, s)) / 2 for s in spam)
    return above / (len(ham) * len(spam))


def missed(mails: list[Mail], lost: float) -> float:
    """The share of spam that is missed at the threshold at which this share of ham is lost."""
    ham = sorted((m.score for m in mails if not m.is_spam), reverse=True)
    threshold = ham[min(int(lost * len(ham)), len(ham) - 1)]
    spam = [m.score for m in mails if m.is_spam]
    return sum(s <= threshold for s in spam) / len(spam)


def measures(mails: list[Mail]) -> dict[str, float]:
    """In per cent, but for the number of errors among the first 200."""
    ham = [m for m in mails if not m.is_spam]
    spam = [m for m in mails if m.is_spam]
    return {
        "1-AUC": 100 * area(mails),
        "miss@1%": 100 * missed(mails, 0.01),
        "miss@0.1%": 100 * missed(mails, 0.001),
        "FP": 100 * sum(m.is_junk for m in ham) / len(ham),
        "FN": 100 * sum(not m.is_junk for m in spam) / len(spam),
        "first 200": sum(m.is_junk != m.is_spam for m in mails[:200]),
    }


def unpack(source: Path, target: Path) -> int:
    """Puts all mails into one folder as NAME.ham.eml and NAME.spam.eml."""
    count = 0
    for label in ("ham", "spam"):
        folder = target / label
        archives = sorted(source.glob(f"*{label}*.tar.zst"))
        if archives:
            folder.mkdir()
            for archive in archives:
                subprocess.run(["tar", "--zstd", "-xf", archive.resolve(), "-C", folder], check=True)
        elif (source / label).is_dir():
            folder = source / label
        else:
            sys.exit(f"{source}: no *{label}*.tar.zst and no folder {label}")
        for mail in sorted(p for p in folder.rglob("*") if p.is_file()):
            shutil.copyfile(mail, target / f"{mail.stem}.{label}.eml")
            count += 1
    return count


def read(output: str) -> Run:
    """What postamt_spam prints."""
    *lines, last = output.splitlines()
    mails = []
    for line in lines:
        label, score = line.split()
        mails.append(Mail(label == "spam", float(score), float(score) >= JUNK))
    return Run(mails, {name: float(value) for name, value in (word.split("=") for word in last.split()[1:])})


def ours(binary: Path, folder: Path, percent: int, seed: int) -> Run:
    done = subprocess.run([binary, "stream", folder, str(percent), str(seed)], check=True, capture_output=True, text=True)
    return read(done.stdout)


def processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1e3 * (used.ru_utime + used.ru_stime)


def bogofilter(folder: Path, home: Path) -> Run:
    """Each mail judged with bogofilter's defaults, then learnt. It starts anew for each, as it does in use."""
    run = Run([])
    judging = learning = 0.0
    for mail in sorted(folder.glob("*.eml")):
        is_spam = mail.name.endswith(".spam.eml")
        content = mail.read_bytes()
        before = processor()
        done = subprocess.run(["bogofilter", "-d", home, "-T"], input=content, capture_output=True, check=False)
        judging += processor() - before
        # "S 0.999999", or "U" and "H"; nothing while it has no word list
        words = done.stdout.decode().split()
        score = float(words[1]) if len(words) > 1 else 0.5
        run.mails.append(Mail(is_spam, score, done.returncode == 0))
        before = processor()
        subprocess.run(["bogofilter", "-d", home, "-s" if is_spam else "-n"], input=content, check=True)
        learning += processor() - before
    run.figures = {
        "judge_ms": judging / len(run.mails),
        "learn_ms": learning / len(run.mails),
        "bytes": sum(p.stat().st_size for p in home.iterdir()),
    }
    return run


def row(name: str, values: dict[str, float]) -> str:
    return (f"| {name} | {values['1-AUC']:.3f} | {values['miss@1%']:.2f} | {values['miss@0.1%']:.2f} | {values['FP']:.2f} "
            f"| {values['FN']:.2f} | {values['first 200']:.0f} |")


def mean(several: list[dict[str, float]]) -> dict[str, float]:
    return {name: sum(one[name] for one in several) / len(several) for name in several[0]}


def default_folder() -> Path | None:
    beside = ROOT.parent / "shared" / "corpus" / "spam"
    return beside if beside.is_dir() else None


def main() -> None:
    parser = argparse.ArgumentParser(prog="./dev bench spam", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=default_folder(), metavar="DIR")
    parser.add_argument("--peer", choices=("bogofilter", "none"), default="bogofilter")
    parser.add_argument("--binary", type=Path, default=ROOT / "build/release/bench/spam/postamt_spam")
    options = parser.parse_args()
    if options.folder is None:
        sys.exit("./dev bench spam DIR: where are the mails? (docs/spam.md)")
    with tempfile.TemporaryDirectory(prefix="postamt-spam-") as name:
        folder = Path(name) / "mails"
        folder.mkdir()
        count = unpack(options.folder, folder)
        full = ours(options.binary, folder, 100, 1)
        spam = sum(m.is_spam for m in full.mails)
        print(f"{count} mails, {100 * spam / len(full.mails):.1f} % spam. All in per cent, but for the last column.\n", flush=True)
        print("| what | 1-AUC | missed at 1 % lost | at 0.1 % | FP | FN | errors in the first 200 |\n|---|---|---|---|---|---|---|")
        print(row("Postamt, every mail told", measures(full.mails)))
        half = len(full.mails) // 2
        print(row("the same, earlier half", measures(full.mails[:half])))
        print(row("the same, later half", measures(full.mails[half:])))
        for percent in (70, 30):
            runs = [measures(ours(options.binary, folder, percent, seed).mails) for seed in SEEDS]
            print(row(f"Postamt, {percent} % of errors told", mean(runs)), flush=True)
        if options.peer == "bogofilter":
            home = Path(name) / "bogofilter"
            home.mkdir()
            peer = bogofilter(folder, home)
            print(row("bogofilter, every mail told", measures(peer.mails)))
        print("\n| cost of a mail | features | judge | learn | kept |\n|---|---|---|---|---|")
        f = full.figures
        print(f"| Postamt, ms of the processor | {f['features_ms']:.3f} | {f['score_ms']:.3f} | {f['learn_ms']:.3f} "
              f"| {f['service_bytes'] / 1e6:.1f} MB, and {f['user_bytes'] / 1e3:.0f} KB of the user |")
        if options.peer == "bogofilter":
            b = peer.figures
            print(f"| bogofilter, a process each | in judge | {b['judge_ms']:.3f} | {b['learn_ms']:.3f} | {b['bytes'] / 1e6:.1f} MB |")
        print("\n| hostile mail of 1 MB | ms of the processor |\n|---|---|")
        done = subprocess.run([options.binary, "hostile", "1"], check=True, capture_output=True, text=True)
        for line in done.stdout.splitlines():
            kind, cost, _ = line.split()
            print(f"| {kind} | {cost} |")


if __name__ == "__main__":
    main()
