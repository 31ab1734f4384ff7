"""Who makes checkpoints (of which backups are made) while the service is killed, and what is in the last one."""
import os
import shutil

from kill_look import ALICE, BOB, fetch_all
from kill_register_writer import control
from kill_writers import Writer
from ledger import THERE, is_sound, key_of
from wire import Imap


class Backup:
    """The last checkpoint that was acknowledged, in the place of the data of a service of its own, and which
    letters had been acknowledged before it was asked for."""

    def __init__(self, service):
        self.folder = service.home / "backup"
        self.letters = None

    def keep(self, checkpoint, letters):
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        os.rename(checkpoint, self.folder / "data")
        self.letters = letters

    def look(self, service, ledger):
        """Serves it instead of the service, which is down: all that was acknowledged before is in it."""
        for part in ("postamt.toml", "tls"):
            source = service.folder / part
            (shutil.copytree if source.is_dir() else shutil.copy)(source, self.folder / part)
        service.run("check", self.folder)
        live, service.folder = service.folder, self.folder
        try:
            service.start()
            for user in (ALICE, BOB):
                with Imap(service, user, seconds=60) as client:
                    client.ok("ENABLE IMAP4rev2")
                    found = {key_of(one.text): one.text for one in fetch_all(client, "INBOX")[1]}
                self.compare(user, found, ledger.inboxes[user].letters)
            service.kill()
        finally:
            service.folder = live
        shutil.rmtree(self.folder)
        self.letters = None

    def compare(self, user, found, letters):
        for key in self.letters[user]:
            # What was deleted in the same moment may be in it or not.
            if letters[key].state == THERE and not is_sound(found.get(key, b""), letters[key].text):
                raise AssertionError(f"backup: {key} of {user} is lost or damaged")


class BackupWriter(Writer):
    name = "backup"

    def __init__(self, stage, random):
        super().__init__(stage, random)
        self.backup = stage.backup

    def work(self):
        self.repeat(self.step)

    def step(self):
        letters = {user: [key for key, letter in list(inbox.letters.items()) if letter.state == THERE]
                   for user, inbox in self.ledger.inboxes.items()}
        self.backup.keep(control(self.service, "checkpoint"), letters)
        self.acknowledged += 1
        self.ending.wait(self.random.uniform(0.05, 0.3))
