"""The clock of the machine jumps while the service runs: by hours and years, forth and back.

A jump is believed only after it has held for ten minutes (base/cautious_clock.h). The time of day and the
time since the start of the machine are shifted in the service by clock_shim.c, so nobody waits that long.
"""
import calendar
import os
import pathlib
import re
import smtplib
import struct
import subprocess
import time
import unittest

from kill_stage import BreakableService
from service import PASSWORD, main, wait_until
from wire import Imap, deliver, message

HOUR, DAY = 3600, 86400
YEAR = 365 * DAY
TRIAL = 601  # a jump that has held for so long is believed
HASTE = {"housekeeping.first_wait": 300, "housekeeping.wait": 200, "housekeeping.body_age": 0}
SETTINGS = {"relay.host": "127.0.0.1", "relay.tls": "none", "relay.port": 1, "queue.first_retry": 1,
            "queue.longest_retry": 1, "login.ban_failures": 5, "login.ban_time": 4, "login.free_failures": 100}


class ShiftedService(BreakableService):
    """A service whose clock can be set."""

    def __init__(self):
        super().__init__(SETTINGS, HASTE)
        shim = self.home / "clock_shim.so"
        subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-o", shim, pathlib.Path(__file__).with_name("clock_shim.c")],
                       check=True)
        self.shifts = self.home / "shifts"
        self.shift(0, 0)
        self.environment |= {"LD_PRELOAD": str(shim), "CLOCK_SHIM": str(self.shifts), "ASAN_OPTIONS": os.environ.get(
            "ASAN_OPTIONS", "") + ":verify_asan_link_order=0"}

    def shift(self, jump, passed=0):
        """By how many seconds the clock has jumped, and how many seem to have passed besides."""
        with open(self.shifts, "r+b" if self.shifts.exists() else "wb") as file:
            file.write(struct.pack("=qq", jump + passed, passed))

    def logged(self, words):
        return self.log.read_text().count(words)


class ClockTest(unittest.TestCase):
    def setUp(self):
        self.service = ShiftedService()
        self.addCleanup(self.service.close)
        self.alice = self.service.add_account("alice")
        self.bob = self.service.add_account("bob")
        self.service.start()
        self.modseq = 0
        self.uid = 0

    def tearDown(self):
        self.service.shift(0)

    def arrive(self, off):
        """APPEND and LMTP bring a message; UIDs and modseqs ascend; the date is that of now, but for `off`
        seconds."""
        with Imap(self.service, self.alice) as client:
            code = client.append("INBOX", message("appended")).code("APPENDUID")
            deliver(self.service, self.alice, message("delivered"))
            selected = client.ok("SELECT INBOX")
            modseq, uid = int(selected.code("HIGHESTMODSEQ")), int(code.split()[1])
            self.assertGreater(modseq, self.modseq)
            self.assertGreater(uid, self.uid)
            self.modseq, self.uid = modseq, uid + 1
            for line in client.ok(f"UID FETCH {uid}:{uid + 1} (INTERNALDATE)").having("INTERNALDATE"):
                date = re.search(rb'INTERNALDATE "([^"]+) \+0000"', line)[1].decode().strip()
                told = calendar.timegm(time.strptime(date, "%d-%b-%Y %H:%M:%S"))
                self.assertLess(abs(told - time.time() - off), 120, date)
            return selected.code("UIDVALIDITY")

    def submit(self):
        with smtplib.SMTP_SSL("localhost", self.service.port("submissions"), context=self.service.tls(),
                              timeout=30) as client:
            client.login(self.alice, PASSWORD)
            client.sendmail(self.alice, ["far@elsewhere.example"], message("far"))

    def bounces(self):
        with Imap(self.service, self.alice) as client:
            client.ok("EXAMINE INBOX")
            return len(client.search('FROM "MAILER-DAEMON"'))

    def expunge_one(self):
        with Imap(self.service, self.bob) as client:
            uid = client.append("INBOX", message("deleted")).code("APPENDUID").split()[1]
            client.ok("SELECT INBOX")
            client.ok(rf"UID STORE {uid} +FLAGS (\Deleted)")
            client.ok("EXPUNGE")

    def test_jumps_that_do_not_stay(self):
        """Nothing is swept or given up, no session ends, dates stay right."""
        self.submit()
        self.expunge_one()
        validity = self.arrive(0)
        waiting = Imap(self.service)
        idling = Imap(self.service, self.bob)
        idling.ok("SELECT INBOX")
        tag = idling.begin("IDLE")
        for jump in (10 * YEAR, -10 * YEAR, HOUR, -DAY):
            self.service.shift(jump)
            self.assertEqual(self.arrive(0), validity, jump)
            self.assertEqual(waiting.ask("NOOP").status, b"OK", jump)
            time.sleep(1.2)  # the hourly work and the queue have their turns
            self.service.shift(0)
            self.assertEqual(self.arrive(0), validity, jump)
        self.assertEqual(self.bounces(), 0)
        self.assertEqual(self.service.logged("for good"), 0)
        deliver(self.service, self.bob, message("wake"))
        idling.send("DONE\r\n")
        self.assertTrue(idling.finish(tag).having("EXISTS"))
        for client in (waiting, idling):
            client.close()

    def test_a_jump_ahead_that_stays(self):
        """It is believed: deleted mail goes, what waits too long is given up. Then the clock is set back."""
        self.submit()
        self.expunge_one()
        validity = self.arrive(0)
        with Imap(self.service, self.alice) as client:
            before = int(client.ok("STATUS INBOX (UIDVALIDITY)").untagged[0].split()[-1].rstrip(b")"))
            self.service.shift(YEAR)
            wait_until(lambda: self.service.logged("waiting whether it stays"), what="doubt")
            self.service.shift(YEAR, TRIAL)
            wait_until(lambda: self.service.logged("for good"), what="the sweep")
            self.assertEqual(self.arrive(YEAR + TRIAL), validity)
            wait_until(self.bounces, what="the bounce")
            client.ok("CREATE later")
            self.service.shift(0, TRIAL)
            time.sleep(1)
            self.service.shift(0, 2 * TRIAL)
            self.assertEqual(self.arrive(2 * TRIAL), validity)
            client.ok("CREATE last")
            validities = [int(client.ok(f"STATUS {name} (UIDVALIDITY)").untagged[0].split()[-1].rstrip(b")"))
                          for name in ("INBOX", "later", "last")]
            self.assertEqual(validities[0], before)
            self.assertEqual(validities, sorted(set(validities)))

    def test_bans_end(self):
        """Also where the clock is set back by a year meanwhile."""
        def attempt(password):
            with Imap(self.service) as client:
                return client.ask(f'LOGIN "{self.bob}" "{password}"').status
        for number in range(6):
            self.assertEqual(attempt(f"wrong {number}"), b"NO")
        self.service.shift(-YEAR)
        attempt("wrong")
        self.service.shift(-YEAR, TRIAL)
        wait_until(lambda: attempt(PASSWORD) == b"OK", 30, "the end of the ban")


if __name__ == "__main__":
    main()
