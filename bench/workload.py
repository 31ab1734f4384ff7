"""What a workload is: a name, mail to begin with, calls of the load generator, and what is aimed at."""
from __future__ import annotations

from dataclasses import dataclass

from accounts import Accounts
from load import Load, Measured

RATE, TIME, P50, P99 = "rate", "time", "p50", "p99"


@dataclass(frozen=True)
class Aim:
    """What a row shall reach: a ratio to the peer, figures of our own, or both."""

    times: float | None = None      # so many times better than the peer
    at_most: float | None = None    # in the unit of the row
    cpu_ms: float | None = None     # server CPU each

    def text(self, unit: str) -> str:
        parts = []
        if self.times is not None:
            parts.append("not slower" if self.times == 1 else f">= {self.times:g}x")
        if self.at_most is not None:
            parts.append(f"<= {self.at_most:g} {unit}")
        if self.cpu_ms is not None:
            parts.append(f"<= {self.cpu_ms:g} ms CPU")
        return ", ".join(parts)

    def met(self, value: float, ratio: float | None, cpu_ms: float | None) -> bool | None:
        """None: it cannot be told, for want of a peer."""
        said = []
        if self.times is not None:
            if ratio is None:
                return None
            # "not slower" bears the noise of a measurement
            said.append(ratio >= (0.95 if self.times == 1 else self.times))
        if self.at_most is not None:
            said.append(value <= self.at_most)
        if self.cpu_ms is not None:
            said.append(cpu_ms is not None and cpu_ms <= self.cpu_ms)
        return all(said) if said else None


@dataclass(frozen=True)
class Sample:
    """One row in one round on one server."""

    row: str
    value: float
    unit: str               # "/s": more is better; anything else: less is better
    aim: Aim | None = None
    cpu_ms: float | None = None         # server CPU for each operation
    written: float | None = None        # bytes the server wrote for each operation
    memory_bytes: int | None = None


@dataclass(frozen=True)
class Shown:
    """Which figure of a step becomes a row."""

    kind: str = RATE
    aim: Aim | None = None
    suffix: str = ""


@dataclass(frozen=True)
class Step:
    row: str
    call: str                           # {account} is the number of the round's account
    shown: tuple[Shown, ...] = (Shown(),)

    def samples(self, measured: Measured) -> list[Sample]:
        out = []
        operations = sum(step["operations"] for step in measured.steps()) or 1
        for step in measured.steps():
            for shown in self.shown:
                value, unit = _figure(step, shown.kind)
                name = " ".join(filter(None, (self.row, step.get("name"), shown.suffix)))
                out.append(Sample(
                    name, value, unit, shown.aim,
                    cpu_ms=measured.cpu_seconds * 1000 / operations,
                    written=measured.written_bytes / operations,
                    memory_bytes=measured.memory_bytes))
        return out


def _figure(step: dict, kind: str) -> tuple[float, str]:
    if kind == RATE:
        return step["operations"] / max(step["seconds"], 1e-9), "/s"
    if kind == TIME:
        return step["seconds"] * 1000, "ms"
    return step["latency_ms"][kind], "ms"


@dataclass(frozen=True)
class Workload:
    """Seeds run once, or before every round on an account of its own when `fresh`."""

    name: str
    steps: tuple[Step, ...] = ()
    seeds: tuple[str, ...] = ()
    users: int = 1
    prefix: str = "q"
    fresh: bool = False
    peer_settings: str = ""             # added to the peer's configuration
    needs_full: bool = False            # only with --full
    peer_needs_full: bool = False       # the peer takes part only with --full
    has_peer: bool = True
    most_rounds: int | None = None

    def accounts(self, rounds: int) -> list[Accounts]:
        return [Accounts(max(self.users, rounds if self.fresh else 1), self.prefix)]

    def prepare(self, load: Load) -> None:
        if not self.fresh:
            self._seed(load, 1)

    def measure(self, load: Load, number: int) -> list[Sample]:
        """The round of that number, from 0."""
        account = number + 1 if self.fresh else 1
        if self.fresh:
            self._seed(load, account)
        out = []
        for step in self.steps:
            out += step.samples(load.measure(step.call.format(account=account), self.prefix))
        return out

    def _seed(self, load: Load, account: int) -> None:
        for seed in self.seeds:
            load.run(seed.format(account=account), self.prefix)
