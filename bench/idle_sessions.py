"""Many TLS IMAP sessions in IDLE: what each costs in memory, and whether only the right ones wake."""
from __future__ import annotations

import json
import resource
import subprocess
import time
from dataclasses import dataclass

from accounts import Accounts
from load import Load, LoadFailed
from workload import Aim, Sample

USERS = 100
# Descriptors that a server and the generator need beside one for each session.
OTHERS = 800


@dataclass(frozen=True)
class IdleSessions:
    name: str
    sessions: int
    needs_full: bool = False
    peer_needs_full: bool = False
    has_peer: bool = True
    most_rounds: int | None = 1
    # The peer's own way to many idle sessions: their processes end, one process watches for them.
    peer_settings: str = "imap_hibernate_timeout = 2 s\n"

    def accounts(self, rounds: int) -> list[Accounts]:
        return [Accounts(USERS)]

    def prepare(self, load: Load) -> None:
        with _Idling(load, USERS):
            pass

    def measure(self, load: Load, number: int) -> list[Sample]:
        tree = load.service.tree
        tree.settle(20)
        before = tree.memory()
        sessions = self._possible()
        with _Idling(load, sessions) as idling:
            time.sleep(4)  # so that the peer's sessions hibernate
            tree.settle(60)
            after = tree.memory()
            woken = [idling.wake(user) for user in range(1, 6)]
        row = f"{sessions:,} idle TLS sessions"
        return [
            Sample(f"{row}: memory each", (after - before) / sessions / 1024, "KB", Aim(at_most=20),
                   memory_bytes=after),
            Sample(f"{row}: wake-up", sorted(woken)[len(woken) // 2], "ms"),
        ]

    def _possible(self) -> int:
        """As many as the limit of open files, which may be fixed from outside, lets be."""
        return min(self.sessions, resource.getrlimit(resource.RLIMIT_NOFILE)[0] - OTHERS)


class _Idling:
    """The generator while it holds sessions; talks to it line by line."""

    def __init__(self, load: Load, sessions: int) -> None:
        self._name = load.service.name
        words = load.words(f"idle-hold --users {USERS} --connections {sessions} ")
        self._process = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self._answer("ready")

    def __enter__(self) -> _Idling:
        return self

    def __exit__(self, *failure: object) -> None:
        if self._process.poll() is None:
            try:
                self._say("quit")
            except OSError:
                pass
        self._process.communicate(timeout=120)

    def wake(self, user: int) -> float:
        """Milliseconds until the last of the user's sessions has been told."""
        self._say(f"wake {user}")
        answer = self._answer("told")
        if answer["told"] == 0 or answer["others"] != 0:
            raise LoadFailed(
                f"{self._name}: idle-hold: {answer['told']} told, {answer['others']} others too")
        return float(answer["latency_ms"])

    def _say(self, line: str) -> None:
        assert self._process.stdin
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def _answer(self, key: str) -> dict:
        assert self._process.stdout and self._process.stderr
        line = self._process.stdout.readline()
        if not line:
            raise LoadFailed(f"{self._name}: idle-hold: {self._process.stderr.read().strip()}")
        answer = json.loads(line)
        if key not in answer:
            raise LoadFailed(f"{self._name}: idle-hold: {line.strip()}")
        return answer
