"""Results as text."""
from __future__ import annotations

from collections.abc import Iterator

from result import Result, Row, Side, better

HEAD = ("workload", "row", "ours", "peer", "ratio", "CPU ms", "peer", "MB", "peer", "aim", "met")

MET = {True: "yes", False: "NO", None: "-"}


def table(result: Result, earlier: Result | None = None) -> str:
    head = HEAD + (("before", "gain") if earlier else ())
    lines = [head, *(_cells(row, earlier) for row in result.rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
    out = []
    for line in lines:
        cells = [
            cell.ljust(width) if i in (0, 1, 9) else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(line, widths))]
        out.append("  ".join(cells).rstrip())
    out.insert(1, "-" * max(map(len, out)))
    return "\n".join([*out, "", *_notes(result)])


def markdown(result: Result, earlier: Result | None = None) -> str:
    """The same for docs/performance.md: what was `before`, what is now, what is aimed at."""
    head = ["row", "aim", *(["before", "ratio"] if earlier else []), "ours", "peer", "ratio", "CPU ms", "met"]
    lines = [head, ["---"] * len(head)]
    for row in result.rows:
        before: list[str] = []
        if earlier:
            then = earlier.find(row.workload, row.name) or Row(row.workload, row.name, row.unit)
            before = [_value(then.ours.value, row.unit), _ratio(then)]
        lines.append([
            f"{row.workload}: {row.name}", row.aim.text(row.unit) if row.aim else "", *before,
            _value(row.ours.value, row.unit), _value(row.peer.value, row.unit), _ratio(row),
            _number(row.ours.cpu), MET[row.met]])
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _ratio(row: Row) -> str:
    return f"{row.ratio:.2f}x" if row.ratio is not None else "-"


def _cells(row: Row, earlier: Result | None) -> tuple[str, ...]:
    cells = (
        row.workload, row.name, _value(row.ours.value, row.unit), _value(row.peer.value, row.unit),
        _ratio(row),
        _number(row.ours.cpu), _number(row.peer.cpu), _megabytes(row.ours), _megabytes(row.peer),
        row.aim.text(row.unit) if row.aim else "", MET[row.met])
    if not earlier:
        return cells
    before = earlier.find(row.workload, row.name)
    if before is None or before.ours.value is None or row.ours.value is None:
        return (*cells, "-", "-")
    gain = better(row.unit, row.ours.value, before.ours.value)
    return (*cells, _value(before.ours.value, row.unit), f"{gain:.2f}x")


def _notes(result: Result) -> Iterator[str]:
    for name, figure in result.machine.items():
        yield f"machine: {name}: {_number(figure)}"
    for name, text in result.about.items():
        yield f"{name}: {text}"
    for failure in result.failures:
        yield f"FAILED: {failure}"


def _value(value: float | None, unit: str) -> str:
    return "-" if value is None else f"{_number(value)} {unit}" if unit != "/s" else f"{_number(value)}/s"


def _number(value: float | None) -> str:
    """Three digits that matter."""
    if value is None:
        return "-"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def _megabytes(side: Side) -> str:
    return "-" if side.memory_bytes is None else _number(side.memory_bytes / 1e6)
