"""Class two_accounts: whatever alice says, what she hears does not depend on what bob has or does.

CVE-2026-47081 to -47089, CVE-2021-32056 (Cyrus: oracles, push, ACL skipped), CVE-2020-24386,
CVE-2026-40020 (Dovecot: other people's mail), Stalwart 2026 (ids leaked, ACL ignored).

Every command of every protocol is spoken with every argument of `reaching.py` to two services: on one bob has
marked mail and changes it all the time, on the other his account is empty. Both must say the same bytes.
"""
import re
import sys
import threading
import time
import unittest

import reaching
import table
from attack import SETTINGS, SMALL_QUARANTINE, plain
from service import PASSWORD, Service
from wire import Imap, Smtp, dot_stuffed, message

MARK = "MARK7f3a"
LAST = ("CREATE", "RENAME")  # after them alice may have mailboxes that are called like bob's
Said = list[tuple[str, bytes]]

# Without the smart host, the issuer of tokens and the CA of the other attacks.
ALONE = SETTINGS | {"relay.host": "", "relay.user": "", "oauth.issuer": "", "tls.client_ca": ""}


class Bob(threading.Thread):
    """Has mail, and never rests."""

    def __init__(self, service: Service):
        super().__init__()
        self.service = service
        self.stop = threading.Event()
        self.failure: Exception | None = None
        self.rounds = 0
        self.client = Imap(service, "bob@example.test")
        for box in (reaching.MAILBOX, reaching.MAILBOX + "/Sub", f"Hidden-{MARK}", "Copies"):
            self.client.ok(f'CREATE "{box}"')
            self.client.ok(f'SUBSCRIBE "{box}"')
        for box in ("", "INBOX", reaching.MAILBOX):
            self.client.ok(f'SETMETADATA "{box}" (/private/comment "{MARK}" /private/vendor/{MARK}/x "1")')
        for box in ("INBOX", "INBOX", reaching.MAILBOX, f"Hidden-{MARK}"):
            for _ in range(3):
                self.client.append(box, self.letter(), rf"\Flagged {reaching.KEYWORD} {MARK}")
        self.client.ok("SELECT INBOX")

    def letter(self) -> bytes:
        return message(f"{MARK} secret", f"{MARK} bob secret\r\n" * 50, sender=f'"{MARK}" <bob@example.test>',
                       extra=f"X-Same: {reaching.MESSAGE_ID}\r\n").replace(b"Message-ID: <", b"Message-ID: <" + MARK.encode())

    def run(self):
        try:
            while not self.stop.is_set():
                self.client.append("INBOX", self.letter())
                self.client.ok(r"STORE 1:* +FLAGS (\Seen)")
                self.client.ok("FETCH 1:* (ENVELOPE BODY[])")
                self.client.ok(rf'COPY 1 "{reaching.MAILBOX}"')
                self.client.ok(r"STORE 1 +FLAGS (\Deleted)")
                self.client.ok("EXPUNGE")
                self.rounds += 1
                self.stop.wait(0.1)
        except (OSError, EOFError, AssertionError) as broken:
            self.failure = broken


def normal(said: bytes) -> bytes:
    """Without what is drawn or of the moment."""
    said = re.sub(rb"(UIDVALIDITY|APPENDUID|COPYUID) \d+", rb"\1 N", said)
    said = re.sub(rb"(Taken,|Delivered,|id) [0-9a-f]{16}", rb"\1 X", said)
    return re.sub(rb"(?m)^(\d+ )?\d+\.(\d+)\r?$", rb"\1V.\2", said)


class Alice:
    """Says everything there is to one service; keeps what she heard."""

    def __init__(self, service: Service, user: str = "alice@example.test"):
        self.service = service
        self.user = user
        self.said: Said = []

    def note(self, command: str, answer: bytes):
        self.said.append((command, normal(answer)))

    # ---- IMAP

    def imap(self):
        self.client = Imap(self.service, self.user)
        for number in range(1, 6):
            text = (b"From: alice@example.test\r\nSubject: own %d\r\n"
                    b"Message-ID: <%d@alice.example>\r\n\r\nown\r\n" % (number, number))
            self.client.ask(b'APPEND INBOX "01-Jan-2026 00:00:00 +0000" {%d+}\r\n' % len(text) + text)
        self.say("CREATE", '"Copies"')
        self.select()
        names = [name for name in sorted(reaching.IMAP) if name not in LAST]
        for name in names + reaching.UNKNOWN + list(LAST):
            for argument in reaching.IMAP.get(name, reaching.on_boxes("BOX")[:12]):
                self.say(name, argument)
                if name in ("SELECT", "EXAMINE", "CLOSE", "UNSELECT", "LOGOUT", "UNAUTHENTICATE"):
                    self.select(name in ("LOGOUT", "UNAUTHENTICATE"))
        self.say("LIST", '"" "*" RETURN (SUBSCRIBED CHILDREN SPECIAL-USE STATUS (MESSAGES UIDNEXT UNSEEN))')
        self.client.close()

    def select(self, again: bool = False):
        if again:
            self.client.close()
            self.client = Imap(self.service, self.user)
        self.say("SELECT", "INBOX")

    def say(self, name: str, argument: str):
        command = f"{name} {argument}".rstrip(" ")
        if name == "IDLE":
            command = name
        tag = self.client.begin(command)
        if name in ("IDLE", "AUTHENTICATE"):
            first = self.client.response()
            self.note(command, first)
            if not first.startswith(b"+"):
                return
            self.client.send("DONE\r\n")
        answer = self.client.finish(tag)
        self.note(command, b"\n".join(answer.untagged) + b"\n" + answer.status + b" " + answer.text)
        if answer.status == b"BAD":
            self.client.ok("NOOP")  # so many in a row would end the session

    def imap_before_login(self):
        for name in sorted(reaching.IMAP):
            self.client = Imap(self.service)
            for argument in reaching.IMAP[name][:3]:
                if name not in ("LOGOUT", "IDLE", "STARTTLS"):
                    self.say(name, argument)
            self.client.close()

    # ---- POP3

    def pop(self):
        for name, arguments in sorted(reaching.POP.items()):
            for is_late in (False, True):
                with Smtp(self.service, "pop3s", tls=True) as wire:
                    wire.line()
                    if is_late:
                        wire.send("AUTH PLAIN " + plain(self.user, PASSWORD) + "\r\n")
                        self.note("AUTH", wire.line())
                    for argument in arguments if is_late else arguments[:2]:
                        command = f"{name} {argument}".rstrip(" ")
                        wire.send(command + "\r\n")
                        self.note(command, self.pop_answer(wire, name, argument))

    @staticmethod
    def pop_answer(wire: Smtp, name: str, argument: str) -> bytes:
        try:
            line = wire.line()
            if line.startswith(b"+ "):
                wire.send("*\r\n")
                return line + wire.line()
            isBlock = name in ("RETR", "TOP", "CAPA") or name in ("LIST", "UIDL", "AUTH") and not argument
            while isBlock and line.startswith(b"+OK") and not line.endswith(b"\n."):
                line += b"\n" + wire.line()
            return line
        except EOFError:
            return b"closed"

    # ---- SMTP

    def smtp(self):
        for port in ("smtp", "submissions"):
            for name, arguments in sorted(reaching.SMTP.items()):
                wire = self.smtp_session(port)
                for argument in arguments:
                    try:
                        self.smtp_command(wire, name, argument)
                    except EOFError:
                        self.note(name, b"closed")
                        wire = self.smtp_session(port)
                wire.close()

    def smtp_session(self, port: str) -> Smtp:
        wire = Smtp(self.service, port, tls=port == "submissions")
        wire.reply()
        wire.ask("EHLO client.example")
        if port == "submissions":
            wire.expect(235, "AUTH PLAIN " + plain(self.user, PASSWORD))
        return wire

    def smtp_command(self, wire: Smtp, name: str, argument: str):
        if name in ("RCPT", "DATA", "BDAT"):
            wire.ask("MAIL FROM:<alice@example.test> SMTPUTF8")
        command = f"{name} {argument}".rstrip(" ")
        code, text = wire.ask(command)
        self.note(command, f"{code} {text}".encode())
        if code == 334:
            self.note("*", repr(wire.ask("*")).encode())
        if name not in ("MAIL", "RCPT", "DATA", "BDAT"):
            return
        wire.ask("RSET")

    def letters(self):
        """Mail as bob, and to names of his mailboxes."""
        for sender in reaching.BOBS:
            for field in ("From", "Sender", "Reply-To", "Resent-From"):
                wire = self.smtp_session("submissions")
                wire.ask("MAIL FROM:<alice@example.test> SMTPUTF8")
                self.note("RCPT", repr(wire.ask("RCPT TO:<bob+Secret@example.test>")).encode())
                own = "" if field == "From" else "From: alice@example.test\r\n"
                wire.expect(354, "DATA")
                wire.send(dot_stuffed(f"{own}{field}: {sender}\r\nSubject: as bob\r\n\r\nx\r\n".encode()))
                self.note(f"DATA {field}: {sender}", repr(wire.reply()).encode())
                wire.close()

    def everything(self) -> Said:
        for part in (self.imap_before_login, self.imap, self.pop, self.smtp, self.letters):
            part()
        return self.said


def shared(name: str = "") -> str:
    return f"Other Users/bob@example.test/{reaching.MAILBOX}{name}"


class Sharing(unittest.TestCase):
    """Bob shares one mailbox; of all others nothing shows, and nothing changes that alice has no right to change.

    That he shares nothing is the class below. Here: to read only, and everything.
    """
    SELECTED = ["FETCH", "UID FETCH", "SEARCH", "UID SEARCH", "SORT", "UID SORT", "THREAD", "UID THREAD", "UIDBATCHES",
                "STORE", "UID STORE", "COPY", "UID COPY", "REPLACE", "UID REPLACE", "EXPUNGE", "UID EXPUNGE", "MOVE", "UID MOVE"]
    HIDDEN = "HIDDEN55e1"

    def setUp(self):
        self.service = Service(ALONE, sanitizer_options=SMALL_QUARANTINE)
        self.addCleanup(self.service.close)
        for name in ("alice", "bob"):
            self.service.add_account(name)
        self.service.start()
        self.bob = Imap(self.service, "bob@example.test")
        self.addCleanup(self.bob.close)
        for box in (reaching.MAILBOX, reaching.MAILBOX + "/Sub", "Hidden", f"Hidden/{self.HIDDEN}"):
            self.bob.ok(f'CREATE "{box}"')
        self.letters()
        for box in ("INBOX", reaching.MAILBOX + "/Sub", "Hidden", f"Hidden/{self.HIDDEN}"):
            self.bob.append(box, message(f"{self.HIDDEN} secret", f"{self.HIDDEN}\r\n"), self.HIDDEN)
            self.bob.ok(f'SETMETADATA "{box}" (/shared/comment "{self.HIDDEN}" /private/comment "{self.HIDDEN}")')
        self.bob.ok(f'SETMETADATA "" (/private/comment "{self.HIDDEN}")')
        self.bob.ok(f'SETMETADATA "{reaching.MAILBOX}" (/private/comment "{self.HIDDEN}")')

    def picture(self, but: str = "") -> list[bytes]:
        """All that bob has, but for one mailbox and what is below it."""
        names = [box for box in ("INBOX", "Drafts", "Sent", "Trash", "Junk", "Archive", reaching.MAILBOX,
                                 reaching.MAILBOX + "/Sub", "Hidden", f"Hidden/{self.HIDDEN}")
                 if not but or (box != but and not box.startswith(but + "/"))]
        out = [line for line in self.bob.ok('LIST "" "*"').untagged if not but or but.encode() not in line]
        for box in names:
            out += self.bob.ok(f'STATUS "{box}" (MESSAGES UIDNEXT UNSEEN SIZE HIGHESTMODSEQ MAILBOXID)').untagged
            out += self.bob.ok(f'GETACL "{box}"').untagged
            out += self.bob.ok(f'GETMETADATA (DEPTH infinity) "{box}" (/private /shared)').untagged
        return out

    def letters(self):
        for _ in range(3):
            self.bob.append(reaching.MAILBOX, message(f"{MARK} to be read", "text\r\n"))
        self.bob.append(reaching.MAILBOX, message(f"{MARK} too", "text\r\n"), r"\Deleted")

    def speak(self, more=None) -> str:
        """All that there is to say; `more` is called before each command on what is selected."""
        alice = Alice(self.service)
        alice.client = Imap(self.service, alice.user)
        alice.say("CREATE", '"Copies"')
        for name in self.SELECTED:
            if more:
                more()
            for argument in reaching.IMAP[name]:
                alice.say("SELECT", f'"{shared()}"')
                self.assertIn(b"OK [READ-", alice.said[-1][1])
                alice.say(name, argument)
        alice.client.close()
        alice.imap()
        self.assertGreater(len(alice.said), 2000)
        return repr(alice.said)

    def test_to_read(self):
        self.bob.ok(f"SETACL {reaching.MAILBOX} alice@example.test lr")
        before = self.picture()
        said = self.speak()
        self.assertIn(MARK, said)
        self.assertNotIn(self.HIDDEN, said)
        self.assertEqual(self.picture(), before)

    def test_everything(self):
        self.bob.ok(f"SETACL {reaching.MAILBOX} alice@example.test lrswipktea")  # x last: nothing is left then
        before = self.picture(but=reaching.MAILBOX)
        said = self.speak(self.letters)
        self.assertIn(MARK, said)
        self.assertNotIn(self.HIDDEN, said)
        self.bob.ok(f"SETACL {reaching.MAILBOX} alice@example.test lrswipkxtea")
        alice = Alice(self.service)
        alice.client = Imap(self.service, alice.user)
        for name in ("RENAME", "DELETE"):
            for argument in reaching.IMAP[name]:
                alice.say(name, argument)
        alice.client.close()
        self.assertNotIn(self.HIDDEN, repr(alice.said))
        self.assertEqual(self.bob.ok(f'LIST "" {reaching.MAILBOX}').untagged,
                         [b'* LIST (\\Noselect \\HasChildren) "/" ' + reaching.MAILBOX.encode()])
        self.assertEqual(self.picture(but=reaching.MAILBOX), before)

    def test_no_more(self):
        self.bob.ok(f"SETACL {reaching.MAILBOX} alice@example.test lrswipkxtea")
        self.bob.ok(f"DELETEACL {reaching.MAILBOX} alice@example.test")
        before = self.picture()
        alice = Alice(self.service)
        alice.imap()
        self.assertNotIn(MARK, repr(alice.said))
        self.assertNotIn(self.HIDDEN, repr(alice.said))
        self.assertEqual(self.picture(), before)


class TwoAccounts(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.services = []
        for _ in range(2):
            # The connection to nowhere keeps mail for others in the queue.
            service = Service(ALONE, sanitizer_options=SMALL_QUARANTINE)
            cls.services.append(service)
            for name in ("alice", "bob"):
                service.add_account(name)
            service.start()
        cls.full, cls.empty = cls.services

    @classmethod
    def tearDownClass(cls):
        print(f"cost the services {sum(one.cpu_seconds() for one in cls.services):.1f} s of CPU", file=sys.stderr)
        for service in cls.services:
            service.close()

    def test_every_command_has_an_entry(self):
        for known, entries in ((table.imap(), reaching.IMAP), (table.pop(), reaching.POP), (table.smtp(), reaching.SMTP)):
            self.assertEqual(known, set(entries), "tests/security/reaching.py lacks commands, or has too many")
        self.assertEqual(set(reaching.UNKNOWN) & table.imap(), set(), "it exists now: give it arguments in reaching.py")

    def test_alice_hears_nothing_of_bob(self):
        bob = Bob(self.full)
        bob.start()
        try:
            while bob.rounds < 2 and bob.is_alive():
                time.sleep(0.05)
            beside = Alice(self.full).everything()
        finally:
            bob.stop.set()
            bob.join()
        self.assertIsNone(bob.failure)
        alone = Alice(self.empty).everything()
        self.assertEqual(len(beside), len(alone))
        self.assertGreater(len(alone), 1500)
        for one, other in zip(beside, alone):
            self.assertEqual(one, other)
        self.assertNotIn(MARK, repr(beside))
        # The comparison sees what there is to see: bob himself hears something else.
        own, theirs = Alice(self.full, "bob@example.test"), Alice(self.empty, "bob@example.test")
        for who in (own, theirs):
            who.client = Imap(who.service, who.user)
            who.say("STATUS", f"{reaching.MAILBOX} (MESSAGES)")
            who.say("LIST", '"" "*"')
        self.assertNotEqual(own.said[0], theirs.said[0])
        self.assertIn(MARK, repr(own.said))
        for who in (own, theirs):
            who.client.close()
