"""The arithmetic of the measurements: aims, ratios, what a process tree has used, what is kept."""
from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from load import Measured
from process_tree import ProcessTree
from result import Result, better
from spam import Mail, area, measures, missed
from table import table
from workload import P99, TIME, Aim, Sample, Shown, Step
from workloads import workloads


def measured(report: dict, cpu_seconds: float = 0.0) -> Measured:
    return Measured(report, cpu_seconds, 4096, 1_000_000)


class AimTest(unittest.TestCase):
    def test_ratio_is_met_from_its_figure_on(self) -> None:
        self.assertFalse(Aim(times=2).met(1, 1.99, None))
        self.assertTrue(Aim(times=2).met(1, 2.0, None))
        self.assertTrue(Aim(times=2).met(1, 2.01, None))

    def test_not_slower_bears_five_in_a_hundred(self) -> None:
        self.assertTrue(Aim(times=1).met(1, 0.95, None))
        self.assertFalse(Aim(times=1).met(1, 0.94, None))

    def test_all_parts_must_be_met(self) -> None:
        aim = Aim(times=2, cpu_ms=0.35)
        self.assertTrue(aim.met(1, 3, 0.35))
        self.assertFalse(aim.met(1, 3, 0.36))
        self.assertFalse(aim.met(1, 1, 0.1))
        self.assertEqual(">= 2x, <= 0.35 ms CPU", aim.text("/s"))

    def test_without_a_peer_a_ratio_cannot_be_told(self) -> None:
        self.assertIsNone(Aim(times=2).met(1, None, None))
        self.assertTrue(Aim(at_most=10).met(10, None, None))
        self.assertFalse(Aim(at_most=10).met(10.1, None, None))


class StepTest(unittest.TestCase):
    def test_rate_and_cost_of_one_operation(self) -> None:
        [sample] = Step("deliver", "deliver").samples(
            measured({"operations": 200, "seconds": 4.0}, cpu_seconds=0.1))
        self.assertEqual((50.0, "/s", 0.5), (sample.value, sample.unit, sample.cpu_ms))
        self.assertEqual(20.48, sample.written)

    def test_each_step_and_figure_is_a_row(self) -> None:
        step = Step("IDLE", "idle-wake", (Shown(TIME), Shown(P99, suffix="p99")))
        rows = step.samples(measured({"steps": [
            {"name": "set", "operations": 1, "seconds": 0.5, "latency_ms": {"p99": 7.0}},
            {"name": "clear", "operations": 1, "seconds": 1.0, "latency_ms": {"p99": 8.0}}]}))
        self.assertEqual(
            [("IDLE set", 500.0), ("IDLE set p99", 7.0), ("IDLE clear", 1000.0), ("IDLE clear p99", 8.0)],
            [(row.row, row.value) for row in rows])


class ResultTest(unittest.TestCase):
    def setUp(self) -> None:
        self.result = Result(machine={"cores": 2.0}, failures=["x: no"])
        for ours, peer in ((10, 20), (10, 100), (10, 30)):
            self.result.add("fetch", Sample("all", ours, "ms", Aim(times=2), cpu_ms=1), True)
            self.result.add("fetch", Sample("all", peer, "ms", Aim(times=2), cpu_ms=2), False)

    def test_ratio_is_the_median_of_the_rounds_and_above_one_if_we_are_better(self) -> None:
        [row] = self.result.rows
        self.assertEqual((10, 30, 3.0, True), (row.ours.value, row.peer.value, row.ratio, row.met))
        self.assertEqual(0.5, better("/s", 10, 20))
        self.assertEqual(2.0, better("ms", 10, 20))

    def test_what_is_kept_comes_back(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "results.json"
            self.result.save(file)
            self.assertEqual(self.result, Result.load(file))

    def test_table_shows_rows_failures_and_the_gain_since_earlier(self) -> None:
        earlier = Result()
        earlier.add("fetch", Sample("all", 40, "ms"), True)
        text = table(self.result, earlier)
        [line] = [line for line in text.splitlines() if line.startswith("fetch")]
        for cell in ("10 ms", "30 ms", "3.00x", ">= 2x", "yes", "40 ms", "4.00x"):
            self.assertIn(cell, line)
        self.assertIn("FAILED: x: no", text)


class ProcessTreeTest(unittest.TestCase):
    #: Burns processor time and writes in a child that has ended before its usage is asked for.
    PARENT = (
        "import os, subprocess, sys\n"
        "subprocess.run([sys.executable, '-c', 'import os, sys\\n'\n"
        "  'file = open(sys.argv[1], \"wb\")\\n'\n"
        "  'file.write(bytes(1 << 20)); file.flush(); os.fsync(file.fileno())\\n'\n"
        "  'while os.times().user + os.times().system < 0.3: pass', sys.argv[1]])\n"
        "print('done', flush=True); sys.stdin.read()\n")

    def test_children_that_have_ended_are_counted(self) -> None:
        with tempfile.NamedTemporaryFile(dir=os.getcwd()) as file:
            process = subprocess.Popen(
                [sys.executable, "-c", self.PARENT, file.name], stdin=subprocess.PIPE,
                stdout=subprocess.PIPE)
            assert process.stdout
            process.stdout.readline()
            tree = ProcessTree(process.pid)
            usage = tree.usage()
            count = tree.processes()
            process.communicate()
        self.assertEqual(1, count)
        self.assertGreaterEqual(usage.cpu_seconds, 0.3)
        self.assertGreaterEqual(usage.written_bytes, 1 << 20)
        self.assertGreater(usage.memory_bytes, 1 << 20)


def mails(ham: list[float], spam: list[float]) -> list[Mail]:
    return [Mail(False, s, s >= 3) for s in ham] + [Mail(True, s, s >= 3) for s in spam]


class SpamTest(unittest.TestCase):
    def test_area_counts_the_pairs_in_wrong_order_and_halves_ties(self) -> None:
        self.assertEqual(0, area(mails([1, 2], [3, 4])))
        self.assertEqual(1, area(mails([3, 4], [1, 2])))
        self.assertEqual(0.25, area(mails([1, 3], [2, 4])))
        self.assertEqual(0.5, area(mails([1], [1])))

    def test_missed_is_what_is_not_above_the_threshold(self) -> None:
        some = mails([float(i) for i in range(100)], [97.5, 98.0, 98.5, 200.0])
        self.assertEqual(0.5, missed(some, 0.01))
        self.assertEqual(0.75, missed(some, 0.0))

    def test_measures_at_the_default_threshold(self) -> None:
        found = measures(mails([1, 2, 3, 0], [5, 2]))
        self.assertEqual(25, found["FP"])
        self.assertEqual(50, found["FN"])
        self.assertEqual(2, found["first 200"])


class WorkloadsTest(unittest.TestCase):
    def test_names_and_rows_are_unique_and_quick_ones_are_the_same(self) -> None:
        names = [workload.name for workload in workloads(False)]
        self.assertEqual(len(names), len(set(names)))
        self.assertEqual(names, [workload.name for workload in workloads(True)])


if __name__ == "__main__":
    unittest.main()
