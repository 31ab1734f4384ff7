"""Class literal_memory: before login nobody makes the service hold much, by literals, lines or silence.

CVE-2024-34055 (Cyrus), CVE-2024-37358 (James), CVE-2025-61600 (Stalwart).
"""
import contextlib

from attack import AttackTest, flood
from service import wait_until
from wire import Smtp, Wire

CONNECTIONS = 100


class BeforeLogin(AttackTest):
    def connected(self, stack: contextlib.ExitStack, name: str) -> Wire:
        wire = stack.enter_context(Wire(self.service, name))
        wire.line()
        return wire

    def hold(self, name: str, unfinished: bytes, each: int = 64):
        """So many connections that never finish what they began cost at most `each` KB."""
        with self.bounded_memory(8 * 1024 + CONNECTIONS * each), contextlib.ExitStack() as stack:
            before = self.service.cpu_seconds()
            wires = [self.connected(stack, name) for _ in range(CONNECTIONS)]
            for wire in wires:
                wire.socket.settimeout(10)
                with contextlib.suppress(OSError):
                    wire.send(unfinished)
            # All was read when nothing more is computed.
            spent = [before]

            def idle():
                spent.append(self.service.cpu_seconds())
                return spent[-1] == spent[-2]
            wait_until(idle, what="the service to have read all")
            self.assert_alive()

    def test_unfinished_commands(self):
        for name, unfinished in (
                ("imap", b"a LOGIN {8000+}\r\n" + b"x" * 8000 + b" {7900+}\r\n" + b"y" * 7000),
                ("imap", b'a LOGIN "' + b"x" * 8000),
                ("imap", b"a ID (" + b'"' + b"x" * 16000),
                ("imap", b"a AUTHENTICATE PLAIN\r\n" + b"x" * 16000),
                ("pop3", b"USER " + b"x" * 100000),
                ("smtp", b"EHLO " + b"x" * 60000),
                ("submission", b"AUTH PLAIN " + b"x" * 60000),
                ("lmtp", b"MAIL FROM:<" + b"x" * 60000)):
            with self.subTest(name=name, begins=unfinished[:20]):
                self.hold(name, unfinished)

    def test_many_literals_in_one_command(self):
        """The budget is the command's: a thousand small literals, or empty ones, end like one large."""
        for piece in (b"{1+}\r\nx ", b"{0+}\r\n ", b'"x" ', b"x ", b"{10000+}\r\n" + b"x" * 10000 + b" "):
            with self.subTest(piece=piece[:10]), self.bounded_memory():
                wire = Smtp(self.service, "imap")
                self.addCleanup(wire.close)
                wire.line()
                closed = flood(wire, b"a LOGIN " + piece * 1000, 0.1) or flood(wire, piece * 1000, 20)
                if not closed:
                    wire.send(b"\r\nz NOOP\r\n")
                self.assertRegex(wire.at_end() if closed else wire.line(), rb"^(\Z|a BAD|\* BYE|\* BAD)")

    def test_sizes_beyond_all_bounds(self):
        for size in (16385, 100000, 2**31, 2**32 - 1, 2**32, 2**63 - 1, 2**63, 2**64 - 1, 2**64, 10**40):
            for command in ("LOGIN {%d}", "LOGIN {%d+}", "ID ({%d+}", "AUTHENTICATE {%d+}", "{%d+}", "LOGIN ~{%d+}"):
                wire = self.greeted("imap")
                wire.send("a " + command % size + "\r\n")
                self.assertRegex(wire.line(), rb"^(a|\*) (BAD|BYE)", command % size)
                wire.close()
        for name, command in (("smtp", "BDAT %d"), ("lmtp", "BDAT %d LAST")):
            for size in (2**31, 2**63, 2**64, 10**40):
                wire = self.greeted(name)
                wire.send(command % size + "\r\n")
                self.assertIn(wire.reply()[0], (501, 503))
                wire.close()

    def test_endless_lines(self):
        for name, begin in (("imap", b"a LOGIN "), ("imap", b""), ("pop3", b"AUTH PLAIN "), ("smtp", b"MAIL FROM:<"),
                            ("submission", b"AUTH PLAIN "), ("lmtp", b"RCPT TO:<")):
            with self.subTest(name=name, begin=begin), self.bounded_memory():
                wire = self.greeted(name)
                wire.send(begin)
                flood(wire, b"x" * 65536, 20)

    def test_endless_login_messages(self):
        """A SASL exchange is a command, too: its lines have a limit."""
        for name, begin, prompt in (("imaps", b"a AUTHENTICATE PLAIN\r\n", rb"^\+"), ("pop3s", b"AUTH PLAIN\r\n", rb"^\+"),
                                    ("submissions", b"AUTH PLAIN\r\n", rb"^334")):
            with self.subTest(name=name), self.bounded_memory():
                wire = self.greeted(name, tls=True)
                wire.send(begin)
                self.assertRegex(wire.line(), prompt)
                flood(wire, b"QUFB" * 16384, 20)

    def test_recipients_without_end(self):
        """Recipients are counted; their addresses are what a message may cost before its data."""
        for name in ("smtp", "lmtp"):
            with self.bounded_memory():
                wire = self.greeted(name)
                wire.expect(250, "MAIL FROM:<a@b.example>")
                taken = 0
                for _ in range(30):
                    wire.send(f"RCPT TO:<{self.alice}>\r\n".encode() * 100)
                    taken += sum(wire.reply()[0] == 250 for _ in range(100))
                self.assertEqual(taken, 1000)

    def test_hellos_of_tls_that_never_end(self):
        """Half a TLS handshake on many connections."""
        hello = b"\x16\x03\x01\x40\x00\x01\x00\x3f\xfc" + b"\x03\x03" + b"x" * 15000
        with self.bounded_memory(8 * 1024 + CONNECTIONS * 128), contextlib.ExitStack() as stack:
            for _ in range(CONNECTIONS):
                stack.enter_context(Wire(self.service, "imaps")).send(hello)
            self.assert_alive()

    def test_after_login(self):
        client = self.imap(self.alice)
        client.ok("SELECT INBOX")
        for command in (b"SEARCH " + b"{1+}\r\nx " * 200, b"SEARCH BODY {2000000+}\r\n" + b"x" * 2000000,
                        b"LIST \"\" (" + b"x " * 40000 + b")", b"CREATE {1048577+}\r\n" + b"x" * 1048577,
                        b"STATUS x (" + b"MESSAGES " * 20000 + b")"):
            with self.bounded_memory():
                answer = client.ask(command)
                self.assertEqual(answer.status, b"BAD", command[:40])
        client.ok("NOOP")
