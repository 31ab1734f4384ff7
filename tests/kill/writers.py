"""Those who write while the service is killed. Each notes what it is about to do before the server can know
of it, and what was acknowledged after it has read the answer."""
import base64
import itertools
import threading

from journal import Item, key_of
from service import PASSWORD
from wire import Imap, Smtp, Wire, dot_stuffed, large_message, message

FLAGS = (r"\Seen", r"\Flagged", r"\Answered", r"\Draft", "$Forwarded", "work")
farewells = itertools.count(1)


class Writer(threading.Thread):
    """Connects, says that it is ready, then works until the line breaks."""

    def __init__(self, service, random):
        super().__init__(daemon=True)
        self.service = service
        self.random = random
        self.ready = threading.Event()
        self.acknowledged = 0
        self.failure = None

    def run(self):
        try:
            self.work()
        except (OSError, EOFError):
            self.ready.set()
        except Exception as failure:  # to be told by the main thread
            self.failure = failure
            self.ready.set()

    def letter(self, sender="sender@elsewhere.example"):
        if self.random.random() < 0.03:
            return large_message("large", self.random.randrange(262000, 400000), sender=sender)
        lines = "".join(f".{self.random.getrandbits(200):x}\r\n" for _ in range(self.random.randrange(1, 120)))
        return message("small", lines, sender=sender)


class LmtpWriter(Writer):
    def __init__(self, service, random, inboxes):
        super().__init__(service, random)
        self.inboxes = inboxes

    def work(self):
        with Smtp(self.service, "lmtp") as client:
            client.reply()
            client.expect(250, "LHLO writer.example")
            self.ready.set()
            while True:
                self.deliver(client)

    def deliver(self, client):
        recipients = self.random.sample(sorted(self.inboxes), self.random.randint(1, len(self.inboxes)))
        text = self.letter()
        client.expect(250, "MAIL FROM:<sender@elsewhere.example>")
        for recipient in recipients:
            client.expect(250, f"RCPT TO:<{recipient}>")
        client.expect(354, "DATA")
        for recipient in recipients:
            self.inboxes[recipient].coming(text)
        client.send(dot_stuffed(text))
        for recipient in recipients:
            code, words = client.reply()
            if code != 250:
                raise AssertionError(f"LMTP: {code} {words}")
            self.inboxes[recipient].there(key_of(text))
            self.acknowledged += 1


class SubmissionWriter(LmtpWriter):
    """By 465, with one answer for all recipients."""

    def __init__(self, service, random, inboxes, user):
        super().__init__(service, random, inboxes)
        self.user = user

    def work(self):
        with Smtp(self.service, "submissions", tls=True) as client:
            client.reply()
            client.expect(250, "EHLO writer.example")
            client.expect(334, "AUTH LOGIN")
            client.expect(334, self.base64(self.user))
            client.expect(235, self.base64(PASSWORD))
            self.ready.set()
            while True:
                self.deliver(client)

    @staticmethod
    def base64(text):
        return base64.b64encode(text.encode()).decode()

    def deliver(self, client):
        recipients = self.random.sample(sorted(self.inboxes), self.random.randint(1, len(self.inboxes)))
        text = self.letter(self.user)
        client.expect(250, f"MAIL FROM:<{self.user}>")
        for recipient in recipients:
            client.expect(250, f"RCPT TO:<{recipient}>")
        client.expect(354, "DATA")
        for recipient in recipients:
            self.inboxes[recipient].coming(text)
        client.send(dot_stuffed(text))
        code, words = client.reply()
        if code != 250:
            raise AssertionError(f"SMTP: {code} {words}")
        for recipient in recipients:
            self.inboxes[recipient].there(key_of(text))
        self.acknowledged += 1


class PopWriter(Writer):
    """Fetches some messages and deletes them at QUIT, again and again."""

    def __init__(self, service, random, inbox, user):
        super().__init__(service, random)
        self.inbox = inbox
        self.user = user

    def work(self):
        while True:
            with Wire(self.service, "pop3s", tls=True) as client:
                client.line()
                for command in (f"USER {self.user}", f"PASS {PASSWORD}"):
                    self.ask(client, command)
                self.ready.set()
                self.fetch_and_delete(client)

    @staticmethod
    def ask(client, command):
        client.send(command + "\r\n")
        answer = client.line()
        if not answer.startswith(b"+OK"):
            raise AssertionError(f"POP3: {command}: {answer}")
        return answer

    def fetch_and_delete(self, client):
        count = int(self.ask(client, "STAT").split()[1])
        keys = []
        for number in self.random.sample(range(1, count + 1), min(count, self.random.randint(0, 6))):
            self.ask(client, f"TOP {number} 0")
            head = b""
            while (line := client.line()) != b".":
                head += line + b"\r\n"
            self.ask(client, f"DELE {number}")
            keys.append(key_of(head))
        self.inbox.going(keys, next(farewells))
        self.ask(client, "QUIT")
        self.inbox.gone(keys)
        self.acknowledged += 1


class ImapWriter(Writer):
    """Works on the two mailboxes of a desk."""

    def __init__(self, service, random, desk, user):
        super().__init__(service, random)
        self.desk = desk
        self.user = user

    def work(self):
        with Imap(self.service, self.user) as client:
            client.ok("ENABLE IMAP4rev2")
            self.select(client)
            self.ready.set()
            while True:
                self.step(client)

    def select(self, client):
        self.box = self.random.choice(self.desk.boxes)
        answer = client.ok(f'SELECT "{self.box}"')
        self.desk.modseq[self.box] = int(answer.code("HIGHESTMODSEQ"))

    def mine(self):
        return [item for item in self.desk.now if item.box == self.box]

    def step(self, client):
        mine = self.mine()
        if len(mine) < 3:
            return self.append(client)
        if len(mine) > 30:
            return self.expunge(client, self.random.sample(mine, 15))
        chosen = self.random.sample(mine, self.random.randint(1, min(len(mine), 8)))
        return self.random.choices(
            (lambda: self.append(client), lambda: self.store(client, chosen), lambda: self.copy(client, chosen),
             lambda: self.move(client, chosen), lambda: self.expunge(client, chosen), lambda: self.select(client)),
            (4, 4, 2, 2, 2, 1))[0]()

    def command(self, client, command, after):
        """One change: noted, sent, acknowledged."""
        self.desk.begin(after)
        answer = client.ask(command)
        if answer.status != b"OK":
            self.desk.undone()
            raise AssertionError(f"IMAP: {command[:80]!r}: {answer}")
        self.desk.done()
        self.acknowledged += 1
        return answer

    def learn(self, uids):
        """`uids`: key -> UID, of messages that were new in a box: the last items."""
        start = len(self.desk.now) - len(uids)
        self.desk.now[start:] = [item._replace(uid=uid) for item, uid in zip(self.desk.now[start:], uids)]

    def append(self, client):
        """APPEND of one to three messages, which come together (RFC 3502)."""
        new, command = [], f'APPEND "{self.box}"'.encode()
        for _ in range(self.random.randint(1, 3)):
            text, flags = self.letter(), self.some_flags()
            self.desk.texts[key_of(text)] = text
            new.append(Item(self.box, 0, key_of(text), frozenset(flags)))
            command += f" ({' '.join(flags)}) {{{len(text)}+}}\r\n".encode() + text
        answer = self.command(client, command, self.desk.now + new)
        self.learn(numbers(answer.code("APPENDUID").split()[1]))

    def some_flags(self):
        return self.random.sample(FLAGS, self.random.randint(0, 3))

    def store(self, client, chosen):
        flags, mode = frozenset(self.some_flags()), self.random.choice(("+", "-", ""))
        change = {"+": lambda old: old | flags, "-": lambda old: old - flags, "": lambda old: flags}[mode]
        after = [item._replace(flags=change(item.flags)) if item in chosen else item for item in self.desk.now]
        self.command(client, f"UID STORE {uid_set(chosen)} {mode}FLAGS.SILENT ({' '.join(flags)})", after)

    def other(self):
        return next(box for box in self.desk.boxes if box != self.box)

    def copy(self, client, chosen):
        chosen = sorted(chosen, key=lambda item: item.uid)
        new = [item._replace(box=self.other(), uid=0) for item in chosen]
        answer = self.command(client, f'UID COPY {uid_set(chosen)} "{self.other()}"', self.desk.now + new)
        self.learn(numbers(answer.code("COPYUID").split()[2]))

    def move(self, client, chosen):
        chosen = sorted(chosen, key=lambda item: item.uid)
        new = [item._replace(box=self.other(), uid=0) for item in chosen]
        rest = [item for item in self.desk.now if item not in chosen]
        answer = self.command(client, f'UID MOVE {uid_set(chosen)} "{self.other()}"', rest + new)
        self.learn(numbers(answer.code("COPYUID").split()[2]))

    def expunge(self, client, chosen):
        deleted = [item._replace(flags=item.flags | {r"\Deleted"}) for item in chosen]
        rest = [item for item in self.desk.now if item not in chosen]
        self.command(client, rf"UID STORE {uid_set(chosen)} +FLAGS.SILENT (\Deleted)", rest + deleted)
        self.command(client, f"UID EXPUNGE {uid_set(chosen)}", rest)


def uid_set(items):
    return ",".join(str(item.uid) for item in items)


def numbers(text):
    """The numbers of a set such as 3:5,9."""
    out = []
    for part in text.split(","):
        first, _, last = part.partition(":")
        out += range(int(first), int(last or first) + 1)
    return out
