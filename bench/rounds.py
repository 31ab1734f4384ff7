"""Runs a workload on both servers in turn."""
from __future__ import annotations

import imaplib
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from load import Load, LoadFailed
from mail_session import MailSession
from result import Result
from service import Service, ServiceFailed

FAILURES = (LoadFailed, ServiceFailed, subprocess.SubprocessError, OSError, imaplib.IMAP4.error)

#: Makes a server in a folder, for a workload.
Maker = Callable[[Path, Any], Service]


@dataclass
class Rounds:
    """A B A B: what disturbs the machine for a while disturbs both."""

    generator: Path
    folder: Path
    ours: Maker
    peer: Maker | None
    rounds: int
    full: bool

    def run(self, workload: Any, result: Result) -> None:
        """A server that fails is left out of the rest of the workload; the result says so."""
        rounds = min(self.rounds, workload.most_rounds or self.rounds)
        makers = [self.ours]
        if self.peer and workload.has_peer and (self.full or not workload.peer_needs_full):
            makers.append(self.peer)
        services: dict[Service, bool] = {}
        try:
            for maker in makers:
                service = maker(self.folder / f"{workload.name}-{len(services)}", workload)
                services[service] = self._try(result, workload, lambda: self._begin(service, workload, rounds))
            for number in range(rounds):
                for service, works in services.items():
                    if works:
                        services[service] = self._try(
                            result, workload,
                            lambda: self._round(result, service, workload, number, service.name))
        finally:
            for service, works in services.items():
                service.stop()
                if works:  # otherwise its log is wanted
                    shutil.rmtree(service.folder, ignore_errors=True)

    def _begin(self, service: Service, workload: Any, rounds: int) -> None:
        _tell(f"{workload.name}: preparing {service.name}")
        accounts = workload.accounts(rounds)
        service.prepare(accounts)
        service.start()
        # Where the first login of an account costs a slow hash, that is not what is measured.
        for address in (address for some in accounts for address in some.addresses()):
            MailSession(service, address).close()
        workload.prepare(Load(self.generator, service))

    def _round(self, result: Result, service: Service, workload: Any, number: int, name: str) -> None:
        _tell(f"{workload.name}: round {number + 1}, {name}")
        is_ours = service.folder.name.endswith("-0")
        for sample in workload.measure(Load(self.generator, service), number):
            result.add(workload.name, sample, is_ours)

    @staticmethod
    def _try(result: Result, workload: Any, action: Callable[[], None]) -> bool:
        try:
            action()
        except FAILURES as failure:
            _tell(f"{workload.name}: FAILED: {failure}")
            result.failures.append(f"{workload.name}: {failure}")
            return False
        return True


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
