"""Class relay_injection: nothing that users or servers write becomes a command of our SMTP client, nor a
header of our reports.

Dovecot 2.4.4 (a SEARCH keyword became a command of the proxy); SMTP injection by CR and LF in addresses.
"""
from attack import AttackTest
from relaying import RelayTest
from rogue_host import converse
from service import wait_until
from wire import message

NASTY = ['"a\\"> b"', '"a> RCPT TO:<evil"', '"a>\\\r"', '" "', '"\\\\"', "a=2Cb", "a\u0085b", "a\u2028b", '"a\u0085b"',
         "%0d%0a", "\\r\\n", '"@"', '"a@b"', "a" * 64, '"<>"', '"a b"', "=?utf-8?q?=0d=0a?=", '"a\\ b"']


class Commands(RelayTest):
    def test_addresses(self):
        """Whatever address is taken goes out as one RCPT line, and means the same there."""
        client = self.submission()
        text = message("nasty addresses")
        client.expect(250, f"MAIL FROM:<{self.alice}> SMTPUTF8 BODY=8BITMIME")
        taken = [local for local in NASTY if client.ask(f"RCPT TO:<{local}@elsewhere.example>")[0] == 250]
        self.assertGreater(len(taken), 8)
        client.expect(354, "DATA")
        client.send(text + b".\r\n")
        self.assertEqual(client.reply()[0], 250)
        lines, _ = self.arrival(text)
        self.assert_orderly(lines)
        recipients = [line.decode() for line in lines if line.startswith(b"RCPT")]
        self.assertEqual(len(recipients), len(taken))
        for local, line in zip(taken, recipients):
            got = line.removeprefix("RCPT TO:<").removesuffix("@elsewhere.example>")
            self.assertEqual(self.unquoted(got), self.unquoted(local))

    @staticmethod
    def unquoted(local: str) -> str:
        if not local.startswith('"'):
            return local
        inner, out = iter(local[1:-1]), ""
        for c in inner:
            out += next(inner) if c == "\\" else c
        return out

    def assert_orderly(self, lines: list[bytes]):
        """Only what an honest client says, in its order."""
        verbs = [line.split(b" ")[0].split(b":")[0].upper() for line in lines]
        self.assertEqual(verbs[:5], [b"EHLO", b"STARTTLS", b"EHLO", b"AUTH", b"MAIL"])
        self.assertEqual(set(verbs[5:-1]), {b"RCPT"})
        self.assertEqual(verbs[-1], b"DATA")
        for line in lines:
            self.assertNotRegex(line, rb"[\0-\x1f\x7f]")

    def test_parameters_are_not_handed_on(self):
        """What our grammar does not know of MAIL and RCPT is refused, not relayed."""
        client = self.submission()
        for command in ("MAIL FROM:<alice@example.test> XEVIL=1", "MAIL FROM:<alice@example.test> SIZE=1\rRCPT",
                        "MAIL FROM:<alice@example.test> SIZE=1 SIZE=2",
                        "MAIL FROM:<alice@example.test> BODY=8BITMIME;x"):
            self.assertIn(client.ask(command)[0], (500, 501, 504, 555), command)
        client.expect(250, f"MAIL FROM:<{self.alice}>")
        for command in ("RCPT TO:<far@elsewhere.example> NOTIFY=NEVER\nX", "RCPT TO:<far@elsewhere.example> X=Y",
                        "RCPT TO:<far@elsewhere.example>\nDATA",
                        "RCPT TO:<far@elsewhere.example> <more@elsewhere.example>",
                        "RCPT TO:<far@elsewhere.example>,<more@elsewhere.example>",
                        "RCPT TO:<@a,@b:far@elsewhere.example\n>"):
            self.assertIn(client.ask(command)[0], (500, 501, 504, 555), command)

    def test_fields_that_we_write(self):
        """The name that a client gives itself is in Received, and cannot begin a field."""
        wire = self.greeted("smtp")
        for name in ("x\tSubject:y", "[127.0.0.1]\rX: y", "a b c", "(", "\u00e4", "x;y", "x\\", "<x>", "x" * 400):
            if wire.ask(f"EHLO {name}")[0] != 250:
                continue
            text = message("named " + str(len(name)))
            wire.expect(250, f"MAIL FROM:<\"a> (x\"@elsewhere.example>")
            wire.expect(250, f"RCPT TO:<{self.alice}>")
            wire.expect(354, "DATA")
            wire.send(text + b".\r\n")
            self.assertEqual(wire.reply()[0], 250)
            client = self.imap(self.alice)
            client.ok("SELECT INBOX")
            got = client.ok("FETCH * (BODY.PEEK[])").having("BODY[]")[0].split(b"}\r\n", 1)[1]
            head, separator, _ = got.partition(text[:20])
            self.assertTrue(separator)
            names = [line.split(b":")[0] for line in head.split(b"\r\n") if line and line[:1] not in b" \t"]
            self.assertEqual(names, [b"Return-Path", b"Received"], name)


class Answers(RelayTest):
    """What the smart host says ends in a report to the sender."""

    def bounce(self, rcpt: str) -> bytes:
        def script(host, talk):
            talk.say("220 smart.example ESMTP")
            converse(host, talk, rcpt=rcpt)
        self.play(script)
        client = self.imap(self.alice)
        client.ok("SELECT INBOX")
        before = client.search("FROM MAILER-DAEMON")
        self.submit(message("to be refused"))

        def found():
            client.ok("NOOP")
            return set(client.search("FROM MAILER-DAEMON")) - set(before)
        number = wait_until(found, 30, "a bounce").pop()
        return client.ok(f"FETCH {number} (BODY.PEEK[])").having("BODY[]")[0].split(b"}\r\n", 1)[1][:-1]

    def test_words_of_a_refusal(self):
        report = self.bounce("550-5.1.1 no\x1b[31m\x07 such\r\n550-5.1.1 Subject: injected\r\n550-5.1.1 --\r\n550-5.1.1 \u00e4\r\n"
                             "550 5.1.1 Diagnostic-Code: x" + "y" * 300)
        self.assertIn(b"no", report)
        self.assertNotRegex(report, rb"(?m)^Subject: injected")
        self.assertEqual(report.count(b"\r\nDiagnostic-Code:"), 1)
        self.assertNotRegex(report, rb"[\0-\x08\x0b\x0c\x0e-\x1f\x7f]")
        self.assertNotRegex(report, rb"(?<!\r)\n|\r(?!\n)")

    def test_replies_without_end(self):
        """Lines and replies have limits: the client hangs up, the message stays."""
        for piece in (b"250-x\r\n" * 9000, b"2" * 65536, b"250-" + b"x" * 65000, b"\0" * 65536,
                      b"250-ok\r\n250-" + b"\xff" * 60000 + b"\r\n"):
            closed: list[bool] = []

            def script(_, talk, piece=piece, closed=closed):
                talk.say("220 smart.example ESMTP")
                talk.line()
                try:
                    for _ in range(200):
                        talk.connection.sendall(piece)
                except OSError:
                    closed.append(True)
            with self.bounded_memory():
                self.kept_back(script)
            self.assertTrue(closed, piece[:20])


class Local(AttackTest):
    def test_a_sender_becomes_no_field(self):
        """Return-Path is written from the parsed sender."""
        wire = self.greeted("lmtp")
        for sender in ('"a\\\x01b"@x.example', "a\rb@x.example", '"x\\"y> X: z"@x.example', "@a:b@x.example"):
            code, _ = wire.ask(f"MAIL FROM:<{sender}>")
            if code == 250:
                wire.expect(250, f"RCPT TO:<{self.bob}>")
                wire.expect(354, "DATA")
                wire.send(message("sender") + b".\r\n")
                self.assertEqual(wire.reply()[0], 250)
        client = self.imap(self.bob, "bob's password")
        client.ok("SELECT INBOX")
        head = client.ok("FETCH * (BODY.PEEK[HEADER.FIELDS (Return-Path X)])").untagged[0]
        self.assertEqual(head.count(b"\r\n"), 3, head)
        self.assertNotIn(b"\r\nX:", head)
