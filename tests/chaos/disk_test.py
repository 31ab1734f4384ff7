"""A disk that is full, failing, read-only or slow costs clients a temporary refusal and nothing else.

Trial by trial: writers on all protocols work, the disk is broken under the running service, it must refuse as
the protocols say and let people read, and say so in its log; the disk is mended and all must work again without a
restart; what is there is compared with the ledger. The disk is that of server/fault_control.h.
"""
import errno
import sys
import unittest

from disk_writers import cast
from kill_lies import try_the_comparison
from kill_look import compare
from kill_rounds import arrive
from kill_stage import HASTE, Stage, seed_of_the_day
from kill_writers import Writer
from service import wait_until

BROKEN, MENDED = "cannot write", "writing works again"
SECONDS = 60


class DiskTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # Memtables of the ordinary size, or nothing but flushes would be seen.
        haste = {name: value for name, value in HASTE.items() if name != "memtable.bytes"}
        cls.stage = Stage(seed_of_the_day(), haste=haste)
        cls.stage.prepare()

    @classmethod
    def tearDownClass(cls):
        """After all of it the store is sound, and everything is there after a start too."""
        try:
            cls.stage.service.stop()
            cls.stage.service.start()
            found = compare(cls.stage)
            arrive(cls.stage)
            try_the_comparison(cls.stage.ledger, found)
        except BaseException:
            print(cls.stage.service.log_tail(), file=sys.stderr)
            cls.stage.service.kill()
            cls.stage.service.keep()
            raise
        finally:
            cls.stage.close()

    def setUp(self):
        Writer.huge = 0.01
        self.service = self.stage.service
        self.writers = cast(self.stage)
        self.reader = self.writers[-1]
        self.log_begin = self.service.log.stat().st_size
        self.stage.begin(self.writers)
        self.progress(self.writers)

    def fault(self, command):
        self.service.fault(command)

    def times_logged(self, words):
        with open(self.service.log, encoding="utf-8", errors="replace") as log:
            log.seek(self.log_begin)
            return log.read().count(words)

    def logged(self, words):
        return self.times_logged(words) > 0

    def failures(self):
        for writer in self.writers:
            if writer.failure:
                raise writer.failure
            self.assertTrue(writer.is_alive(), f"{writer.name} has ended")

    def wait(self, condition, what):
        def asked():
            self.failures()
            return condition()
        wait_until(asked, SECONDS, what)

    def progress(self, writers):
        """Each gets something done from now on."""
        before = {writer: writer.acknowledged for writer in writers}
        self.wait(lambda: all(writer.acknowledged > count for writer, count in before.items()),
                  f"progress of {[writer.name for writer in writers]}")

    def refusals(self, writers):
        """Each is refused something from now on, while the reader reads."""
        before = {writer: writer.refused for writer in writers}
        self.wait(lambda: all(writer.refused > count or writer.has_nothing for writer, count in before.items()),
                  f"refusals of {[writer.name for writer in writers]}")
        self.progress([self.reader])

    def finish(self):
        """All works again, without a restart; then what is there is as the ledger says."""
        self.progress(self.writers)
        for writer in self.writers:
            writer.ending.set()
        self.stage.end(self.writers)
        compare(self.stage)

    def changers(self):
        return [writer for writer in self.writers if writer is not self.reader]

    def broken(self, state):
        self.fault(f"disk {state}")
        self.refusals(self.changers())
        self.assertTrue(self.logged(BROKEN))
        self.fault("disk none")
        self.finish()
        self.assertTrue(self.logged(MENDED))

    def test_full(self):
        self.broken("full")

    def test_failing(self):
        self.broken("failing")

    def test_read_only(self):
        self.broken("read-only")

    def test_syncs_fail(self):
        self.broken("sync-fails")

    def test_full_in_the_middle_of_a_write(self):
        for room in (0, 1, 7, 100, 1000, 5000):
            self.fault(f"disk fill-after {room}")
            self.refusals(self.writers[:1])
            self.fault("disk none")
            self.progress(self.writers[:1])
        self.finish()

    def test_no_room_for_new_files(self):
        """The log can be written, what the memtables are written to cannot."""
        Writer.huge = 0.3
        self.fault("disk full .blob")
        self.refusals(self.writers[:1])
        self.fault("disk none")
        Writer.huge = 0.01
        self.finish()

    def nth_fails(self, act):
        for number in (1, 2, 3, 5, 8, 13):
            before = self.times_logged(BROKEN)
            self.fault(f"disk {act} {number}")
            self.wait(lambda: self.times_logged(BROKEN) > before, "a fault")
            self.progress(self.changers())
        self.finish()

    def test_nth_write_fails(self):
        self.nth_fails("fail-write")

    def test_nth_sync_fails(self):
        self.nth_fails("fail-sync")

    def test_slow(self):
        """Nothing is refused, and all share a sync."""
        self.fault("disk slow 100")
        before = sum(writer.refused for writer in self.writers)
        self.progress(self.writers)
        self.fault("disk slow 0")
        self.finish()
        self.assertEqual(sum(writer.refused for writer in self.writers), before)

    def test_slow_and_full(self):
        self.fault("disk slow 100")
        self.broken("full")

    def spool_fails(self, place, number):
        """Only large messages are refused."""
        Writer.huge = 0.5
        self.fault(f"error {place} {number}")
        lmtp = self.writers[0]
        self.refusals([lmtp, *(writer for writer in self.writers if writer.name == "desk")])
        self.progress([lmtp])
        self.assertTrue(self.logged("spool file"))
        self.fault(f"error {place} 0")
        Writer.huge = 0.01
        self.finish()

    def test_full_spool(self):
        self.spool_fails("spool.write", errno.ENOSPC)

    def test_spool_cannot_be_made(self):
        self.spool_fails("spool.make", errno.EROFS)

    def test_killed_while_it_is_mended(self):
        self.fault("disk full")
        self.refusals(self.changers())
        self.fault("arm mend.closed 1")
        self.fault("disk none")
        wait_until(self.service.is_dead, SECONDS, "death")
        self.service.kill()
        self.stage.end(self.writers)
        self.service.start()
        compare(self.stage)

    def tearDown(self):
        if self._outcome.success:
            return
        print(f"---- after {self.id()}\n{self.service.log_tail()}", file=sys.stderr)
        for writer in self.writers:
            print(writer.name, writer.acknowledged, writer.refused, repr(writer.failure), file=sys.stderr)
        # The next trial needs a service that works and a ledger that knows what is there.
        self.fault("disk none")
        for writer in self.writers:
            writer.ending.set()


if __name__ == "__main__":
    unittest.main(verbosity=2, failfast=True)
