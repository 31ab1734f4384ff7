"""A mail server under measurement: its own folder, loopback ports, ended by its pid."""
from __future__ import annotations

import abc
import os
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from accounts import Accounts
from process_tree import ProcessTree

PROTOCOLS = ("lmtp", "imap", "imaps", "pop", "pops")


class ServiceFailed(Exception):
    """The server did not start or did not end; the text says where its log is."""


@dataclass(frozen=True)
class Lifetime:
    """What a server has used from its start to its end."""

    cpu_seconds: float
    written_bytes: int


def free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


class Service(abc.ABC):
    """`prepare`, `start`, any number of `restart`, `stop`."""

    name: str

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ports = dict(zip(PROTOCOLS, free_ports(len(PROTOCOLS))))
        self.log = folder / "log"
        self._process: subprocess.Popen | None = None

    @abc.abstractmethod
    def prepare(self, accounts: list[Accounts]) -> None:
        """Writes the configuration and makes the accounts."""

    @abc.abstractmethod
    def _command(self) -> list[str]:
        """The server in the foreground."""

    @property
    @abc.abstractmethod
    def data(self) -> Path:
        """Where the mail is."""

    @property
    def tree(self) -> ProcessTree:
        assert self._process
        return ProcessTree(self._process.pid)

    def start(self) -> None:
        with open(self.log, "ab") as log:
            self._process = subprocess.Popen(
                self._command(), stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        deadline = time.monotonic() + 30
        while not all(map(_accepts, self.ports.values())):
            if self._process.poll() is not None:
                raise ServiceFailed(f"{self.name} has ended; see {self.log}")
            if time.monotonic() > deadline:
                raise ServiceFailed(f"{self.name} does not listen; see {self.log}")
            time.sleep(0.05)

    def stop(self) -> Lifetime:
        """Ends it in order and says what it has used in all."""
        process = self._process
        if process is None:
            return Lifetime(0, 0)
        self._process = None
        process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + 60
        while True:
            pid, status, used = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() > deadline:
                process.kill()
                deadline += 60
            time.sleep(0.02)
        process.returncode = os.waitstatus_to_exitcode(status)
        return Lifetime(used.ru_utime + used.ru_stime, used.ru_oublock * 512)

    def restart(self) -> None:
        self.stop()
        self.start()


def _accepts(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
