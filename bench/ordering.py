"""Sorting and threading by themselves: the program postamt_order, which needs no server."""
from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass

from accounts import Accounts
from load import Load, LoadFailed
from workload import Aim, Sample

#: CPU milliseconds, by number of messages
AIMS = {10_000: 10, 100_000: 150}


@dataclass(frozen=True)
class Ordering:
    """Rows of CPU time for each way to order 10,000 and 100,000 messages."""

    name: str                           # sort or thread
    has_peer: bool = False
    needs_full: bool = False
    peer_needs_full: bool = False
    most_rounds: int | None = None
    peer_settings: str = ""

    def accounts(self, rounds: int) -> list[Accounts]:
        return [Accounts(1, "q")]

    def prepare(self, load: Load) -> None:
        pass

    def measure(self, load: Load, number: int) -> list[Sample]:
        binary = load.binary.parents[1] / "order" / "postamt_order"
        out = []
        for messages, most in AIMS.items():
            done = subprocess.run(
                [binary, self.name, str(messages)], capture_output=True, text=True, check=False, timeout=600)
            if done.returncode != 0:
                raise LoadFailed(f"{binary.name} {self.name} {messages} ended with {done.returncode}")
            for row in json.loads(done.stdout)["rows"]:
                is_aimed = row["name"].startswith(self.name.upper())
                out.append(Sample(
                    f"{row['name']}, {messages:,}: CPU", row["cpu_ms"], "ms",
                    Aim(at_most=most) if is_aimed else None))
        return out
