"""What a server costs: processor time, memory and bytes written, over all its processes."""
from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Usage:
    """What a process tree has used since it began, and the memory it has now."""

    cpu_seconds: float
    written_bytes: int
    memory_bytes: int


class ProcessTree:
    """A process and its descendants.

    Those that have ended are counted too: the kernel adds their times and bytes to whoever waited for them.
    """

    def __init__(self, root: int) -> None:
        self.root = root

    def usage(self) -> Usage:
        pids = self._pids()
        return Usage(self._cpu(pids), sum(map(_written, pids)), sum(map(_memory, pids)))

    def memory(self) -> int:
        """Bytes, pages that several processes share counted once (PSS)."""
        return sum(map(_memory, self._pids()))

    def processes(self) -> int:
        return len(self._pids())

    def settle(self, longest: float = 5.0) -> bool:
        """Waits until the tree does next to nothing, so that work put off is not missed. True if it came to rest."""
        end = time.monotonic() + longest
        quiet = 0
        before = self._cpu(self._pids())
        while time.monotonic() < end:
            time.sleep(0.1)
            now = self._cpu(self._pids())
            quiet = quiet + 1 if now - before <= 0.011 else 0
            before = now
            if quiet == 3:
                return True
        return False

    def _pids(self) -> list[int]:
        children: dict[int, list[int]] = {}
        for entry in os.listdir("/proc"):
            if entry.isdigit() and (fields := _stat(int(entry))):
                children.setdefault(int(fields[1]), []).append(int(entry))
        found = [self.root]
        for pid in found:  # grows while it is walked
            found.extend(children.get(pid, ()))
        return found

    @staticmethod
    def _cpu(pids: list[int]) -> float:
        # utime, stime, and those of the children waited for
        return sum(sum(map(int, fields[11:15])) for pid in pids if (fields := _stat(pid))) / TICKS


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat behind the name: state, parent, ...; empty if it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _number(path: str, key: str) -> int:
    try:
        for line in Path(path).read_text().splitlines():
            if line.startswith(key):
                return int(line.split()[1])
    except OSError:
        pass  # it has just ended
    return 0


def _written(pid: int) -> int:
    return _number(f"/proc/{pid}/io", "write_bytes:")


def _memory(pid: int) -> int:
    return _number(f"/proc/{pid}/smaps_rollup", "Pss:") * 1024
