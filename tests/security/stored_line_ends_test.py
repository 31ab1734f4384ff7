"""Class stored_line_ends: a message that came with bare CR, LF or lines of one dot leaves by every door with
clean line ends and one end.

mox before 0.0.9 (imported mail sent on with bare CR); SMTP smuggling by stored mail.
The queue's side is `base/dot_writer_test.cpp` and `smtp_smuggling`: submission takes no bare line end.
"""
import itertools
import re

from attack import AttackTest
from wire import Imap, message

PIECES = (b"\r", b"\n", b".", b"\r\n", b"\0", b"x")


def bodies() -> list[bytes]:
    """All texts of four such pieces, and the classic ones."""
    texts = [b"".join(pieces) for pieces in itertools.product(PIECES, repeat=4)]
    return texts + [b"a\r\n.\r\nb", b"a\n.\nb\n", b"a\r.\rb\r", b"a\r\n.\rb", b".", b"", b"..\r\n"]


class Stored(AttackTest):
    def setUp(self):
        self.client = self.imap(self.alice)
        self.client.ok("SELECT INBOX")
        if self.client.search("ALL"):
            self.client.ok(r"STORE 1:* +FLAGS.SILENT (\Deleted)")
            self.client.ok("EXPUNGE")

    def append(self, client: Imap, texts: list[bytes]):
        """All at once; as literal8, which may hold NUL."""
        command = b"APPEND INBOX" + b"".join(b" ~{%d+}\r\n" % len(text) + text for text in texts)
        answer = client.ask(command)
        self.assertEqual(answer.status, b"OK", answer.text)

    def test_by_pop3(self):
        head = message("bare", "")
        texts = [head + body for body in bodies()]
        for start in range(0, len(texts), 800):
            self.append(self.client, texts[start:start + 800])
        pop = self.pop(self.alice)
        count = len(texts)
        pop.send("LIST\r\n" + "".join(f"RETR {n}\r\nTOP {n} 100\r\n" for n in range(1, count + 1)) + "NOOP\r\n")
        pop.line()
        sizes = [int(pop.line().split()[1]) for _ in range(count)]
        self.assertEqual(pop.line(), b".")
        for n in range(count):
            for command in ("RETR", "TOP"):
                self.assertRegex(pop.line(), rb"^\+OK", command)
                lines = self.block(pop)
                got = b"".join(line + b"\r\n" for line in lines)
                self.assertNotRegex(got, rb"\0|\r(?!\n)|(?<!\r)\n", texts[n])
                self.assertEqual(len(got), sizes[n], (command, texts[n]))
                # Nothing is lost but the form of line ends; a NUL is shown as another byte.
                kept = re.sub(rb"\r\n|\r|\n", b"\r\n", texts[n])
                pattern = b".".join(re.escape(piece) for piece in kept.split(b"\0"))
                self.assertRegex(got, rb"(?s)\A" + pattern + rb"(\r\n)?\Z")
        self.assertEqual(pop.line()[:3], b"+OK", "NOOP: the session is out of step")
        self.assertEqual(pop.buffer, b"")

    def block(self, pop) -> list[bytes]:
        lines = []
        while (line := pop.line()) != b".":
            lines.append(line[1:] if line.startswith(b".") else line)
        return lines

    def test_by_imap(self):
        """IMAP gives the bytes as stored, counted, so that nothing in them can be taken for an answer."""
        texts = [message("bare", "") + body for body in bodies() if b"\0" not in body][:300]
        self.append(self.client, texts)
        answer = self.client.ok("FETCH 1:* (BODY.PEEK[])")
        got = [line.split(b"}\r\n", 1)[1][:-1] for line in answer.having("BODY[]")]
        self.assertEqual(got, texts)

    def test_nul_only_where_it_is_allowed(self):
        """A NUL is stored by literal8 only, shown as another byte, given as it is by BINARY."""
        text = message("nul", "a\0b\r\n")
        self.assertNotEqual(self.client.append("INBOX", text).status, b"OK")
        self.append(self.client, [text])
        self.assertNotIn(b"\0", self.client.ok("FETCH * (BODY.PEEK[])").having("BODY[]")[0])
        self.assertIn(b"a\0b", self.client.ok("FETCH * (BINARY.PEEK[1])").having("BINARY[1]")[0])
