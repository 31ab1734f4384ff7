"""Bytes written to disk, and bytes kept there, for each byte of mail."""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from accounts import Accounts
from load import Load
from workload import Aim, Sample

USERS = 60


@dataclass(frozen=True)
class DiskUse:
    """Delivers, waits until the server rests, ends it: all it has written in that life counts."""

    name: str
    messages: int
    peer_settings: str = ""
    needs_full: bool = False
    peer_needs_full: bool = False
    has_peer: bool = True
    most_rounds: int | None = None

    def accounts(self, rounds: int) -> list[Accounts]:
        return [Accounts(USERS)]

    def prepare(self, load: Load) -> None:
        pass

    def measure(self, load: Load, number: int) -> list[Sample]:
        service = load.service
        service.restart()
        service.tree.settle()
        before = _kept(service.data)
        report = load.run(
            f"deliver --users {USERS} --connections 16 --messages {self.messages} --size 10240")
        service.tree.settle(30)
        written = service.stop().written_bytes
        kept = _kept(service.data) - before
        service.start()
        mail = report["bytes"]
        return [
            Sample("bytes written per byte of mail", written / mail, "bytes", Aim(at_most=2.5)),
            Sample("bytes on disk per byte of mail", kept / mail, "bytes"),
        ]


def _kept(folder: Path) -> int:
    """What the files take on the disk."""
    return sum(file.stat().st_blocks * 512 for file in folder.rglob("*") if file.is_file())
