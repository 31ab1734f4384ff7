"""Round by round: the service starts, is checked, what is there is compared with the ledger, writers on all
protocols work for a moment, and the service is struck: in every second round at a point in the program that is
named beforehand (kill_points.py), else at any time. At the end the comparison itself is tried on ledgers that
are false."""
import os
import sys
import time

from kill_lies import try_the_comparison
from kill_look import compare
from kill_points import POINTS, SELDOM, compare_with_source
from kill_register_writer import RegisterWriter
from kill_stage import HASTE, Stage, seed_of_the_day
from kill_writers import Writer
from service import START_SECONDS, wait_until

PATIENCE = 2.0  # how long writers write until a point is given up, in seconds


class Rounds:
    def __init__(self, stage, strike):
        """`strike`: "kill", or "power" for a loss of power."""
        self.stage = stage
        self.strike = strike
        self.at = dict.fromkeys(POINTS, 0)
        self.number = 0
        self.under_way = 0
        self.backups = 0
        self.order = []

    def next_point(self):
        """All in turn, in an order that differs."""
        if not self.order:
            self.order = self.stage.random.sample(sorted(POINTS), len(POINTS))
        return self.order.pop()

    def round(self):
        self.number += 1
        point = self.next_point() if self.number % 2 == 0 else None
        if point and POINTS[point] == "start":
            if point == "erasure.step":
                self.leave_something_to_erase()
            self.strike_at_start(point)
            point = None
        elif self.number % 8 == 1:
            self.strike_at_start()
        if self.number % 8 == 5 and self.stage.backup.letters:
            self.stage.backup.look(self.stage.service, self.stage.ledger)
            self.backups += 1
        self.stage.service.start()
        compare(self.stage)
        if point:
            passage = self.stage.random.randint(1, POINTS[point])
            self.stage.service.fault(f"arm {point} {passage} {self.strike}")
        self.write(point)

    def leave_something_to_erase(self):
        """An account with mail that is removed; its mail goes when the service starts next."""
        stage = self.stage
        stage.service.start()
        compare(stage)
        writer = RegisterWriter(stage, stage.fresh_random())
        writer.register = stage.ledger.register
        before = set(writer.lines("account"))
        writer.add_account()
        writer.remove_account(sorted(set(writer.lines("account")) - before))
        stage.service.kill()

    def strike_at_start(self, point=None):
        """In the middle of the recovery from the last time."""
        service = self.stage.service
        service.spawn(f"arm {point} 1 {self.strike}" if point else None)
        if point is None:
            time.sleep(self.stage.random.uniform(0.02, 0.5))
        else:
            wait_until(lambda: service.is_dead() or service.says_ready(), START_SECONDS, "the start")
            self.at[point] += service.is_dead()
        service.kill()

    def write(self, point):
        stage = self.stage
        Writer.huge = 0.2 if point == "ahead.chunk" else 0.01
        writers = stage.cast()
        stage.begin(writers)
        if point:
            self.at[point] += stage.let_write(PATIENCE)
        else:
            stage.let_write(stage.random.uniform(0.05, 0.6))
        if self.strike == "power" and not stage.service.is_dead():
            stage.service.lose_power()
        stage.service.kill()
        counts = stage.end(writers)
        self.under_way += stage.ledger.under_way()
        print(f"round {self.number}, {point or 'any time'}: {counts}", flush=True)

    def report(self):
        print(f"acknowledged: {self.stage.total}; under way when struck: {self.under_way}; "
              f"backups looked at: {self.backups}")
        print("struck at: " + ", ".join(f"{name} {count}" for name, count in self.at.items()))

    def complain(self):
        """When too little was tried to prove anything."""
        idle = [name for name, count in self.stage.total.items() if count < self.number / 4]
        points = sum(count > 0 for count in self.at.values())
        if idle or self.backups < self.number // 16 or self.under_way < self.number / 4 or points < min(len(POINTS) * 2 // 3, self.number / 4):
            raise AssertionError(f"too little was tried: idle are {idle}, points {points}, backups {self.backups}")
        never = [name for name, count in self.at.items() if count == 0 and name not in SELDOM]
        if never and self.number >= 20 * len(POINTS):
            raise AssertionError(f"never struck at {never}")


def arrive(stage):
    """All mail for other servers that was acknowledged gets there."""
    def all_there():
        strange = list(stage.ledger.post.take(stage.smart_host.take()))
        if strange:
            raise AssertionError("\n".join(strange))
        return not stage.ledger.post.missing()
    try:
        wait_until(all_there, 120, "the post")
    except AssertionError as failure:
        raise AssertionError(f"{failure}; missing: {stage.ledger.post.missing()}") from None


def run(strike, default_rounds, haste=HASTE):
    """CHAOS_ROUNDS and CHAOS_SEED in the environment vary it."""
    compare_with_source()
    count = int(os.environ.get("CHAOS_ROUNDS", default_rounds))
    stage = Stage(seed_of_the_day(), haste=haste)
    rounds = Rounds(stage, strike)
    started = time.monotonic()
    try:
        stage.prepare()
        stage.service.stop()
        for _ in range(count):
            rounds.round()
        stage.service.start()
        found = compare(stage)
        arrive(stage)
        try_the_comparison(stage.ledger, found)
        rounds.report()
        rounds.complain()
    except BaseException:
        rounds.report()
        print(stage.service.log_tail(), file=sys.stderr)
        stage.service.kill()
        stage.service.keep()
        raise
    finally:
        stage.close()
    print(f"{count} rounds in {time.monotonic() - started:.0f} s")
