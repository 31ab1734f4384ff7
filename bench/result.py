"""What came out: rows with medians and ratios, kept as JSON."""
from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median

from workload import Aim, Sample


@dataclass
class Side:
    """One server's figures of a row."""

    values: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)
    written: list[float] = field(default_factory=list)
    memory_bytes: int | None = None

    def add(self, sample: Sample) -> None:
        self.values.append(sample.value)
        if sample.cpu_ms is not None:
            self.cpu_ms.append(sample.cpu_ms)
        if sample.written is not None:
            self.written.append(sample.written)
        self.memory_bytes = sample.memory_bytes

    @property
    def value(self) -> float | None:
        return median(self.values) if self.values else None

    @property
    def cpu(self) -> float | None:
        return median(self.cpu_ms) if self.cpu_ms else None


@dataclass
class Row:
    workload: str
    name: str
    unit: str
    aim: Aim | None = None
    ours: Side = field(default_factory=Side)
    peer: Side = field(default_factory=Side)

    @property
    def ratio(self) -> float | None:
        """How many times better we are: the median over the rounds."""
        pairs = list(zip(self.ours.values, self.peer.values))
        return median(better(self.unit, ours, peer) for ours, peer in pairs) if pairs else None

    @property
    def met(self) -> bool | None:
        if self.aim is None or self.ours.value is None:
            return None
        return self.aim.met(self.ours.value, self.ratio, self.ours.cpu)


@dataclass
class Result:
    about: dict[str, str] = field(default_factory=dict)
    machine: dict[str, float] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def add(self, workload: str, sample: Sample, is_ours: bool) -> None:
        row = self._row(workload, sample)
        (row.ours if is_ours else row.peer).add(sample)

    def find(self, workload: str, name: str) -> Row | None:
        return next((row for row in self.rows if (row.workload, row.name) == (workload, name)), None)

    def save(self, file: Path) -> None:
        rows = [
            {**asdict(row), "ratio": row.ratio, "met": row.met, "ours_median": row.ours.value,
             "peer_median": row.peer.value}
            for row in self.rows]
        file.write_text(json.dumps(
            {"about": self.about, "machine": self.machine, "rows": rows, "failures": self.failures},
            indent=1) + "\n")

    @staticmethod
    def load(file: Path) -> Result:
        stored = json.loads(file.read_text())
        rows = [
            Row(row["workload"], row["name"], row["unit"], row["aim"] and Aim(**row["aim"]),
                Side(**row["ours"]), Side(**row["peer"]))
            for row in stored["rows"]]
        return Result(stored["about"], stored["machine"], rows, stored["failures"])

    def _row(self, workload: str, sample: Sample) -> Row:
        row = self.find(workload, sample.row)
        if row is None:
            row = Row(workload, sample.row, sample.unit, sample.aim)
            self.rows.append(row)
        return row


def better(unit: str, ours: float, other: float) -> float:
    """How many times `ours` is better than `other`."""
    ours, other = max(ours, 1e-9), max(other, 1e-9)
    return ours / other if unit == "/s" else other / ours
