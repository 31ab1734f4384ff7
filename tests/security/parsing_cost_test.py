"""Classes header_cost and text_extraction: parsing costs in proportion, on any header and any text.

CVE-2024-23184, CVE-2024-23185, CVE-2026-27859 (Dovecot: addresses, huge headers, RFC 2231 parts),
CVE-2026-47088 (Cyrus: nested comments); CVE-2020-7957, CVE-2020-7046, CVE-2025-59031 (Dovecot: snippets,
truncated UTF-8), CVE-2024-45626 (James: HTML), CVE-2021-40110 (James: regular expressions).
Texts are read in the process itself: no program is started for them.
"""
import base64

from attack import AttackTest
from wire import deliver

LARGE = 400000  # bytes
TIMES = 8


def field(name: str, begin: str, piece: str, end: str = ""):
    """A header whose one field repeats a piece."""
    def make(size: int) -> bytes:
        return f"{name}: {begin}{piece * (size // len(piece))}{end}\r\n\r\nx\r\n".encode("latin-1")
    return f"{name}: {begin[:20]}{piece[:20]}...", make


def folded(name: str, piece: str):
    return field(name, "", piece + "\r\n ", "x")


HEADERS = [field("From", "", "a@b.example, "), field("To", "", "(", ""), field("To", "", "(a) "),
           field("To", "", "(" * 50 + ")" * 50), field("To", "(" * 100000, ")"), field("Cc", "", "g: a@b, c@d; "),
           field("To", "", "<"), field("To", "", "<a@"), field("To", "", "@"), field("To", "", "\""),
           field("To", "", "\"a\\"), field("To", "", "["), field("To", "a@", "["), field("To", "a@", "b."),
           field("To", "", "<@a,@b:"), field("To", "", ":"), field("To", "", ";"), field("To", "", ","),
           field("To", "", ". "), field("To", "", "\\"), field("To", "", "=?utf-8?q?a?= "), field("To", "", "=?"),
           field("Subject", "", "=?utf-8?q?=41?= "), field("Subject", "", "=?utf-8?b?QQ==?="),
           field("Subject", "", "=?"), field("Subject", "", "=?x?q?"), field("Subject", "", "?="),
           field("Subject", "", "=?iso-2022-jp?b?GyRC?= "), field("Subject", "=?utf-8?q?", "=C3"),
           field("Subject", "", "Re: "), field("Subject", "", "[x] "), field("Subject", "", "["),
           field("Subject", "", "(fwd) "), field("Subject", "", "fwd: ["), field("References", "", "<a@b> "),
           field("References", "", "<"), field("References", "", ">"), field("References", "", "a@b "),
           field("Message-ID", "", "<"), field("Date", "", "("),
           field("Date", "Mon, 6 Jul 2026 10:00:00 +0000 ", "(a)"), field("Date", "", "1 "),
           field("Content-Type", "text/plain", "; a=b"), field("Content-Type", "text/plain", ";"),
           field("Content-Type", "text/plain; a=\"", "\\"), field("Content-Type", "", "("),
           field("Content-Type", "text/plain; a", "*"), field("Content-Type", "text/plain; a*0=", "x; a*1="),
           field("Content-Type", "a", "/"), field("Content-Disposition", "attachment; filename*=utf-8''", "%c3"),
           field("Content-Disposition", "x", ";a*0*=%"), folded("Subject", "a"), folded("To", "a@b,"),
           folded("X-Long", ""), field("X", "", "\r\n"), field("X", "a", "\r\nX: a"), field("X", "a", "\r\n "),
           field("X", "a", "\r\nReceived: x"), field("X", "a", "\r\nFrom: a@b"),
           field("X", "a", "\r\nSubject: =?utf-8?q?a?="), field(" ", "", " :")]


def numbered_segments(size: int) -> bytes:
    text = "".join(f"; a*{number}=x" for number in range(size // 10))
    return f"Content-Type: text/plain{text}\r\n\r\nx\r\n".encode()


def segments_backwards(size: int) -> bytes:
    text = "".join(f"; a*{number}*=%41" for number in range(size // 12, -1, -1))
    return f"Content-Type: text/plain{text}\r\n\r\nx\r\n".encode()


HEADERS += [("numbered segments", numbered_segments), ("segments backwards", segments_backwards)]


def body(kind: str, piece: bytes, encoding: str = "8bit", begin: bytes = b""):
    def make(size: int) -> bytes:
        text = begin + piece * (size // len(piece))
        if encoding == "base64":
            text = base64.encodebytes(text).replace(b"\n", b"\r\n")
        return f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode() + text + b"\r\n"
    return f"{kind} {encoding} {(begin + piece)[:30]!r}", make


HTML, PLAIN = "text/html; charset=utf-8", "text/plain; charset=utf-8"
MARKUP = (b"<", b"<a ", b"<!--", b"<!", b"</", b"<script>", b"<script></", b"<style><", b"&", b"&amp", b"&#",
          b"&#x41", b"&#99999999999;", b"<a b=\"", b"<a b='", b"<p>", b"<div><table>", b"<![CDATA[", b"<?", b"\0",
          b"&lt;b&gt;", b"--->")
BYTES = (b"\xc3", b"\xf0\x9f", b"\xed\xa0\x80", b"\xff", b"a\xcc\x81", b"\xe2\x80\xae", b">", b"> ", b"\r\n",
         b"\r\n\r\n")
TEXTS = [*(body(HTML, piece) for piece in MARKUP), *(body(PLAIN, piece) for piece in BYTES),
         body("text/plain; charset=utf-7", b"+AGE"), body("text/plain; charset=utf-7", b"+"),
         body("text/plain; charset=iso-2022-jp", b"\x1b$B"),
         body("text/plain; charset=iso-2022-jp", b"\x1b(J\x1b$B!!"), body("text/plain; charset=hz-gb-2312", b"~{"),
         body("text/plain; charset=gb18030", b"\x84\x31"), body("text/plain; charset=" + "x" * 1000, b"a"),
         body("text/plain; charset=utf-16", b"\xd8\x00"), body("text/plain; charset=../../etc/passwd", b"a"),
         body("text/plain; charset=x-user-defined", b"\xff"), body("text/plain; charset=scsu", b"\x0e"),
         body("text/plain; charset=utf-32", b"\xff"), body(PLAIN, b"=", "quoted-printable"),
         body(PLAIN, b"=\r\n", "quoted-printable"), body(PLAIN, b"=C3", "quoted-printable"),
         body(PLAIN, b"   ", "quoted-printable"), body(PLAIN, b"=", "x-unknown"), body(PLAIN, b"QQ==", "8bit"),
         body(HTML, b"<b>&amp;</b>", "base64"), body(PLAIN, b"\xc3", "base64"),
         body("text/plain", b"M" * 60 + b"\r\n", "x-uuencode", b"begin 644 ../../x\r\n")]


class Cost(AttackTest):
    box = ""

    def setUp(self):
        self.client = self.imap(self.bob, "bob's password")
        self.client.ask(f"CREATE {self.box}")
        self.client.ok(f"SELECT {self.box}")

    def cost(self, text: bytes) -> float:
        """CPU of taking a message and of all that is made of it."""
        with self.cpu() as cpu:
            # By literal8: some texts hold NUL.
            answer = self.client.ask(b"APPEND %s ~{%d+}\r\n" % (self.box.encode(), len(text)) + text)
            self.assertEqual(answer.status, b"OK", answer)
            uid = int(answer.code("APPENDUID").split()[1])
            self.client.ok(f"UID FETCH {uid} (ENVELOPE BODYSTRUCTURE BODY.PEEK[HEADER.FIELDS (TO X SUBJECT)]<0.10>)")
            self.client.ok(f'UID SEARCH UID {uid} OR OR TO "needle" SUBJECT "needle" OR HEADER X needle TEXT "needle"')
            self.client.ok(f'UID SEARCH UID {uid} BODY "needle"')
            self.client.ask(f"UID FETCH {uid} (BINARY.PEEK[1]<0.10>)")  # NO [UNKNOWN-CTE] for some
        return cpu[0]

    def try_all(self, makers):
        wrong = []
        with self.bounded_memory(64 * 1024):
            for name, make in makers:
                large = self.cost(make(LARGE))
                if large < 0.3:
                    continue  # whatever the law, it is cheap: a quadratic one would take minutes
                # Other work on the machine makes it dearer, never cheaper; and it is counted in hundredths.
                large = min(large, *(self.cost(make(LARGE)) for _ in range(2)))
                small = max(self.cost(make(LARGE // TIMES)), 0.03)
                if large > 3 * TIMES * small:
                    wrong.append(f"{name}: {small:.2f} s, {TIMES} times as much {large:.2f} s")
        self.assertEqual(wrong, [])


class HeaderCost(Cost):
    box = "Headers"

    def test_headers(self):
        self.try_all(HEADERS)

    def test_a_header_of_many_megabytes(self):
        """Beyond what is looked at it is only bytes."""
        with self.bounded_memory(100 * 1024):
            text = b"Subject: huge\r\n" + b"X-Filler: " + b"abcdefghi \r\n " * 900000 + b"end\r\n\r\nx\r\n"
            deliver(self.service, self.bob, text)
            self.cost(text)


class TextExtraction(Cost):
    box = "Texts"

    def test_texts(self):
        self.try_all(TEXTS)

    def test_no_program_is_started(self):
        """Nothing was forked for all that: the service has no children."""
        process = self.service.process.pid
        with open(f"/proc/{process}/task/{process}/children", encoding="ascii") as children:
            self.assertEqual(children.read().split(), [])


class Patterns(AttackTest):
    """There are no regular expressions; LIST patterns and substrings are matched in linear time."""

    def test_list_patterns(self):
        client = self.imap(self.alice)
        name = "a" * 200
        client.ask(f"CREATE {name}")
        with self.cpu() as cpu:
            for pattern in ("*a" * 100 + "b", "%a" * 100 + "b", "*%" * 500 + "b", "a*" * 90 + "b", "*" * 1000,
                            "*a%" * 60):
                for _ in range(5):
                    client.ok(f'LIST "" "{pattern}"')
        self.assertLess(cpu[0], 5, "a pattern that is matched by trying back takes for ever")
        client.ok(f"DELETE {name}")

    def test_substrings(self):
        client = self.imap(self.alice)
        client.ask("CREATE Needles")
        client.ok("SELECT Needles")
        client.append("Needles", b"Subject: x\r\n\r\n" + (b"a" * 900 + b"\r\n") * 2000)
        with self.cpu() as cpu:
            for needle in ("a" * 500 + "b", "b" + "a" * 500, "a" * 250 + "b" + "a" * 250):
                self.assertEqual(client.search(f'BODY "{needle}"'), [])
        self.assertLess(cpu[0], 5, "length of the text times length of the needle")
