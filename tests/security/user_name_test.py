"""Class user_name: user names and addresses are data, whatever is written in them.

CVE-2026-24031, CVE-2026-27860 (Dovecot, SQL and LDAP), GHSA-5835-4gvc-32pc (Maddy, LDAP),
CVE-2021-40525 (James, paths).
"""
import re

from attack import AttackTest, encoded, plain
from service import DOMAIN
from wire import Smtp

HOSTILE = ["' OR '1'='1", "alice' --", "alice'; DROP TABLE users; --", 'alice" OR ""="', "alice\\", "%", "_", "a%lice",
           "*", "alice)(uid=*", "*)(|(uid=*", "(&(uid=alice))", "alice\\2a", "cn=alice,dc=example", "$(reboot)",
           "`reboot`", "${alice}", "%u", "%n@%d", "%s%s%s%n", "{0}", "{{alice}}", "../alice", "../../etc/passwd",
           "/etc/passwd", "..", ".", "alice/", "/alice", "./alice", "alice/../bob", "alice\\..\\bob", "~alice", "~",
           "alice;bob", "alice|bob", "alice&bob", "alice bob", " alice", "alice ", "alice\talice", "alice,bob",
           "alice:bob", "alice<bob>", "<alice@example.test>", "alice@example.test@example.test", "@example.test",
           "alice@", "@", "alice@@example.test", "bob@alice@example.test", "alice@example.test.",
           "alice@.example.test", "alice@example..test", "alice@[127.0.0.1]", "alice@localhost",
           "alice+x@example.test", "alice+@example.test", "+alice@example.test", "a" * 64, "a" * 65, "a" * 255,
           "a" * 1000, "\u0430lice", "al\u0456ce", "alic\u0435@example.test", "alice\u200b", "ali\u200dce",
           "\u202ealice", "alice\u0301", "aliсe@example.test", "alice@ex\u0430mple.test", "alice@example\u3002test",
           "\ufeffalice", "I\u0307", "\u00df", "\u2028", "alice#bob", "alice?x=1", "alice!bob", "a=2Cb",
           "=?utf-8?q?alice?=", "root", "admin", "postmaster", "nobody", "NIL", "nil"]
# Not for quoted strings: literals and base64 can carry them.
BYTES = [b"\0", b"alice\0", b"alice@example.test\0x", b"\xff\xfe", b"\xc0\xaf", b"\xed\xa0\x80", b"alice\r\nX: y",
         b"alice\nb", b"\x1b[2J", b"\x7f", b"\x08alice", b"alice\rb"]
PASSWORD_TRIED = "correct horse"


# Alice's own by the rules of addresses: what does not show is left out, width and case are one.
HERS = {"alice\u200b", "ali\u200dce", "\ufeffalice", "\u202ealice", "alice@example\u3002test"}


def tried(protocol: int) -> list[bytes]:
    """All bytes, and every third name: a wrong password is meant to be costly. Together the three protocols
    try all."""
    return [name.encode() for name in sorted(set(HOSTILE) - HERS)][protocol::3] + BYTES


class Login(AttackTest):
    """With the password of alice: none of these names may be taken for hers."""

    def test_imap(self):
        for number, name in enumerate(tried(0)):
            if number % 10 == 0:
                client = self.imap()
            command = b"LOGIN {%d+}\r\n%s {13+}\r\n%s" % (len(name), name, PASSWORD_TRIED.encode())
            if number % 2:
                command = "AUTHENTICATE PLAIN " + encoded(b"\0" + name + b"\0" + PASSWORD_TRIED.encode())
            answer = client.ask(command)
            self.assertIn(answer.status, (b"NO", b"BAD"), name)
            if answer.status == b"NO":
                self.assertEqual(answer.code("AUTHENTICATIONFAILED"), "", answer)
            client.ok("CAPABILITY")

    def test_pop3(self):
        for number, name in enumerate(tried(1)):
            pop = self.pop()
            if number % 2 or re.search(rb"[\r\n]", name):
                pop.send(b"AUTH PLAIN " + encoded(b"\0" + name + b"\0" + PASSWORD_TRIED.encode()).encode() + b"\r\n")
                self.assertRegex(pop.line(), rb"^-ERR", name)
            else:
                pop.send(b"USER " + name + b"\r\n")
                if pop.line().startswith(b"+OK"):
                    pop.send("PASS " + PASSWORD_TRIED + "\r\n")
                    self.assertRegex(pop.line(), rb"^-ERR \[AUTH\]", name)
            pop.close()

    def test_submission(self):
        wire = self.greeted("submissions", tls=True)
        for number, name in enumerate(tried(2)):
            if number % 2:
                self.assertIn(wire.ask("AUTH PLAIN " + encoded(b"\0" + name + b"\0" + PASSWORD_TRIED.encode()))[0],
                              (535, 501), name)
            elif wire.ask("AUTH LOGIN " + encoded(name))[0] == 334:
                self.assertEqual(wire.ask(encoded(PASSWORD_TRIED.encode()))[0], 535, name)

    def test_the_log_is_one_line_an_event(self):
        """What was tried is logged with its control characters made visible."""
        client = self.imap()
        for name in (b"x\r\n2026-01-01T00:00:00 info accounts: IMAP login of root", b"\x1b[31mred", b"a\nb\0"):
            client.ask(b"LOGIN {%d+}\r\n%s x" % (len(name), name))
        wire = self.greeted("smtp")
        wire.ask(b"EHLO x\x1b[31m")
        lines = self.service.log.read_bytes().split(b"\n")
        self.assertTrue(any(b"\\x0d\\x0a2026-01-01" in line for line in lines), "the attempt is not logged")
        for line in lines[:-1]:
            self.assertRegex(line, rb"^\d{4}-\d\d-\d\dT[\d:.+-]+ (debug|info|warning|error) ")
            self.assertNotRegex(line, rb"[\0-\x1f\x7f]")


class Address(AttackTest):
    def test_recipients(self):
        """Mail reaches an account by its own address only."""
        for name in ("smtp", "lmtp"):
            wire = self.greeted(name)
            wire.expect(250, "MAIL FROM:<a@b.example> SMTPUTF8")
            for local in ("../alice", "alice/../bob", "alice%00", "alice;bob", "alice|x", "%", "_", "'", "al*ce",
                          "alice.", ".alice", "\u0430lice", "alic\u0435", "bob@alice", '"alice\\"@example.test>"',
                          '"../../alice"', '" alice"', '"alice "', '"alice\tx"', "a" * 64, '""', '"@"',
                          '"alice@example.test"'):
                code, text = wire.ask(f"RCPT TO:<{local}@{DOMAIN}>")
                self.assertIn(code, (550, 501, 553), (local, text))
            for address in ("alice@ex\u0430mple.test", "alice@example.test.evil.example", "alice@test",
                            "alice%example.test@evil.example", "@evil.example:alice@other.example",
                            "alice@[127.0.0.1]", "alice", "alice@example.test@evil.example",
                            "alice@evil.example@example.test"):
                code, text = wire.ask(f"RCPT TO:<{address}>")
                self.assertIn(code, (550, 501, 553), (address, text))
            wire.expect(554 if name == "smtp" else 503, "DATA")

    def test_names_that_look_like_others_are_taken(self):
        """No account can be made whose address is read as another's."""
        for name in ("ALICE", "\uff41lice", "ali\u00adce", "alice\u200d", "\u212aelvin"):
            out = ""
            if name == "\u212aelvin":  # KELVIN SIGN
                self.service.add_account("kelvin")
            out = self.service.run("account", "add", self.service.folder, f"{name}@{DOMAIN}", "--password-stdin",
                                   text="x", code=1)
            self.assertIn("is an account already", out, name)

    def test_accounts_with_odd_names(self):
        """What may be an account is one of its own: it gets its mail, and leaves nothing outside its folder."""
        outside = {path.name for path in self.service.folder.parent.iterdir()}
        for local in ("../carol", "dave/../bob", "o'neil", "%s", "a*b", "e=mc2", "{erin}"):
            address = f"{local}@{DOMAIN}"
            self.service.run("account", "add", self.service.folder, address, "--password-stdin", text="odd one")
            client = self.imap(address, "odd one")
            self.assertEqual(client.ask("AUTHENTICATE PLAIN " + plain(address, "x")).status, b"BAD")
            client.append("INBOX", b"Subject: for " + local.encode() + b"\r\n\r\nx")
            self.assertTrue(client.ok("SELECT INBOX").having("1 EXISTS"), local)
            client.close()
        self.assertEqual({path.name for path in self.service.folder.parent.iterdir()}, outside)
        bob = self.imap(self.bob, "bob's password")
        bob.ok("SELECT INBOX")
        self.assertEqual(bob.search('SUBJECT "for "'), [])

    def test_the_command_line_refuses_what_is_no_address(self):
        for address in ("", "alice", "@", "a@b@", "a\nb@example.test", "a\x7fb@example.test", "x@exa mple.test",
                        "x@-a.test", "a" * 65 + "@example.test", "x@" + "a" * 64 + ".test", "x@/etc", "x@..", "x@%2e"):
            out = self.service.run("account", "add", self.service.folder, address, "--password-stdin", text="x", code=1)
            self.assertEqual(out.strip("\n").count("\n"), 0, out)
        self.assertNotIn("etc", self.service.run("account", "list", self.service.folder))


class Spelling(AttackTest):
    def test_alice_by_her_own_names(self):
        """The other side: all spellings of her address are hers, and only hers."""
        for name in ("alice", "ALICE@example.test", "alice@EXAMPLE.TEST", '"alice"@example.test',
                     "\uff41lice@example.test"):
            with Smtp(self.service, "submissions", tls=True) as wire:
                wire.line()
                wire.expect(250, "EHLO x")
                text = wire.expect(235, "AUTH PLAIN " + plain(name, PASSWORD_TRIED))
                self.assertIn("Welcome, alice@example.test", text)
