"""A service that is to be broken, the ledger, and those who write to it."""
import os
import pathlib
import random
import select
import shutil
import signal
import socket
import subprocess
import time

from kill_backup import Backup, BackupWriter
from kill_imap_writers import DeskWriter, ShelfWriter
from kill_look import ALICE, BOB
from kill_register_writer import RegisterWriter, register_of
from kill_writers import LmtpWriter, PopWriter, Reader, SubmissionWriter
from ledger import Ledger
from service import Service, wait_until
from smart_host import SmartHost
from wire import Imap

DESKS = {"one": ("One", "One/Copies"), "two": ("Two", "Two/Kopien für später")}

#: So that what happens once an hour happens in every moment, and files are small enough to be many.
HASTE = {"housekeeping.first_wait": 300, "housekeeping.wait": 200, "housekeeping.undelete": -1,
         "housekeeping.body_age": 1, "memtable.bytes": 131072, "reclaim.bytes": 200000,
         "pack.rewritten_from": 3, "pack.packed_from": 1, "pack.opened_from": 1}


class SmartHostOfRounds(SmartHost):
    """Gives each message that came only once."""

    def take(self):
        return [self.messages.pop(0) for _ in range(len(self.messages))]


class BreakableService(Service):
    """A service of a build with POSTAMT_FAULTS (base/fault_point.h)."""

    def __init__(self, settings, haste=HASTE, folder=None):
        super().__init__(settings, folder)
        self.haste = haste
        self.faults = self.home / "faults"

    def spawn(self, armed=None):
        """`armed`: a command such as "arm start.loaded 1"."""
        # What a loss of power would have brought back is gone for good after a kill.
        shutil.rmtree(self.folder / "data" / "rocks.unsynced", ignore_errors=True)
        commands = [f"number {name} {value}" for name, value in self.haste.items()]
        commands += [armed] if armed else []
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [self.program, "serve", str(self.folder)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log,
                env={**self.environment, "POSTAMT_FAULTS": ";".join(commands), "POSTAMT_FAULT_SOCKET": str(self.faults)})

    def fault(self, command):
        """Gives a command to the running service (see server/fault_control.h)."""
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(60)
            client.connect(str(self.faults))
            client.sendall(command.encode() + b"\n")
            answer = client.recv(200).decode().strip()
        if answer != "ok" and not answer.isdigit():
            raise AssertionError(f"{command}: {answer}")
        return answer

    def lose_power(self):
        """The disk loses what was not synced, the process ends."""
        try:
            self.fault("disk lose-power")
        except (OSError, AssertionError):
            pass  # it ends instead of an answer
        if self.process.wait(60) != -signal.SIGKILL:
            raise AssertionError(f"the service died with {self.process.returncode}\n{self.log_tail()}")

    def says_ready(self):
        return bool(select.select([self.process.stdout], [], [], 0)[0]) and not self.is_dead()

    def keep(self):
        """Puts the store aside after a failure, if CHAOS_KEEP names a directory for it."""
        if where := os.environ.get("CHAOS_KEEP"):
            shutil.copytree(self.folder, pathlib.Path(where) / self.home.name, ignore=lambda *_: {"control.sock"})

    def is_dead(self):
        """True if it has ended, which only SIGKILL may have done."""
        code = self.process.poll()
        if code not in (None, -signal.SIGKILL):
            raise AssertionError(f"the service died with {code}\n{self.log_tail()}")
        return code is not None


class Stage:
    """With two accounts, two desks and a smart host."""

    def __init__(self, seed, settings=None, haste=HASTE, folder=None):
        self.random = random.Random(seed)
        self.smart_host = SmartHostOfRounds()
        self.service = BreakableService(
            {"relay.host": "127.0.0.1", "relay.port": self.smart_host.port, "relay.tls": "none",
             "queue.first_retry": 1, "queue.longest_retry": 2, **(settings or {})}, haste, folder)
        self.ledger = Ledger((ALICE, BOB), DESKS)
        self.backup = Backup(self.service)
        self.total = {}

    def prepare(self):
        for name in ("alice", "bob"):
            self.service.add_account(name)
        self.service.start()
        with Imap(self.service, ALICE) as client:
            client.ok("ENABLE IMAP4rev2")
            for box in [box for boxes in DESKS.values() for box in boxes] + ["Shelf"]:
                client.ok(f'CREATE "{box}"')

        self.ledger.register.begin_with(register_of(self.service))

    def fresh_random(self):
        """One for each thread."""
        return random.Random(self.random.getrandbits(64))

    def cast(self):
        """One of each writer, two where they get in each other's way."""
        fresh = self.fresh_random
        writers = [LmtpWriter(self, fresh()), LmtpWriter(self, fresh()), SubmissionWriter(self, fresh()),
                   PopWriter(self, fresh()), Reader(self, fresh()), ShelfWriter(self, fresh()),
                   RegisterWriter(self, fresh()), BackupWriter(self, fresh())]
        return writers + [DeskWriter(self, fresh(), desk) for desk in self.ledger.desks.values()]

    def begin(self, writers):
        for writer in writers:
            writer.start()
        wait_until(lambda: all(writer.ready.is_set() for writer in writers), 60, "the writers")

    def let_write(self, seconds):
        """Until the time is over or the service has died; gives whether it has."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.service.is_dead():
                return True
            time.sleep(0.01)
        return False

    def end(self, writers):
        """Waits for those whose line broke; gives the count of acknowledgements by writer."""
        counts = {}
        for writer in writers:
            writer.join(60)
            if writer.failure:
                raise writer.failure
            if writer.is_alive():
                raise AssertionError(f"{writer.name} does not end")
            counts[writer.name] = counts.get(writer.name, 0) + writer.acknowledged
        for name, count in counts.items():
            self.total[name] = self.total.get(name, 0) + count
        return counts

    def close(self):
        self.service.close()
        self.smart_host.close()

    def discard(self):
        """Without a look at what is in the store."""
        self.service.ports.close()
        self.smart_host.close()
        shutil.rmtree(self.service.home, ignore_errors=True)


def seed_of_the_day():
    """Of the environment, or new; said, so that it can be used again."""
    seed = int(os.environ.get("CHAOS_SEED", random.SystemRandom().getrandbits(32)))
    print(f"CHAOS_SEED={seed}", flush=True)
    random.seed(seed)
    return seed


def source_root():
    return pathlib.Path(__file__).resolve().parents[2]
