"""Postamt under measurement, this build or another binary."""
from __future__ import annotations

import subprocess
from pathlib import Path

from accounts import DOMAIN, PASSWORD, Accounts
from service import Service, ServiceFailed

# No limit may stand in the way; everything else is as it comes.
SETTINGS = """\
[server]
hostname = "localhost"
listen = ["127.0.0.1"]
[lmtp]
listen = ["127.0.0.1"]
port = {lmtp}
socket = ""
[imap]
port = {imap}
[imaps]
port = {imaps}
[pop3]
port = {pop}
[pop3s]
port = {pops}
[smtp]
port = 0
[submission]
port = 0
[submissions]
port = 0
[limits]
connections = 1000000
connections_per_address = 1000000
connections_per_account = 1000000
"""


class Postamt(Service):
    def __init__(self, folder: Path, binary: Path, name: str = "postamt") -> None:
        super().__init__(folder)
        self.binary = binary
        self.name = name
        self._home = folder / "service"

    @property
    def data(self) -> Path:
        return self._home / "data"

    def prepare(self, accounts: list[Accounts]) -> None:
        self.folder.mkdir(parents=True)
        self._run("init", str(self._home), "--domain", DOMAIN)
        (self._home / "postamt.toml").write_text(SETTINGS.format(**self.ports))
        rows = self.folder / "accounts.csv"
        rows.write_text("".join(
            f"{address},{PASSWORD}\n" for some in accounts for address in some.addresses()))
        self._run("account", "import", str(self._home), str(rows))

    def _command(self) -> list[str]:
        return [str(self.binary), "serve", str(self._home)]

    def _run(self, *words: str) -> None:
        done = subprocess.run([self.binary, *words], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise ServiceFailed(f"{self.name} {words[0]}: {done.stderr.strip()}")
