"""The power goes at any instant: what was acknowledged is there, and nothing half done.

As kill_test.py; but with the process the disk under the store loses what was not synced: the ends of files, which
may be torn or zeros, and names that were made, changed or deleted in a directory (src/store/rocks/unsynced.h).
That it can see a loss is tried with a service that does not sync.
"""
import random

import kill_rounds
from kill_look import compare
from kill_stage import HASTE, Stage

ATTEMPTS = 5

#: The process lives on for a moment without its disk, as it may on a busy machine: nothing it says then is heard.
LINGER = {"power.linger": 20}


def loses_something(stage):
    stage.service.start()
    writers = stage.cast()
    stage.begin(writers)
    stage.let_write(0.5)
    stage.service.lose_power()
    stage.service.kill()
    stage.end(writers)
    try:
        stage.service.start()
        compare(stage)
    except AssertionError as seen:
        print(f"without syncs: {str(seen).splitlines()[0][:200]}")
        return True
    stage.service.stop()
    return False


def try_without_sync():
    stage = Stage(random.getrandbits(64), haste={**HASTE, **LINGER, "store.sync": 0, "memtable.bytes": 1 << 23})
    try:
        stage.prepare()
        stage.service.stop()
        if not any(loses_something(stage) for _ in range(ATTEMPTS)):
            raise AssertionError("a service that does not sync loses nothing: then nothing is tried here")
    finally:
        stage.service.kill()
        stage.discard()


kill_rounds.run("power", default_rounds=16, haste={**HASTE, **LINGER})
try_without_sync()
