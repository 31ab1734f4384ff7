"""Class address: addresses at the edges of the grammar, in headers and in commands.

CVE-2017-14461, CVE-2019-19722, CVE-2020-10967 (Dovecot).
"""
import itertools

from attack import AttackTest
from wire import deliver, message

TOKENS = ["a", '""', '"', "@", "<", ">", ",", ";", ":", "(", ")", "[", "]", ".", "\\", " ", "b.c", "=?utf-8?q?x?=",
          "\u00e4"]


def parsed(text: bytes, at: int = 0):
    """An IMAP value: a list, NIL, or bytes. Gives it and where it ends; fails on what is none."""
    if text[at:at + 1] == b"(":
        values, at = [], at + 1
        while text[at:at + 1] != b")":
            value, at = parsed(text, at)
            values.append(value)
            if text[at:at + 1] == b" ":
                at += 1
        return values, at + 1
    if text[at:at + 3] == b"NIL":
        return None, at + 3
    if text[at:at + 1] == b'"':
        out, at = b"", at + 1
        while text[at:at + 1] != b'"':
            at += text[at:at + 1] == b"\\"
            out += text[at:at + 1]
            at += 1
            if at > len(text):
                raise AssertionError("a string without end")
        return out, at + 1
    if text[at:at + 1] == b"{":
        end = text.index(b"}\r\n", at)
        size = int(text[at + 1:end])
        return text[end + 3:end + 3 + size], end + 3 + size
    raise AssertionError(f"not a value: {text[at:at + 40]!r}")


class Headers(AttackTest):
    def test_all_short_headers(self):
        """Every From of three such tokens, and many longer ones: the ENVELOPE has its shape, groups end."""
        client = self.imap(self.alice)
        client.ask("CREATE Addresses")
        client.ok("SELECT Addresses")
        values = ["".join(tokens) for tokens in itertools.product(TOKENS, repeat=2)]
        values += ["".join(tokens) for tokens in itertools.product(TOKENS[:15], repeat=3)][::3]
        values += ['""@x', "a:;", "a:b", "a:b:c;;", "a:<b@c>;,d", "undisclosed-recipients:;", "<>", "<@a>", "a@", "@",
                   '"" <>', ";;;", "a:" * 50, "(" * 500, '"' + "\\" * 501, "<" * 500 + ">" * 500, "a@b" * 200,
                   "=?utf-8?q?=2C?= <a@b>", "\u00e4@\u00e4.example", "[", "a@[", "a@[\\]"]
        texts = [f"From: {value}\r\nTo: {value}\r\n\r\n".encode() for value in values]
        for start in range(0, len(texts), 500):
            command = b"APPEND Addresses" + b"".join(b" {%d+}\r\n" % len(text) + text for text in texts[start:start + 500])
            self.assertEqual(client.ask(command).status, b"OK")
        seen = 0
        for line in client.ok("FETCH 1:* (ENVELOPE)").having("ENVELOPE"):
            fields, end = parsed(line, line.index(b"ENVELOPE (") + 9)
            self.assertEqual(line[end:], b")")
            self.assertEqual(len(fields), 10, line)
            for addresses in fields[2:8]:
                self.check(addresses, line)
            seen += 1
        self.assertEqual(seen, len(texts))

    def check(self, addresses, line: bytes):
        depth = 0
        for address in addresses or []:
            self.assertEqual(len(address), 4, line)
            name, route, mailbox, host = address
            if host is None:
                depth += -1 if mailbox is None else 1
                self.assertIn(depth, (0, 1), line)
            self.assertNotIn(b"\n", b"".join(part or b"" for part in address))
        self.assertEqual(depth, 0, line)


class Commands(AttackTest):
    def test_all_short_paths(self):
        """MAIL and RCPT answer every path at once, with 250 or a refusal, and stay in step."""
        paths = ["".join(tokens) for tokens in itertools.product(TOKENS, repeat=3)][::7]
        paths += ['""@example.test', '"\\"@example.test', "a@[IPv6:", "a@[IPv6:::1]", "a@[]", "@", "@:", "@a:",
                  "@a,@b:c@d.example", "a" * 300 + "@b.example"]
        for start in range(0, len(paths), 60):
            wire = self.greeted("smtp")
            for path in paths[start:start + 60]:
                code, text = wire.ask(f"MAIL FROM:<{path}>")
                self.assertIn(code, (250, 500, 501, 550, 553, 555), (path, text))
                if code == 250:
                    code, text = wire.ask(f"RCPT TO:<{path}>")
                    self.assertIn(code, (500, 501, 550, 553, 555, 503), (path, text))
                    wire.expect(250, "RSET")
            wire.close()

    def test_an_address_is_the_same_everywhere(self):
        """What arrives for an odd address of our own domain is refused, not given to somebody else."""
        for address in ('""@example.test', '"alice"bob@example.test', "alice@example.test@", '"bob\\"@example.test',
                        "alice..bob@example.test"):
            with self.assertRaises(AssertionError):
                deliver(self.service, address, message("odd"))
