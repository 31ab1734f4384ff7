"""Class sasl_state: no order of login messages, bad, broken off or empty, lets anybody in or stops others.

CVE-2025-59028, CVE-2019-11494, CVE-2019-11499, CVE-2017-15132, CVE-2019-10691, CVE-2020-12674,
CVE-2020-12673 (Dovecot).
"""
import random
import threading

from attack import AttackTest, encoded, plain
from service import PASSWORD
from wire import Imap, Smtp

SEED = 20260302
WALKS = 60
STEPS = 12
MECHANISMS = ("PLAIN", "LOGIN", "SCRAM-SHA-256", "SCRAM-SHA-256-PLUS", "SCRAM-SHA-1",
              "SCRAM-SHA-1-PLUS", "XOAUTH2", "", "NTLM", "plain")
NONCE = "rOprNGfwEbeRWgbNEkqO"
MESSAGES = ["", "=", "*", "**", " ", "====", "A", "AB", "ABC", "QQ", "QQ=", "QQ==", "QQ===", "Q Q==", "!!!!", "\t",
            "-", "_-_-", encoded(b""), encoded(b"\0"), encoded(b"\0\0"), encoded(b"\0\0\0"), encoded(b"\0" * 1000),
            encoded(b"\xff\xfe\0\xc0\x80\0\xed\xa0\x80"), encoded(b"\0alice@example.test"),
            encoded(b"\0alice@example.test\0"), encoded(b"\0\0correct horse"), encoded(b"\0alice@example.test\0wrong"),
            encoded(b"\0alice@example.test\0correct horse\0"),
            encoded(b"bob@example.test\0alice@example.test\0correct horse"),
            encoded(b"\0alice@example.test\0" + b"x" * 3000), encoded(b"alice@example.test"), encoded(b"\xc3("),
            encoded(b"x" * 10000), encoded(b"\xe2\x80\xae"), encoded(b"a\nb"),
            encoded(f"n,,n=alice@example.test,r={NONCE}".encode()),
            encoded(f"y,,n=alice@example.test,r={NONCE}".encode()),
            encoded(f"p=tls-exporter,,n=alice@example.test,r={NONCE}".encode()),
            encoded(f"n,a=bob,n=alice,r={NONCE}".encode()), encoded(b"n,,n=,r="), encoded(b"n,,n=a=3,r=x"),
            encoded(b"n,,m=x,n=alice,r=x"), encoded(b"n,,n=alice,r=" + b"x" * 5000), encoded(b"c=biws,r=,p="),
            encoded(b"c=biws,r=" + NONCE.encode() + b",p=" + encoded(b"x" * 32).encode()),
            encoded(b"c=biws,r=x,p=!!!!"), encoded(b"p=" + encoded(b"x" * 32).encode()), encoded(b"v=x"),
            encoded(b"e=other-error"), "QUFB" * 5000, "\x7f", "\xff\xff", "é"]


class Walk(AttackTest):
    """Random walks over mechanism and message, with people at work beside."""

    def setUp(self):
        self.stop = threading.Event()
        self.wrong: list[str] = []
        self.logins = 0
        self.people = [threading.Thread(target=self.work, args=person) for person in
                       ((self.alice, PASSWORD), (self.bob, "bob's password"))]
        for thread in self.people:
            thread.start()

    def tearDown(self):
        self.stop.set()
        for thread in self.people:
            thread.join()
        self.assertEqual(self.wrong, [])
        self.assertGreater(self.logins, 1)

    def work(self, user: str, password: str):
        """Logs in again and again; each time it must be this user."""
        while not self.stop.is_set():
            try:
                with Imap(self.service) as client:
                    answer = client.ask("AUTHENTICATE PLAIN " + plain(user, password))
                    if answer.status != b"OK" or not answer.text.endswith(f"welcome, {user}".encode()):
                        self.wrong.append(f"{user}: {answer}")
                self.logins += 1
            except (OSError, EOFError) as broken:
                self.wrong.append(f"{user}: {broken}")
            self.stop.wait(0.05)

    def walk(self, name: str, begin: str, prompt: bytes, welcome: bytes):
        source = random.Random(SEED)
        self.prompts = 0
        for _ in range(WALKS):
            wire = Smtp(self.service, name, tls=True)
            self.addCleanup(wire.close)
            wire.line()
            if name == "submissions":
                wire.expect(250, "EHLO client.example")
            try:
                for _ in range(STEPS):
                    command = begin % source.choice(MECHANISMS)
                    if source.random() < 0.5:
                        command += " " + source.choice(MESSAGES)
                    self.exchange(wire, source, command, prompt, welcome)
            except (EOFError, OSError):
                pass  # hung up on: fair
            wire.close()
        self.assertGreater(self.prompts, WALKS, "the walks do not get far")

    def exchange(self, wire: Smtp, source: random.Random, command: str, prompt: bytes, welcome: bytes):
        wire.send(command.encode("latin-1") + b"\r\n")
        line = wire.line()
        while line.startswith(prompt) and not line.startswith(b"+OK"):
            self.prompts += 1
            wire.send(source.choice(MESSAGES).encode("latin-1") + b"\r\n")
            line = wire.line()
        while line.startswith((b"* ", b"250-")) or line[:4] == b"+OK " and b"Mechanisms" in line:
            while line.startswith(b"+OK") and wire.line() != b".":
                pass
            if line.startswith(b"+OK"):
                return
            line = wire.line()
        self.assertNotRegex(line, welcome, command)

    def test_imap(self):
        self.walk("imaps", "a AUTHENTICATE %s", b"+", rb"^a OK")

    def test_pop3(self):
        self.walk("pop3s", "AUTH %s", b"+", rb"^\+OK (?!Mechanisms)")

    def test_submission(self):
        self.walk("submissions", "AUTH %s", b"334", rb"^235")

    def test_leaving_while_the_password_is_checked(self):
        for number in range(30):
            with Smtp(self.service, ("imaps", "pop3s", "submissions")[number % 3], tls=True) as wire:
                wire.line()
                wire.send({0: "a AUTHENTICATE PLAIN ", 1: "AUTH PLAIN ", 2: "EHLO x\r\nAUTH PLAIN "}[number % 3]
                          + plain(self.alice, PASSWORD) + "\r\n")


class After(AttackTest):
    def test_many_exchanges_left_open(self):
        """Half a login on 60 connections, dropped at once or kept: nobody else notices."""
        first = encoded(f"n,,n=alice@example.test,r={NONCE}".encode())
        with self.bounded_memory():
            kept = []
            for number in range(60):
                wire = Smtp(self.service, "imaps", tls=True)
                wire.line()
                wire.send("a AUTHENTICATE " + ("SCRAM-SHA-256 " + first if number % 2 else "LOGIN") + "\r\n")
                self.assertRegex(wire.line(), rb"^\+")
                kept.append(wire)
                if number % 3 == 0:
                    wire.close()
            for wire in kept:
                wire.close()
            self.assert_alive()

    def test_a_login_after_a_broken_one(self):
        """An abort ends the exchange, not the connection; and nothing of it stays."""
        client = self.imap()
        for message in ("*", "!!!", encoded(b"\0alice@example.test\0wrong")):
            client.send("a AUTHENTICATE PLAIN\r\n")
            self.assertEqual(client.line()[:1], b"+")
            client.send(message + "\r\n")
            self.assertRegex(client.line(), rb"^a (BAD|NO)")
        answer = client.ask("AUTHENTICATE PLAIN " + plain(self.bob, "bob's password"))
        self.assertTrue(answer.text.endswith(b"welcome, bob@example.test"), answer)
        pop = self.pop()
        for message in ("*", "!!!"):
            pop.send("AUTH PLAIN\r\n" + message + "\r\n")
            self.assertEqual((pop.line()[:2], pop.line()[:4]), (b"+ ", b"-ERR"))
        pop.send("AUTH PLAIN " + plain(self.bob, "bob's password") + "\r\n")
        self.assertRegex(pop.line(), rb"^\+OK")
        smtp = self.greeted("submissions", tls=True)
        for message in ("*", "!!!"):
            smtp.expect(334, "AUTH LOGIN")
            smtp.expect(501, message)
        smtp.expect(235, "AUTH PLAIN " + plain(self.bob, "bob's password"))
        smtp.expect(503, "AUTH PLAIN " + plain(self.alice, PASSWORD))

    def test_a_user_name_does_not_outlive_its_password(self):
        """USER, a failed PASS, PASS: the second PASS has no user."""
        pop = self.pop()
        for command, answer in ((f"USER {self.alice}", rb"^\+OK"), ("PASS wrong", rb"^-ERR \[AUTH\]"),
                                (f"PASS {PASSWORD}", rb"^-ERR USER comes"), (f"USER {self.alice}", rb"^\+OK"),
                                ("AUTH PLAIN " + plain(self.bob, "wrong"), rb"^-ERR \[AUTH\]"),
                                (f"PASS {PASSWORD}", rb"^\+OK")):
            pop.send(command + "\r\n")
            self.assertRegex(pop.line(), answer, command)
