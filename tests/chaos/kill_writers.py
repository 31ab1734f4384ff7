"""Those who write while the service is killed. Each notes what it is about to do before the server can know
of it, and what was acknowledged after it has read the answer. Here: who sends, who fetches by POP, who reads."""
import base64
import itertools
import threading

from ledger import GONE, is_sound, key_of
from service import PASSWORD
from wire import Imap, Smtp, Wire, dot_stuffed, large_message, message

farewells = itertools.count(1)


class Writer(threading.Thread):
    """Connects, says that it is ready, then works until the line breaks or it is told to end."""

    huge = 0.01  # how many of the messages are

    def __init__(self, stage, random):
        super().__init__(daemon=True)
        self.service = stage.service
        self.ledger = stage.ledger
        self.random = random
        self.ready = threading.Event()
        self.ending = threading.Event()
        self.acknowledged = 0
        self.refused = 0
        self.has_nothing = False  # to change: then it cannot be refused anything
        self.failure = None

    def run(self):
        try:
            self.work()
        except (OSError, EOFError) as end:
            if self.ending.is_set() and not isinstance(end, TimeoutError):
                return
            self.lost(end)
        except Exception as failure:  # to be told by the main thread
            self.failure = failure
        finally:
            self.ready.set()

    def lost(self, end):
        """The line broke: what a kill does."""

    def repeat(self, step):
        self.ready.set()
        while not self.ending.is_set():
            step()

    def refusal(self, what):
        """The server says that it cannot now; nobody asked it to."""
        raise AssertionError(what)

    def letter(self, sender="sender@elsewhere.example"):
        kind = self.random.random()
        if kind < self.huge:
            return large_message("above 1 MB", self.random.randrange(1050000, 1400000), sender=sender)
        if kind < self.huge + 0.03:
            return large_message("large", self.random.randrange(262000, 400000), sender=sender)
        lines = "".join(f".{self.random.getrandbits(200):x}\r\n" for _ in range(self.random.randrange(1, 120)))
        return message("small", lines, sender=sender)


class LmtpWriter(Writer):
    name = "lmtp"

    def work(self):
        with Smtp(self.service, "lmtp") as client:
            client.reply()
            client.expect(250, "LHLO writer.example")
            self.repeat(lambda: self.deliver(client))

    def deliver(self, client):
        inboxes = self.ledger.inboxes
        recipients = self.random.sample(sorted(inboxes), self.random.randint(1, len(inboxes)))
        text = self.letter()
        client.expect(250, "MAIL FROM:<sender@elsewhere.example>")
        for recipient in recipients:
            client.expect(250, f"RCPT TO:<{recipient}>")
        client.expect(354, "DATA")
        for recipient in recipients:
            inboxes[recipient].coming(text)
        client.send(dot_stuffed(text))
        for recipient in recipients:
            code, words = client.reply()
            if code == 250:
                inboxes[recipient].there(key_of(text))
                self.acknowledged += 1
            else:
                self.refusal(f"LMTP: {code} {words}")


class SubmissionWriter(Writer):
    """By 465, for people here and elsewhere, with one answer for all."""
    name = "submission"
    user = "alice@example.test"

    def work(self):
        with Smtp(self.service, "submissions", tls=True) as client:
            client.reply()
            client.expect(250, "EHLO writer.example")
            client.expect(334, "AUTH LOGIN")
            client.expect(334, self.base64(self.user))
            client.expect(235, self.base64(PASSWORD))
            self.repeat(lambda: self.submit(client))

    @staticmethod
    def base64(text):
        return base64.b64encode(text.encode()).decode()

    def submit(self, client):
        text = self.letter(self.user)
        places = [(address, inbox) for address, inbox in sorted(self.ledger.inboxes.items())]
        places.append((f"{self.random.getrandbits(32):x}@elsewhere.example", self.ledger.post))
        places = self.random.sample(places, self.random.randint(1, len(places)))
        client.expect(250, f"MAIL FROM:<{self.user}>")
        for address, _ in places:
            client.expect(250, f"RCPT TO:<{address}>")
        client.expect(354, "DATA")
        for _, place in places:
            place.coming(text)
        client.send(dot_stuffed(text))
        code, words = client.reply()
        if code != 250:
            self.refusal(f"SMTP: {code} {words}")
            return
        for _, place in places:
            place.there(key_of(text))
        self.acknowledged += 1


class PopWriter(Writer):
    """Fetches some messages and deletes them at QUIT, again and again."""
    name = "pop"
    user = "bob@example.test"

    def work(self):
        self.inbox = self.ledger.inboxes[self.user]
        self.repeat(self.session)

    def session(self):
        with Wire(self.service, "pop3s", tls=True) as client:
            client.line()
            for command in (f"USER {self.user}", f"PASS {PASSWORD}"):
                self.ask(client, command)
            self.fetch_and_delete(client)

    @staticmethod
    def answer(client, command):
        client.send(command + "\r\n")
        return client.line()

    def ask(self, client, command):
        answer = self.answer(client, command)
        if not answer.startswith(b"+OK"):
            raise AssertionError(f"POP3: {command}: {answer}")
        return answer

    def retrieve(self, client, number):
        self.ask(client, f"RETR {number}")
        lines = []
        while (line := client.line()) != b".":
            lines.append(line[1:] if line.startswith(b".") else line)
        return b"".join(line + b"\r\n" for line in lines)

    def fetch_and_delete(self, client):
        count = int(self.ask(client, "STAT").split()[1])
        self.has_nothing = count == 0
        keys = []
        for number in self.random.sample(range(1, count + 1), min(count, self.random.randint(0, 6))):
            text = self.retrieve(client, number)
            letter = self.inbox.letters.get(key_of(text))
            if letter is None or letter.state == GONE or not is_sound(text, letter.text):
                raise AssertionError(f"POP3 gives a message that should not be there: {text[:300]}")
            self.ask(client, f"DELE {number}")
            keys.append(key_of(text))
        self.inbox.going(keys, next(farewells))
        answer = self.answer(client, "QUIT")
        if answer.startswith(b"+OK"):
            self.inbox.gone(keys)
            self.acknowledged += 1
        else:
            self.refusal(f"POP3: QUIT: {answer}")


class Reader(Writer):
    """Reads messages, whole, by IMAP while others change them."""
    name = "reader"
    user = "alice@example.test"

    def work(self):
        with Imap(self.service, self.user) as client:
            client.ok("ENABLE IMAP4rev2")
            client.ok("EXAMINE INBOX")
            self.repeat(lambda: self.read(client))

    def read(self, client):
        self.ending.wait(0.02)  # the others come first
        status = client.ok("STATUS INBOX (MESSAGES)").having("* STATUS")[0]
        count = int(status.rpartition(b" ")[2].strip(b")"))
        number = self.random.randint(1, max(1, count))
        # Another session may expunge it meanwhile: then there is no answer.
        for line in client.ask(f"FETCH {number} (BODY.PEEK[])").having("BODY[]"):
            head, _, rest = line.partition(b"}\r\n")
            text = rest[:int(head.rpartition(b"{")[2])]
            letter = self.ledger.inboxes[self.user].letters.get(key_of(text))
            if letter is None or letter.text is None or not is_sound(text, letter.text):
                raise AssertionError(f"IMAP gives a message that should not be there: {text[:300]}")
            self.acknowledged += 1
