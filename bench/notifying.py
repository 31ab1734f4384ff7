"""Sessions that are told what happens in 1,000 mailboxes (NOTIFY): what each costs in memory."""
from __future__ import annotations

from dataclasses import dataclass

from accounts import Accounts
from load import Load, LoadFailed
from mail_session import MailSession
from workload import Aim, Sample

MAILBOXES = 1000
EVENTS = "(MessageNew MessageExpunge FlagChange)"
ADDRESS = Accounts(1).addresses()[0]


def _names() -> list[str]:
    return [f"Projects/{number}" for number in range(1, MAILBOXES + 1)]


@dataclass(frozen=True)
class Notifying:
    """So many sessions on one account, first without NOTIFY, then with it; the difference is its price."""

    name: str
    sessions: int
    peer_settings: str = ""
    needs_full: bool = False
    peer_needs_full: bool = False
    has_peer: bool = False
    most_rounds: int | None = 1

    def accounts(self, rounds: int) -> list[Accounts]:
        return [Accounts(1)]

    def prepare(self, load: Load) -> None:
        with MailSession(load.service, ADDRESS) as session:
            for name in _names():
                session.create(name)

    def measure(self, load: Load, number: int) -> list[Sample]:
        listed = f"(mailboxes ({' '.join(_names())}) {EVENTS})"
        return [
            *self._cost(load, "NOTIFY of the whole account", f"(personal {EVENTS})"),
            *self._cost(load, f"NOTIFY of {MAILBOXES:,} named", listed),
        ]

    def _cost(self, load: Load, row: str, wanted: str) -> list[Sample]:
        load.service.restart()
        tree = load.service.tree
        MailSession(load.service, ADDRESS).close()  # the account itself is not what is measured
        tree.settle()
        nothing = tree.memory()
        sessions = [MailSession(load.service, ADDRESS) for _ in range(self.sessions)]
        tree.settle()
        before = tree.memory()
        for session in sessions:
            session.notify(f"SET {wanted}")
        tree.settle()
        after = tree.memory()
        self._check(load, sessions)
        for session in sessions:
            session.close()
        return [
            Sample(f"{row}: memory of a session", (after - nothing) / self.sessions / 1024, "KB",
                   Aim(at_most=20) if "whole" in row else None, memory_bytes=after),
            Sample(f"{row}: of that for NOTIFY", (after - before) / self.sessions / 1024, "KB"),
        ]

    def _check(self, load: Load, sessions: list[MailSession]) -> None:
        """All must hear of mail in a mailbox that none of them has selected."""
        mailbox = _names()[-1]
        with MailSession(load.service, ADDRESS) as other:
            other.append(mailbox, b"Subject: news\r\n\r\nnews\r\n")
        deaf = sum(not session.hears_of(mailbox) for session in sessions)
        if deaf:
            raise LoadFailed(f"{load.service.name}: {deaf} sessions were not told of new mail")
