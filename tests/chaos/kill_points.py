"""The points in the program at which it is killed, and how often each is passed before."""
import re

from kill_stage import source_root

#: Name -> the highest passage that is chosen while clients write. With "start" the service is killed there
#: before it is ready.
POINTS = {
    "account.committed": 60,
    "account.planned": 60,
    "account.published": 60,
    "ahead.chunk": 6,
    "bodies.made": 6,
    "checkpoint.linked": 3,
    "checkpoint.made": 3,
    "commit.answered": 60,
    "commit.staged": 60,
    "commit.written": 60,
    "compaction.begun": 2,
    "compaction.ended": 2,
    "directory.changed": 8,
    "directory.committed": 6,
    "directory.planned": 6,
    "erasure.step": "start",
    "flush.begun": 4,
    "flush.ended": 4,
    "log.synced": 60,
    "log.written": 60,
    "memtable.sealed": 4,
    "pack.done": 4,
    "pack.planned": 4,
    "purge.staged": 2,
    "purge.written": 2,
    "queue.kept": 4,
    "queue.planned": 8,
    "queue.sent": 4,
    "reclaim.begun": 1,
    "reclaim.compacted": 1,
    "reclaim.rewritten": 1,
    "start.loaded": "start",
    "start.opened": "start",
    "sweep.step": 4,
    "table.made": 6,
}

#: Passed only when much of the body files is garbage, which the writers may not bring about.
SELDOM = {"reclaim.rewritten"}

#: Passed only when the disk has failed: disk_test.py comes by.
ELSEWHERE = {"mend.closed"}


def points_in_the_source():
    return {name for file in (source_root() / "src").rglob("*.cpp") if not file.name.endswith("_test.cpp")
            for name in re.findall(r'faultPoint\("([^"]+)"\)', file.read_text())}


def compare_with_source():
    """A point that nobody is killed at proves nothing."""
    known = set(POINTS) | ELSEWHERE
    if known != points_in_the_source():
        raise AssertionError(f"not in both the list and the source: {known ^ points_in_the_source()}")
