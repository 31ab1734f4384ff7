"""Concurrency: the tester `states` plays many sessions on the mailboxes of one account, run after run.

Each run has an account of its own. `--seconds` is for all runs together, `--sessions` a list of how many
sessions they have in turn, `--seed` the seed of the first (the next have the ones after it); with the seed
of a failure and its number of sessions every session makes the same choices again.

To show that the tester can fail, it is run again for each of its lies (`states_liar.h`): the sessions
mishear one thing that the service says, and the tester must find a difference. `--lies no` leaves it out,
`--lies NAME,NAME` tries these, `--lies 3` three that the seed chooses.
"""
import argparse
import os
import pathlib
import random
import re
import subprocess
import sys
import time

from service import PASSWORD, Service

#: Built beside the program.
TESTER = pathlib.Path(os.environ["POSTAMT"]).parents[2] / "tests" / "chaos" / "states"
#: A lie is found long before, if it is found at all.
LIE_SECONDS = 120
SETTINGS = {"limits.connections_per_account": 1000, "log.level": "warning"}


def run(service, number, sessions, seconds, seed):
    """One run; gives whether it was good."""
    done = subprocess.run(command(service, number, sessions, seconds, seed), check=False)
    return done.returncode == 0


def command(service, number, sessions, seconds, seed):
    words = [TESTER, "--password", PASSWORD, "--sessions", sessions, "--seconds", seconds, "--seed", seed]
    for name in ("user", "other"):
        words += ["--user", service.add_account(f"{name}{number}")]
    for name in ("imaps", "pop3s", "lmtp"):
        words += [f"--{name}", service.port(name)]
    return [str(word) for word in words]


def chosen(known, words, seed):
    """The lies to try: all, so many by the seed, or those named."""
    if words.isdigit():
        return random.Random(seed).sample(known, min(int(words), len(known)))
    return known if words == "all" else words.split(",")


def find_lies(service, names, seed):
    """Each lie must be found; gives how many are not."""
    missed = 0
    for number, lie in enumerate(names):
        words = command(service, f"-lie-{number}", 4, LIE_SECONDS, seed + number) + ["--lie", lie]
        done = subprocess.run(words, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        found = done.returncode == 1 and "FAILED: seed" in done.stdout
        why = re.findall(r"^(?:session \d+|judge): (.+)$", done.stdout, re.MULTILINE)
        print(f"{'found' if found else 'NOT FOUND'}: {lie}: {why[0][:100] if why else done.stdout[-300:]}", flush=True)
        missed += not found
    return missed


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=56)
    parser.add_argument("--sessions", default="2,8,20,50")
    parser.add_argument("--each", type=int, default=0, help="seconds of one run; 0: each number of sessions once")
    parser.add_argument("--seed", type=int, default=random.randrange(1, 10**9))
    parser.add_argument("--lies", default="all")
    options = parser.parse_args()
    sessions = [int(word) for word in options.sessions.split(",")]
    each = options.each or max(1, options.seconds // len(sessions))
    service = Service(SETTINGS)
    bad = 0
    try:
        service.start()
        begin, number = time.monotonic(), 0
        while number < len(sessions) or time.monotonic() - begin + each <= options.seconds:
            good = run(service, number, sessions[number % len(sessions)], each, options.seed + number)
            number += 1
            if not good:
                bad += 1
                print(service.log_tail(20))
                print(f"to try it again: ./dev chaos states --sessions {sessions[(number - 1) % len(sessions)]}"
                      f" --each {each} --seconds {each} --seed {options.seed + number - 1} --lies no", flush=True)
        if options.lies != "no":
            known = subprocess.run([TESTER, "--lies"], check=True, stdout=subprocess.PIPE, text=True).stdout.split()
            bad += find_lies(service, chosen(known, options.lies, options.seed), options.seed)
    finally:
        service.close()
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
