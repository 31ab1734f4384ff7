"""Calls of the load generator, each with what it cost the server."""
from __future__ import annotations

import json
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path

from accounts import DOMAIN, PASSWORD
from process_tree import Usage
from service import Service


class LoadFailed(Exception):
    """A reply was wrong, or the generator gave up; the text is its line."""


@dataclass(frozen=True)
class Measured:
    """What the generator says and what the server has used meanwhile, put-off work included."""

    report: dict
    cpu_seconds: float
    written_bytes: int
    memory_bytes: int

    def steps(self) -> list[dict]:
        return self.report.get("steps") or [self.report]


class Load:
    def __init__(self, binary: Path, service: Service) -> None:
        self.binary = binary
        self.service = service

    def words(self, call: str, prefix: str = "q") -> list[str]:
        """The whole command line of `call`, such as "select --user 1".

        IMAP and POP3 always with TLS: Postamt takes no password without.
        """
        out = [str(self.binary), *shlex.split(call), "--host", "127.0.0.1", "--domain", DOMAIN,
               "--user-prefix", prefix, "--password", PASSWORD, "--tls"]
        for protocol, port in self.service.ports.items():
            out += [f"--{protocol}", str(port)]
        return out

    def run(self, call: str, prefix: str = "q") -> dict:
        """Makes load without measuring the server."""
        done = subprocess.run(
            self.words(call, prefix), capture_output=True, text=True, check=False, timeout=3600)
        if done.returncode != 0:
            lines = done.stderr.strip().splitlines() or [f"ended with {done.returncode}"]
            raise LoadFailed(f"{self.service.name}: {call}: {lines[-1]}")
        return json.loads(done.stdout)

    def measure(self, call: str, prefix: str = "q") -> Measured:
        tree = self.service.tree
        tree.settle()
        before = tree.usage()
        report = self.run(call, prefix)
        tree.settle()
        return _between(before, tree.usage(), report)


def _between(before: Usage, after: Usage, report: dict) -> Measured:
    return Measured(
        report,
        after.cpu_seconds - before.cpu_seconds,
        after.written_bytes - before.written_bytes,
        after.memory_bytes)
