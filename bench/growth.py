"""Whether a mailbox stays as quick when it grows, and what a message costs in memory."""
from __future__ import annotations

from dataclasses import dataclass

from accounts import Accounts
from load import Load
from mail_session import MailSession
from workload import Aim, Sample

SMALLEST = 1000
# Independent of the size: a thousand times the messages may not cost half as much again.
INDEPENDENT = Aim(at_most=1.5)
# A mailbox that every account has.
EMPTY = "Sent"


@dataclass(frozen=True)
class Growth:
    """Mailboxes of 1,000 messages and ten times as many, up to `largest`, each in an account of its own."""

    name: str
    largest: int
    peer_settings: str = ""
    needs_full: bool = False
    peer_needs_full: bool = False
    has_peer: bool = False
    most_rounds: int | None = 1

    def accounts(self, rounds: int) -> list[Accounts]:
        return [Accounts(len(self._sizes()))]

    def prepare(self, load: Load) -> None:
        for user, size in self._sizes().items():
            load.run(f"deliver --user {user} --connections 16 --messages {size} --size 1024")

    def measure(self, load: Load, number: int) -> list[Sample]:
        out: list[Sample] = []
        for user, size in self._sizes().items():
            out += _speed(load, user, size)
        for which in ("SELECT", "delivery"):
            figures = [sample.value for sample in out if sample.row.startswith(which)]
            out.append(Sample(
                f"{which}, largest to smallest", figures[-1] / figures[0], "times", INDEPENDENT))
        for user, size in self._sizes().items():
            if size > SMALLEST:
                out.append(_memory(load, user, size))
        return out

    def _sizes(self) -> dict[int, int]:
        """User numbers to sizes."""
        sizes = {1: SMALLEST}
        while max(sizes.values()) * 10 <= self.largest:
            sizes[max(sizes) + 1] = max(sizes.values()) * 10
        return sizes


def _address(user: int) -> str:
    return Accounts(user).addresses()[-1]


def _speed(load: Load, user: int, size: int) -> list[Sample]:
    with MailSession(load.service, _address(user), "INBOX"):
        selected = load.measure(f"select --user {user} --repeat 50")
        delivered = load.measure(f"deliver --user {user} --connections 1 --messages 200 --size 1024")
    report = delivered.report
    return [
        Sample(f"SELECT of {size:,}, open", selected.report["latency_ms"]["p50"], "ms",
               cpu_ms=selected.cpu_seconds * 1000 / selected.report["operations"],
               memory_bytes=selected.memory_bytes),
        Sample(f"delivery to {size:,}, open", report["seconds"] * 1000 / report["operations"], "ms",
               cpu_ms=delivered.cpu_seconds * 1000 / report["operations"],
               written=delivered.written_bytes / report["operations"],
               memory_bytes=delivered.memory_bytes),
    ]


def _memory(load: Load, user: int, size: int) -> Sample:
    """What opening the mailbox adds to a server that has just begun; ten sessions share it."""
    load.service.restart()
    tree = load.service.tree
    sessions = [MailSession(load.service, _address(user), EMPTY) for _ in range(10)]
    tree.settle()
    before = tree.memory()
    messages = max([session.select("INBOX") for session in sessions])
    tree.settle()
    after = tree.memory()
    for session in sessions:
        session.close()
    return Sample(
        f"memory a message, {size:,}, 10 sessions", (after - before) / messages, "bytes", Aim(at_most=40),
        memory_bytes=after)
