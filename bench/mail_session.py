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
        if status != "OK":
            raise imaplib.IMAP4.error(f"SELECT: {found}")
        return int(found[0])

    def close(self) -> None:
        self._imap.logout()

    def __enter__(self) -> MailSession:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
