#!/usr/bin/env python3
"""`postamt backup` and `postamt restore`, with the service stopped and under load.

Usage: backup_test.py POSTAMT [unittest arguments].
"""
import hashlib
import imaplib
import io
import pathlib
import smtplib
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
import unittest

from cli_test import DEADLINE, POSTAMT, Running, free_base, run


class Writer(threading.Thread):
    """Delivers mail by LMTP and keeps a ledger of what was acknowledged."""

    def __init__(self, port, number):
        super().__init__()
        self.port = port
        self.number = number
        self.ledger = []
        self.trouble = None
        self.stop = threading.Event()

    def run(self):
        try:
            with smtplib.LMTP("127.0.0.1", self.port, timeout=DEADLINE) as lmtp:
                while not self.stop.is_set():
                    name = f"<{self.number}.{len(self.ledger)}@ledger.test>"
                    lmtp.sendmail("sender@example.com", ["alice@example.test"],
                                  f"Message-ID: {name}\r\nSubject: ledger\r\n\r\n" + name * 200 + "\r\n")
                    self.ledger.append(name)
        except OSError as error:  # smtplib's errors are of this kind too
            self.trouble = error


def altered(backup, to, name, text):
    """Writes a copy of a backup in which one member has another text, with the checksums made to fit."""
    sums = {}
    with tarfile.open(backup) as source, tarfile.open(to, "w", format=tarfile.USTAR_FORMAT) as target:
        for member in source.getmembers():
            data = source.extractfile(member).read()
            if member.name == name:
                data = text
            if member.name == "checksums":
                data = "".join(f"{sums[key]}  {key}\n" for key in sorted(sums)).encode()
            sums[member.name] = hashlib.blake2b(data, digest_size=32).hexdigest()
            header = tarfile.TarInfo(member.name)
            header.size = len(data)
            target.addfile(header, io.BytesIO(data))


class Backup(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="postamt-backup-")
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.dir = self.root / "mail"
        self.file = self.root / "backup.tar"
        self.copy = self.root / "copy"
        self.base = free_base()
        self.done(["init", self.dir, "--domain", "example.test", "--ports-from", self.base, "--listen", "127.0.0.1"])
        self.done(["account", "add", self.dir, "alice@example.test", "--password-stdin"], "secret")

    def done(self, words, stdin=""):
        done = run(*words, stdin=stdin)
        self.assertEqual((done.stderr, done.returncode), ("", 0))
        return done.stdout

    def refused(self, words, *texts):
        done = run(*words)
        self.assertEqual((done.stdout, done.returncode), ("", 1))
        self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
        for text in texts:
            self.assertIn(text, done.stderr)

    def nothing_left(self):
        left = [path.name for path in self.root.iterdir() if path not in (self.dir, self.file, self.copy)]
        self.assertEqual(left, [])
        self.assertEqual(list((self.dir / "data" / "checkpoints").iterdir()), [])

    def message_ids(self):
        with imaplib.IMAP4("127.0.0.1", self.base + 143, timeout=DEADLINE) as imap:
            imap.starttls()
            imap.login("alice@example.test", "secret")
            imap.select("INBOX")
            _, found = imap.fetch("1:*", "(BODY.PEEK[])")
        bodies = [part[1].decode() for part in found if isinstance(part, tuple)]
        names = [next(line[12:] for line in body.splitlines() if line.startswith("Message-ID: ")) for body in bodies]
        for name, body in zip(names, bodies):
            self.assertIn(name * 200, body)
        return names

    def test_a_stopped_service(self):
        said = self.done(["backup", self.dir, self.file])
        self.assertRegex(said, r"^Backed up \S+ into \S+: \d+ files, [\d.]+ MB\.\n$")
        self.nothing_left()
        self.assertEqual(self.file.stat().st_mode & 0o777, 0o600)
        with tarfile.open(self.file) as tar:
            names = tar.getnames()
            listed = tar.extractfile("checksums").read().decode()
        self.assertEqual(names[0], "postamt-backup")
        self.assertEqual(sorted(line[66:] for line in listed.splitlines()), sorted(names[:-1]))
        for name in ("postamt.toml", "tls/cert.pem", "tls/key.pem", "data/format", "data/rocks/CURRENT"):
            self.assertIn(name, names)
        said = self.done(["restore", self.file, self.copy])
        self.assertRegex(said, r"^Restored \S+ as it was at [\d-]+ [\d:]+ UTC: \d+ files, [\d.]+ MB\.\nNext: ")
        self.assertEqual(self.done(["account", "list", self.copy]), "alice@example.test\n")
        self.assertEqual(self.done(["check", self.copy]), "The store is sound.\n")
        self.assertEqual((self.copy / "postamt.toml").read_text(), (self.dir / "postamt.toml").read_text())
        self.nothing_left()

    def test_under_load(self):
        with Running(self.dir) as service:
            writers = [Writer(self.base + 24, number) for number in range(4)]
            for writer in writers:
                writer.start()
            end = time.monotonic() + DEADLINE
            while min(len(writer.ledger) for writer in writers) < 10 and time.monotonic() < end:
                time.sleep(0.01)
            before = {name for writer in writers for name in list(writer.ledger)}
            self.done(["backup", self.dir, self.file])
            for writer in writers:
                writer.stop.set()
                writer.join()
                self.assertIsNone(writer.trouble)
            written = {name for writer in writers for name in writer.ledger}
            self.nothing_left()
            self.assertEqual(service.end(), 0)
        self.assertGreater(len(before), 39)
        self.done(["restore", self.file, self.copy])
        self.assertEqual(self.done(["check", self.copy]), "The store is sound.\n")
        with Running(self.copy) as service:
            restored = self.message_ids()
            self.assertEqual(service.end(), 0)
        self.assertEqual(len(restored), len(set(restored)))
        self.assertEqual(before - set(restored), set())
        # What was on its way at the moment may be there without an answer, but nothing else.
        self.assertLessEqual(len(set(restored) - written), len(writers))

    def test_nothing_is_overwritten(self):
        self.file.write_text("precious")
        self.refused(["backup", self.dir, self.file], f"{self.file} is there already")
        self.assertEqual(self.file.read_text(), "precious")
        self.file.unlink()
        self.done(["backup", self.dir, self.file])
        self.refused(["restore", self.file, self.dir], f"{self.dir} is there already and not empty")
        self.copy.write_text("a file")
        self.refused(["restore", self.file, self.copy], f"{self.copy} is there already")
        self.copy.unlink()
        self.copy.mkdir()
        self.done(["restore", self.file, self.copy])  # an empty directory is as good as none
        self.nothing_left()

    def test_mistakes(self):
        self.refused(["backup", self.root / "nowhere", self.file], "has no postamt.toml")
        self.refused(["backup", self.dir, self.root / "no" / "folder"], "cannot write")
        self.refused(["restore", self.root / "nothing", self.copy], "cannot read")
        self.file.write_bytes(b"\0" * 5000)
        self.refused(["restore", self.file, self.copy], "is no backup, or it is damaged or cut off")
        self.file.unlink()
        self.done(["backup", self.dir, self.file])
        whole = self.file.read_bytes()
        self.file.write_bytes(whole[:len(whole) * 3 // 4])
        self.refused(["restore", self.file, self.copy], "damaged or cut off")
        self.assertFalse(self.copy.exists())
        self.nothing_left()

    def test_a_newer_store_is_refused(self):
        self.done(["backup", self.dir, self.file])
        newer = self.root / "mail" / "newer.tar"
        altered(self.file, newer, "data/format", b"postamt store format 999\n")
        self.refused(["restore", newer, self.copy], "format 999")
        altered(self.file, newer, "postamt-backup", b"postamt backup format 2\n")
        self.refused(["restore", newer, self.copy], "format 2", "up to 1")
        self.assertFalse(self.copy.exists())
        self.nothing_left()

    def test_what_a_killed_backup_left_goes_at_the_next_start(self):
        abandoned = self.dir / "data" / "checkpoints" / "0123456789abcdef"
        abandoned.mkdir(parents=True)
        (abandoned / "file").write_text("x")
        with Running(self.dir) as service:
            self.nothing_left()
            self.assertEqual(service.end(), 0)

    def test_files_elsewhere_are_named(self):
        key = self.root / "key.pem"
        (self.dir / "tls" / "key.pem").rename(key)
        settings = self.dir / "postamt.toml"
        settings.write_text(settings.read_text().replace("[tls]\n", f'[tls]\nkey = "{key}"\n'))
        said = self.done(["backup", self.dir, self.file])
        self.assertIn(f"Not in it, since it stands elsewhere: {key}\n", said)


if __name__ == "__main__":
    unittest.main()
