"""Trouble from outside: no descriptors, no disk, no memory to win, no patience."""
import contextlib
import os
import re
import resource
import shutil
import socket
import subprocess
import time
import unittest

from service import SMALL_QUARANTINE, Service, ServiceTest, main, wait_until
from wire import Imap, Smtp, Wire, deliver, dot_stuffed, large_message, message, sha256

FLAT_KILOBYTES = 24 * 1024


class HostileTest(ServiceTest):
    settings = {"imap.login_timeout": 5, "smtp.idle_timeout": 10, "login.longest_delay": 2,
                "limits.connections_per_account": 12, "mail.message_bytes": 8 * 1024 * 1024}
    sanitizer_options = SMALL_QUARANTINE

    def flat(self):
        """The memory of the service now; to be called again with what it gave."""
        before = self.service.resident_kilobytes()

        def compare():
            grown = self.service.resident_kilobytes() - before
            self.assertLess(grown, FLAT_KILOBYTES, "the service has grown by so many KB")
        return compare

    def flood(self, wire, piece, megabytes):
        """Sends until the service has had enough and closes, or so many MB."""
        wire.socket.settimeout(5)
        try:
            for _ in range(megabytes * 1024 * 1024 // len(piece)):
                wire.send(piece)
        except TimeoutError:
            self.fail("the service neither reads nor closes")
        except OSError:  # ssl.SSLEOFError too
            return

    def test_endless_lines(self):
        for name, tls in (("imap", False), ("pop3", False), ("smtp", False), ("lmtp", False), ("imaps", True)):
            compare = self.flat()
            with Wire(self.service, name, tls=tls) as wire:
                wire.line()
                self.flood(wire, b"x" * 65536, 40)
            compare()

    def test_endless_lines_after_login(self):
        with Imap(self.service, self.alice) as client:
            compare = self.flat()
            self.flood(client, b"x" * 65536, 40)
            compare()

    def test_huge_literals_before_login(self):
        compare = self.flat()
        for size in ("100000", "4294967295", "99999999999999999999"):
            with Wire(self.service, "imaps", tls=True) as wire:
                wire.line()
                wire.send(f"a LOGIN {{{size}}}\r\n")
                self.assertRegex(wire.line(), rb"^(a|\*) (BAD|NO|BYE)")
            with Wire(self.service, "imaps", tls=True) as wire:
                wire.line()
                wire.send(f"a LOGIN {{{size}+}}\r\n")
                self.flood(wire, b"y" * 65536, 40)
        compare()

    def test_huge_literals_after_login(self):
        with Imap(self.service, self.alice) as client:
            for size in ("60000000", "4294967295"):
                answer = client.ask(f"APPEND INBOX {{{size}}}")
                self.assertIn(answer.status, (b"NO", b"BAD"))
            client.ok("NOOP")
            self.assertEqual(client.ask("CREATE {20000000}").status, b"BAD")
            client.ok("NOOP")

    def test_a_million_parentheses(self):
        with Imap(self.service, self.alice) as client:
            client.ok("SELECT INBOX")
            compare = self.flat()
            for command in ("SEARCH ", "FETCH 1 ", "LIST ", 'STATUS "a" ', "ID "):
                self.assertEqual(client.ask(command + "(" * 30000).status, b"BAD", command)
            self.assertEqual(client.ask("SEARCH " + "NOT " * 10000 + "ALL").status[:2], b"BA")
            client.ok("NOOP")
            client.send(b"a SEARCH " + b"(" * 1000000 + b"\r\n")
            self.assertRegex(client.line(), rb"^(a|\*) (BAD|BYE)")
            compare()

    def test_monstrous_mime(self):
        nested = "".join(f'Content-Type: multipart/mixed; boundary="b{i}"\r\n\r\n--b{i}\r\n' for i in range(10000))
        parts = 'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + "--b\r\n\r\nx\r\n" * 100000 + "--b--\r\n"
        for text in (nested, parts, "Content-Type: message/rfc822\r\n\r\n" * 10000, "X-A: b\r\n" * 100000 + "\r\n",
                     "From: " + "(" * 1000000 + "\r\n\r\n", "References: " + "<a@b> " * 200000 + "\r\n\r\n"):
            deliver(self.service, self.bob, b"Subject: monstrous\r\n" + text.encode())
        with Imap(self.service, self.bob, seconds=60) as client:
            client.ok("SELECT INBOX")
            answer = client.ok("FETCH 1:* (ENVELOPE BODYSTRUCTURE RFC822.SIZE)")
            self.assertEqual(len(answer.having("BODYSTRUCTURE")), 6)
            self.assertLess(max(len(line) for line in answer.untagged), 8 * 1024 * 1024)
            client.ok('SEARCH BODY "nowhere"')

    def test_silence_before_login(self):
        """Nobody holds a connection by saying nothing, or a byte now and then."""
        started = time.monotonic()
        with contextlib.ExitStack() as stack:
            silent = {name: stack.enter_context(Wire(self.service, name)) for name in ("imap", "pop3", "smtp")}
            slow = stack.enter_context(Wire(self.service, "imap"))
            with self.assertRaises((BrokenPipeError, ConnectionResetError)):
                for _ in range(40):
                    time.sleep(0.25)
                    slow.send(b"x")
            self.assertLess(time.monotonic() - started, 9)
            for name, wire in silent.items():
                wire.socket.settimeout(20)
                said = wire.at_end()
                self.assertLess(time.monotonic() - started, 20, name)
                self.assertRegex(said, {"imap": rb"\* BYE", "smtp": rb"\r\n421 "}.get(name, rb"\+OK"), name)

    def test_guessing_gets_slow(self):
        taken = []
        for number in range(6):
            with Imap(self.service) as client:
                started = time.monotonic()
                answer = client.ask(f'LOGIN "victim@example.test" "guess {number}"')
                self.assertEqual((answer.status, answer.code("AUTHENTICATIONFAILED")), (b"NO", ""))
                taken.append(time.monotonic() - started)
        self.assertGreater(taken[-1], 1.5, taken)
        # Others, at the same address, still get in.
        with Imap(self.service, self.alice) as client:
            client.ok("NOOP")

    def test_many_connections_of_one_account(self):
        sessions = []
        try:
            for _ in range(12):
                sessions.append(Imap(self.service, self.bob))
            with Imap(self.service) as one_more:
                self.assertEqual(one_more.ask(f'LOGIN "{self.bob}" "correct horse"').status, b"NO")
        finally:
            for session in sessions:
                session.close()

        def free():
            with Imap(self.service) as again:
                return again.ask(f'LOGIN "{self.bob}" "correct horse"').status == b"OK"
        wait_until(free, what="a free seat")

    def test_out_of_descriptors(self):
        text = message("readable")
        with Imap(self.service, self.alice) as session:
            uid = session.append("Archive", text).code("APPENDUID").split()[1]
            session.ok("SELECT Archive")
            _, hard = resource.prlimit(self.service.process.pid, resource.RLIMIT_NOFILE)
            limit = self.service.open_files() + 20
            resource.prlimit(self.service.process.pid, resource.RLIMIT_NOFILE, (limit, hard))
            crowd = [socket.create_connection(("127.0.0.1", self.service.port(name)), timeout=5)
                     for name in ("imap", "smtp", "pop3", "imaps") for _ in range(20)]
            try:
                wait_until(lambda: self.service.open_files() >= limit - 3, what="the last descriptor")
                time.sleep(0.5)
                before = self.service.cpu_seconds()
                time.sleep(2)
                self.assertLess(self.service.cpu_seconds() - before, 0.6, "accept spins")
                session.ok("NOOP")
                self.assertIn(text, session.ok(f"UID FETCH {uid} (BODY.PEEK[])").untagged[0])
            finally:
                for one in crowd:
                    one.close()

            def served():
                try:
                    with Imap(self.service, self.bob, seconds=5) as client:
                        return client.ok("NOOP")
                except (OSError, EOFError):
                    return False
            wait_until(served, 30, "service after the crowd has gone")
            resource.prlimit(self.service.process.pid, resource.RLIMIT_NOFILE, (hard, hard))
            wait_until(lambda: session.append("Archive", text).status == b"OK", 30, "APPEND")

    def test_torn_uploads_leave_nothing(self):
        """A message half sent when the line breaks: no file, no descriptor, no message stays."""
        text = large_message("torn", 600000)
        before = self.service.open_files()
        for number in range(8):
            with Smtp(self.service, "lmtp") as client:
                client.reply()
                client.expect(250, "LHLO client.example")
                client.send(f"MAIL FROM:<>\r\nRCPT TO:<{self.alice}>\r\nDATA\r\n".encode()
                            + dot_stuffed(text)[:-number - 1])
            with Imap(self.service, self.alice) as client:
                client.send(f"a APPEND INBOX {{{len(text)}+}}\r\n".encode() + text[:-number - 1])
        wait_until(lambda: self.service.open_files() <= before + 4, what="the end of all sessions")
        self.assertEqual(os.listdir(self.service.folder / "data" / "spool"), [])
        with Imap(self.service, self.alice) as client:
            client.ok("EXAMINE INBOX")
            self.assertEqual(client.search("SUBJECT torn"), [])

    def test_clients_that_do_not_read(self):
        """A slow client costs what its socket holds, not what it asked for."""
        text = large_message("slow", 5 * 1000 * 1000)
        with Imap(self.service, self.alice) as client:
            self.assertEqual(client.append("Junk", text).status, b"OK")
            client.ok("SELECT Junk")
            for _ in range(3):
                client.ok("COPY 1:* Junk")
            client.ok("FETCH 1 (BODY.PEEK[])")
            compare = self.flat()
            tag = client.begin("FETCH 1:* (BODY.PEEK[])")
            time.sleep(2)
            compare()
            self.assertEqual(len(client.finish(tag).having("BODY[]")), 8)

    def test_messages_beyond_the_limit(self):
        text = large_message("too large", 5 * 1000 * 1000)
        compare = self.flat()
        with Smtp(self.service, "smtp") as client:
            client.reply()
            client.expect(250, "EHLO client.example")
            client.expect(250, "MAIL FROM:<a@b.example>")
            client.expect(250, f"RCPT TO:<{self.alice}>")
            client.expect(354, "DATA")
            self.flood(client, text.replace(b"\r\n.", b"\r\n:"), 40)
            self.assertRegex(client.at_end(), rb"^552 ")
        compare()


class FullDiskTest(unittest.TestCase):
    SIZE = "96m"

    def setUp(self):
        self.disk = f"/tmp/postamt-disk-{os.getpid()}"
        os.mkdir(self.disk)
        self.addCleanup(shutil.rmtree, self.disk, True)
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={self.SIZE}", "tmpfs", self.disk],
                                 capture_output=True, text=True, check=False)
        if mounted.returncode != 0:
            self.skipTest(f"mounting a small file system is not permitted: {mounted.stderr.strip()}")
        self.addCleanup(subprocess.run, ["umount", "-l", self.disk], check=True)
        self.service = Service(folder=f"{self.disk}/service")
        self.addCleanup(self.service.close)
        self.alice = self.service.add_account("alice")
        self.service.start()

    def fill_disk(self, left=0):
        """Writes until there is no room but `left` bytes."""
        free = os.statvfs(self.disk).f_bavail * os.statvfs(self.disk).f_bsize
        ballast = os.open(f"{self.disk}/ballast", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
        try:
            for size in (1 << 20, 4096):
                try:
                    while free > left:
                        free -= os.write(ballast, b"\0" * size)
                except OSError:
                    free = left + size
        finally:
            os.close(ballast)

    def lmtp(self, text):
        with Smtp(self.service, "lmtp") as client:
            client.reply()
            client.expect(250, "LHLO test.example")
            for command in ("MAIL FROM:<a@b.example>", f"RCPT TO:<{self.alice}>", "DATA"):
                code, words = client.ask(command)
                if code >= 400:
                    return code, words
            client.send(dot_stuffed(text))
            return client.reply()

    def deliver_until_full(self, size):
        """Gives three refusals in a row, and how many messages were taken before."""
        refusals, taken = [], 0
        for _ in range(2000):
            code, words = self.lmtp(large_message("lmtp", size))
            taken += code == 250
            refusals = refusals + [(code, words)] if code != 250 else []
            if len(refusals) == 3:
                return refusals, taken
        raise AssertionError("the disk is not full")

    def read(self, client, uid, text):
        line = client.ok(f"UID FETCH {uid} (BODY.PEEK[])").having("BODY[]")[0]
        self.assertEqual(sha256(line.split(b"}\r\n", 1)[1][:-1]), sha256(text))

    def test_full_disk(self):
        kept = large_message("kept", 400000)
        with Imap(self.service, self.alice, seconds=60) as client:
            uid = client.append("INBOX", kept).code("APPENDUID").split()[1]
            client.ok("SELECT INBOX")
            self.fill_disk()
            taken, refusals = 0, []
            # The store has room that it reserved: write until that is gone too.
            for size in (400000, 200000, 20000, 2000):
                more, taken_now = self.deliver_until_full(size)
                refusals += more
                taken += taken_now
            for code, words in refusals:
                self.assertIn(code, (451, 452), words)
                self.assertRegex(words, r"^4\.")
            for size in (2000, 900000):
                answer = client.append("INBOX", large_message("append", size))
                self.assertEqual(answer.status, b"NO", answer)
                self.assertIsNotNone(answer.code("UNAVAILABLE"), answer)
            answer = client.ask(rf"UID STORE {uid} +FLAGS (\Flagged)")
            self.assertIn(answer.status, (b"NO", b"OK"))
            flagged = answer.status == b"OK"
            # Reading goes on.
            self.read(client, uid, kept)
            with Imap(self.service, self.alice) as other:
                self.assertTrue(other.ok("SELECT INBOX").having(f"{taken + 1} EXISTS"))

            os.unlink(f"{self.disk}/ballast")
            text = message("after")
            wait_until(lambda: self.lmtp(text)[0] == 250, 30, "delivery after room was made")
            taken += 1
            self.assertEqual(client.append("INBOX", message("appended after")).status, b"OK")
            client.ok("NOOP")
            self.read(client, uid, kept)
        self.service.stop()
        self.service.check()
        self.service.start()
        with Imap(self.service, self.alice) as client:
            self.assertTrue(client.ok("SELECT INBOX").having(f"{taken + 2} EXISTS"))
            self.read(client, uid, kept)
            line = client.ok(f"UID FETCH {uid} (FLAGS)").having("FLAGS")[0]
            self.assertEqual(bool(re.search(rb"\\Flagged", line)), flagged)


if __name__ == "__main__":
    main()
