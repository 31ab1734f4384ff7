"""Class nul_byte: a NUL, and any other control character, in every string of every protocol.

CVE-2019-11500 (Dovecot).
"""
from attack import AttackTest, encoded
from wire import Imap

CONTROLS = [bytes([byte]) for byte in (*range(0x00, 0x20), 0x7f) if byte not in (0x0a, 0x0d)]
IMAP_STRINGS = ["LOGIN %s x", "LOGIN x %s", "CREATE %s", "DELETE %s", "RENAME %s x", "RENAME x %s", "SUBSCRIBE %s",
                "UNSUBSCRIBE %s", 'LIST "" %s', "LIST %s x", 'LSUB "" %s', "STATUS %s (MESSAGES)", "SELECT %s",
                "EXAMINE %s", "APPEND %s {1+}\r\nx", "COPY 1 %s", "MOVE 1 %s", "SEARCH BODY %s", "SEARCH HEADER %s x",
                "SEARCH HEADER x %s", "SEARCH TEXT %s", "SEARCH KEYWORD %s", "SEARCH CHARSET %s ALL", "ID (%s x)",
                "ID (x %s)", "FETCH 1 (BODY[HEADER.FIELDS (%s)])", "STORE 1 FLAGS (%s)", "ENABLE %s",
                "AUTHENTICATE %s", "%s", "NOOP %s"]
SMTP_STRINGS = ["EHLO %s", "HELO %s", "MAIL FROM:<%s@b.example>", "MAIL FROM:<a@%s>", "MAIL FROM:<a@b.example> %s",
                "MAIL FROM:<a@b.example> SIZE=%s", "MAIL FROM:<\"%s\"@b.example>", "RCPT TO:<%s@example.test>",
                "RCPT TO:<alice@example.test%s>", "RCPT TO:<alice@example.test> %s",
                "RCPT TO:<\"alice%s\"@example.test>", "VRFY %s", "NOOP %s", "BDAT %s", "BDAT 1%s LAST",
                "AUTH PLAIN %s", "%s", "DATA%s"]
POP_STRINGS = ["USER %s", "PASS %s", "AUTH %s", "AUTH PLAIN %s", "RETR 1%s", "TOP 1 %s", "UIDL %s", "%s", "NOOP %s"]


class NulByte(AttackTest):
    def imap_forms(self, template: str, byte: bytes):
        """The string as an atom, quoted, as a literal: in the middle and alone."""
        for text in (b"a" + byte + b"b", byte):
            for form in (text, b'"' + text + b'"', b"{%d+}\r\n" % len(text) + text, b"~{%d+}\r\n" % len(text) + text):
                yield template.encode().replace(b"%s", form)

    def speak_imap(self, client: Imap, byte: bytes, templates: list[str]):
        for template in templates:
            for command in self.imap_forms(template, byte):
                answer = client.ask(command)
                if byte == b"\0" and b"~{" not in command:
                    self.assertEqual(answer.status, b"BAD", command)
                for line in (*answer.untagged, answer.text):
                    self.assertNotIn(b"\0", line, command)
            client.ok("NOOP")  # in step; and so many bad ones in a row would end the session

    def test_imap(self):
        client = self.imap(self.alice)
        client.ask("CREATE Nul")
        client.ok("SELECT Nul")
        client.append("Nul", b"Subject: x\r\n\r\nx")
        self.speak_imap(client, b"\0", IMAP_STRINGS)
        for byte in CONTROLS[1:]:
            self.speak_imap(client, byte, [s for s in IMAP_STRINGS if "LOGIN" not in s and "APPEND" not in s][::3])
        names = client.ok('LIST "" "*"').untagged
        for line in names:
            self.assertNotRegex(line, rb"[\0-\x1f\x7f]", "a mailbox whose name has a control character")

    def test_imap_before_login(self):
        client = self.imap()
        self.speak_imap(client, b"\0", IMAP_STRINGS[:2] + ["ID (%s x)", "AUTHENTICATE %s", "%s", "CAPABILITY %s"])

    def test_names_that_end_early(self):
        """What stands behind a NUL is not cut off: no such name is INBOX."""
        client = self.imap(self.alice)
        for name in (b"INBOX\0", b"INBOX\0/../x", b"\0INBOX"):
            self.assertEqual(client.ask(b"SELECT {%d+}\r\n" % len(name) + name).status, b"BAD")
        for login in (b"\0alice@example.test\0correct horse\0", b"\0alice@example.test\0\0correct horse", b"alice@example.test\0correct horse"):
            self.assertEqual(self.imap().ask(b"AUTHENTICATE PLAIN " + encoded(login).encode()).status, b"BAD")

    def test_smtp(self):
        for name in ("smtp", "lmtp", "submissions"):
            for template in SMTP_STRINGS:
                # A client that only errs is hung up on after some time.
                wire = self.greeted(name, tls=name == "submissions")
                # A malformed BDAT ends the session: nobody knows where its chunk would end.
                for byte in CONTROLS[:2] if template.startswith("BDAT") else CONTROLS:
                    if byte != b"\0" and template in ("VRFY %s", "NOOP %s"):
                        continue
                    code, text = wire.ask(template.encode().replace(b"%s", b"a" + byte + b"b"))
                    self.assertIn(code, (500, 501, 502, 503, 504, 530, 553, 555,
                            250) if byte != b"\0" else (500,), (template, byte, text))
                    self.assertNotIn("\0", text)
                    if code == 250:
                        wire.ask("RSET")
                wire.close()

    def test_pop3(self):
        for template in POP_STRINGS:
            pop = self.pop(self.alice if template not in POP_STRINGS[:4] else None)
            for byte in (b"\0", b"\x01", b"\x1b"):
                pop.send(template.encode().replace(b"%s", b"a" + byte + b"b") + b"\r\n")
                line = pop.line()
                if byte == b"\0" or template != "NOOP %s":
                    self.assertRegex(line, rb"^-ERR", (template, byte))
            pop.close()
