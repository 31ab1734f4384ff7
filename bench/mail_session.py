"""An IMAP session that keeps a mailbox open while something else is measured."""
from __future__ import annotations

import imaplib
import ssl
from types import TracebackType

from accounts import PASSWORD
from service import Service


class MailSession:
    def __init__(self, service: Service, address: str, mailbox: str | None = None) -> None:
        tls = ssl.create_default_context()
        tls.check_hostname = False
        tls.verify_mode = ssl.CERT_NONE
        self._imap = imaplib.IMAP4_SSL("127.0.0.1", service.ports["imaps"], ssl_context=tls)
        self._imap.login(address, PASSWORD)
        if mailbox:
            self.select(mailbox)

    def select(self, mailbox: str) -> int:
        """How many messages there are."""
        status, found = self._imap.select(mailbox)
        self._expect_ok("SELECT", (status, found))
        return int(found[0])

    def create(self, mailbox: str) -> None:
        self._expect_ok("CREATE", self._imap.create(mailbox))

    def append(self, mailbox: str, message: bytes) -> None:
        self._expect_ok("APPEND", self._imap.append(mailbox, None, None, message))

    def notify(self, arguments: str) -> None:
        """NOTIFY (RFC 5465)."""
        self._expect_ok("NOTIFY", self._imap.xatom("NOTIFY", arguments))

    def hears_of(self, mailbox: str) -> bool:
        """Whether the server has told what became of a mailbox, until now."""
        self._imap.response("STATUS")
        self._expect_ok("NOOP", self._imap.noop())
        told = self._imap.response("STATUS")[1]
        return any(line and mailbox.encode() in line for line in told)

    @staticmethod
    def _expect_ok(command: str, answer: tuple) -> None:
        if answer[0] != "OK":
            raise imaplib.IMAP4.error(f"{command}: {answer[1]}")

    def close(self) -> None:
        self._imap.logout()

    def __enter__(self) -> MailSession:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
