"""Class nesting_memory: deep nesting costs neither memory nor stack, before login and after.

CVE-2026-27857, CVE-2026-42006 (Dovecot).
"""
from attack import AttackTest, flood
from wire import Smtp

MILLION = 1000000
OPENERS = ("(", "((", '("a" ', "{1+}\r\n(", "[", "<", "(NIL ", "NOT ", "OR ", "BODY[", "1.")


class Nesting(AttackTest):
    def test_before_login(self):
        for command in ("ID ", "LOGIN ", "AUTHENTICATE PLAIN ", "CAPABILITY ", "", "SEARCH ", "FETCH 1 ", "NOOP "):
            for opener in OPENERS[:5]:
                with self.subTest(command=command, opener=opener), self.bounded_memory():
                    wire = Smtp(self.service, "imap")
                    self.addCleanup(wire.close)
                    wire.line()
                    piece = opener.encode() * (65536 // len(opener))
                    wire.send("a " + command)
                    closed = flood(wire, piece, len(opener) * MILLION / 1024 / 1024)
                    if not closed:
                        wire.send(b"\r\n")
                        self.assertRegex(wire.line(), rb"^(a|\*) (BAD|BYE)")
                    wire.close()
        self.assert_alive()

    def test_after_login(self):
        client = self.imap(self.alice)
        client.ok("SELECT INBOX")
        for command in ("SEARCH ", "UID SEARCH RETURN (", "FETCH 1 ", "FETCH 1 (BODY.PEEK[", "STORE 1 FLAGS ", "LIST ",
                        'LIST "" ', "STATUS a ", "ID ", "APPEND a ", "SELECT a (QRESYNC ", "ENABLE ",
                        "CREATE a (USE "):
            for opener in OPENERS:
                with self.bounded_memory():
                    for count in (60, 101, 1000, 60000 // len(opener)):
                        answer = client.ask(command + opener * count)
                        self.assertIn(answer.status, (b"BAD", b"NO", b"OK"), command + opener)
                client.ok("NOOP")

    def test_search_of_all_legal_depths(self):
        """What is within the limit is answered, and answered right."""
        client = self.imap(self.alice)
        client.ok("SELECT INBOX")
        client.append("INBOX", b"Subject: deep\r\n\r\nx")
        everything = client.search("ALL")
        refused = 0
        for depth in range(1, 120):
            answer = client.ask("SEARCH " + "(" * depth + "ALL" + ")" * depth)
            if answer.status == b"OK":
                self.assertEqual(refused, 0, "a deeper one passed where a flatter one did not")
                self.assertEqual([int(n) for n in answer.having("* SEARCH")[0].split()[2:]], everything)
            refused += answer.status == b"BAD"
            client.ok("NOOP")
        self.assertGreater(refused, 10)

    def test_other_protocols(self):
        """Quotes, angles and escapes where SMTP and POP3 nest."""
        for name, commands in (("smtp", ("MAIL FROM:", "RCPT TO:", "EHLO ",
                "VRFY ")), ("lmtp", ("MAIL FROM:", "LHLO ")),
                               ("pop3", ("USER ", "AUTH ", "CAPA "))):
            for command in commands:
                for opener in ("<", '"', "\\", "<@a,", "(", "[", "a@", "."):
                    with self.bounded_memory():
                        wire = Smtp(self.service, name)
                        wire.line()
                        wire.send((command + opener * 60000 + "\r\nQUIT\r\n").encode())
                        self.assertRegex(wire.at_end(), rb"^(-ERR|5\d\d|250|4\d\d)", command + opener)
                        wire.close()
