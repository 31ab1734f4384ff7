"""Class smtp_smuggling: only CRLF.CRLF ends a message, coming in and going out.

CVE-2023-51764 (Postfix), CVE-2023-51765 (sendmail), CVE-2023-51766 (Exim), CVE-2023-51747 (James).
"""
import itertools

from attack import AttackTest
from relaying import RelayTest
from wire import Smtp, dot_stuffed, message

# What somebody might take for the end of a line.
ENDS = (b"\r\n", b"\n", b"\r", b"\0", b"\r\r\n", b"\n\n", b"\n\r", b"\r\n\n", b"\r\n\r", b"\r\0\n", b"\0\n", b"\r\n\0",
        b"\x0b", b"\x0c", b"\x85", "\u2028".encode())
HARMLESS = (b"\x0b", b"\x0c", b"\x85", "\u2028".encode())
SMUGGLED = b"MAIL FROM:<smuggled@evil.example>\r\nRCPT TO:<bob@example.test>\r\nDATA\r\nSubject: smuggled\r\n\r\nx"


def variants():
    """Every text END "." END but the true one, with the reply to a message that holds it."""
    for before, after in itertools.product(ENDS, ENDS):
        if b"\r\n.\r\n" in before + b"." + after:
            continue
        text = before + b"." + after
        bad = any(end not in HARMLESS + (b"\r\n",) for end in (before, after))
        yield text, 550 if bad else 250


class Incoming(AttackTest):
    def envelope(self, wire: Smtp, sender: str, recipient: str):
        wire.expect(250, f"MAIL FROM:<{sender}>")
        wire.expect(250, f"RCPT TO:<{recipient}>")

    def try_all(self, wire: Smtp, sender: str):
        count = 0
        for text, code in variants():
            self.envelope(wire, sender, self.alice)
            wire.expect(354, "DATA")
            wire.send(message("carrier") + text + SMUGGLED + b"\r\n.\r\nVRFY in-step\r\n")
            got = wire.reply()
            self.assertEqual(got[0], code, (text, got))
            self.assertEqual(wire.reply()[0], 252, "out of step after " + repr(text))
            self.assertEqual(wire.buffer, b"")
            count += 1
        self.assertGreater(count, 200)
        self.assert_nothing_smuggled()

    def assert_nothing_smuggled(self):
        client = self.imap(self.bob, "bob's password")
        client.ok("EXAMINE INBOX")
        self.assertEqual(client.search("SUBJECT smuggled"), [])
        self.assertEqual(client.search('HEADER Return-Path "evil.example"'), [])

    def test_smtp(self):
        self.try_all(self.greeted("smtp"), "x@elsewhere.example")

    def test_lmtp(self):
        self.try_all(self.greeted("lmtp"), "x@elsewhere.example")

    def test_submission(self):
        self.try_all(self.submission(), self.alice)

    def test_the_end_in_two_pieces(self):
        """A true end whose bytes come one by one is one, a false one stays none."""
        wire = self.greeted("smtp")
        for end, replies in ((b"\r\n.\r\n", [250]), (b"\n.\r\n", []), (b"\r\n.\n", []), (b"\r.\r", [])):
            self.envelope(wire, "x@elsewhere.example", self.alice)
            wire.expect(354, "DATA")
            wire.send(message("pieces") + b"x")
            for byte in end:
                wire.send(bytes([byte]))
            if not replies:
                wire.send(b"x\r\n.\r\n")
            self.assertEqual(wire.reply()[0], 250 if replies else 550, end)

    def test_chunks(self):
        """BDAT counts bytes: what looks like an end within is text; bare line ends are refused as in DATA."""
        wire = self.greeted("smtp")
        inside = message("chunk") + b"a\r\n.\r\n" + SMUGGLED + b"\r\n"
        self.envelope(wire, "x@elsewhere.example", self.alice)
        wire.send(b"BDAT %d LAST\r\n" % len(inside) + inside)
        self.assertEqual(wire.reply()[0], 250)
        for chunks in ((b"a\r", b"\nb\r\n"), (b"a\r\n.", b"\r\n"), (b"a\r\n", b".\r\n", b"\r\n")):
            self.envelope(wire, "x@elsewhere.example", self.alice)
            for chunk in (message("cut"), *chunks):
                wire.send(b"BDAT %d\r\n" % len(chunk) + chunk)
                self.assertEqual(wire.reply()[0], 250, chunk)
            wire.expect(250, "BDAT 0 LAST")
        for bad in (b"a\n.\r\n", b"a\r.\r\n", b"a\0", b"a\r"):
            self.envelope(wire, "x@elsewhere.example", self.alice)
            wire.send(b"BDAT %d LAST\r\n" % len(bad) + bad + b"VRFY in-step\r\n")
            self.assertEqual(wire.reply()[0], 550, bad)
            self.assertEqual(wire.reply()[0], 252, bad)
        for size in (b"-1", b"+1", b"0x10", b"1 1", b"18446744073709551616", b"99999999999999999999999"):
            other = self.greeted("smtp")
            self.envelope(other, "x@elsewhere.example", self.alice)
            other.send(b"BDAT " + size + b"\r\n")
            self.assertIn(other.reply()[0], (501, 552), size)
        self.assert_nothing_smuggled()

    def test_commands_end_with_crlf_only(self):
        for end in (b"\n", b"\r", b"\n\r", b"\0", b"\r\0\n"):
            wire = self.greeted("smtp")
            wire.send(b"NOOP a" + end + b"MAIL FROM:<x@evil.example>\r\n")
            self.assertIn(wire.reply()[0], (500, 501), end)
            wire.expect(503, f"RCPT TO:<{self.bob}>")


class Outgoing(RelayTest):
    def test_what_goes_out_has_one_end(self):
        """A message with a line of one dot within, taken by BDAT, leaves with that dot doubled."""
        text = message("out") + b"a\r\n.\r\n" + SMUGGLED + b"\r\n..\r\n...\r\n.x\r\n"
        client = self.submission()
        client.expect(250, f"MAIL FROM:<{self.alice}>")
        client.expect(250, "RCPT TO:<far@elsewhere.example>")
        client.send(b"BDAT %d LAST\r\n" % len(text) + text)
        self.assertEqual(client.reply()[0], 250)
        lines, raw = self.arrival(text)
        self.assertEqual(raw.count(b"\r\n.\r\n"), 1)
        self.assertIn(b"\r\n..\r\nMAIL FROM:<smuggled", raw)
        self.assertEqual([line for line in lines if line.startswith(b"MAIL")][0].split(b" SIZE")[0],
                         b"MAIL FROM:<alice@example.test>")
        self.assertTrue(raw.endswith(dot_stuffed(text)))
