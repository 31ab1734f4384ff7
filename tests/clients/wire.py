"""Connections spoken by hand, for what the libraries of Python cannot say, and messages to send."""
import hashlib
import random
import re
import socket

from service import PASSWORD


class Wire:
    """A connection: bytes out, lines in. Each wait has a limit."""

    def __init__(self, service, name, tls=False, unix=None, seconds=30):
        if unix:
            self.socket = socket.socket(socket.AF_UNIX)
            self.socket.settimeout(seconds)
            self.socket.connect(str(unix))
        else:
            self.socket = socket.create_connection(("127.0.0.1", service.port(name)), timeout=seconds)
        self.service = service
        self.buffer = b""
        if tls:
            self.start_tls()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.socket.close()

    def start_tls(self):
        self.socket = self.service.tls().wrap_socket(self.socket, server_hostname="localhost")

    def send(self, data):
        self.socket.sendall(data.encode() if isinstance(data, str) else data)

    def _more(self):
        data = self.socket.recv(256 * 1024)
        if not data:
            raise EOFError(f"the line was closed after {self.buffer!r}")
        self.buffer += data

    def line(self):
        """One line without its CRLF."""
        searched = 0
        while True:
            end = self.buffer.find(b"\r\n", searched)
            if end >= 0:
                line, self.buffer = self.buffer[:end], self.buffer[end + 2:]
                return line
            searched = max(0, len(self.buffer) - 1)
            self._more()

    def exactly(self, size):
        while len(self.buffer) < size:
            self._more()
        data, self.buffer = self.buffer[:size], self.buffer[size:]
        return data

    def at_end(self):
        """Reads until the server closes; gives what came."""
        try:
            while True:
                self._more()
        except (EOFError, ConnectionError):
            data, self.buffer = self.buffer, b""
            return data


class Answer:
    """What an IMAP server said to one command: untagged lines (literals within) and the tagged one."""

    def __init__(self, untagged, tagged):
        self.untagged = untagged
        self.status, _, self.text = tagged.partition(b" ")

    def __repr__(self):
        return f"{self.untagged} {self.status} {self.text}"

    def code(self, name):
        """The words of a response code such as APPENDUID, tagged or untagged; None if there is none."""
        for line in [self.text] + self.untagged:
            found = re.search(rb"\[" + name.encode() + rb" ?([^\]]*)\]", line)
            if found:
                return found[1].decode()
        return None

    def having(self, word):
        return [line for line in self.untagged if word.encode() in line]


class Imap(Wire):
    def __init__(self, service, user=None, password=PASSWORD, name="imaps", seconds=30):
        super().__init__(service, name, tls=name == "imaps", seconds=seconds)
        self.count = 0
        self.greeting = self.line()
        if user:
            answer = self.ask(f'LOGIN "{user}" "{password}"')
            if answer.status != b"OK":
                raise AssertionError(f"login: {answer}")

    def response(self):
        """One response, with its literals."""
        whole = self.line()
        while found := re.search(rb"\{(\d+)\}$", whole):
            whole += b"\r\n" + self.exactly(int(found[1]))
            whole += self.line()
        return whole

    def finish(self, tag):
        untagged = []
        while True:
            line = self.response()
            if line.startswith(tag + b" "):
                return Answer(untagged, line[len(tag) + 1:])
            untagged.append(line)

    def begin(self, command):
        self.count += 1
        tag = b"t%d" % self.count
        command = command.encode() if isinstance(command, str) else command
        self.send(tag + b" " + command + b"\r\n")
        return tag

    def ask(self, command):
        return self.finish(self.begin(command))

    def ok(self, command):
        answer = self.ask(command)
        if answer.status != b"OK":
            raise AssertionError(f"{command!r}: {answer}")
        return answer

    def search(self, keys, uid=False):
        """The numbers that SEARCH gives; quoted strings in the keys may have umlauts."""
        def literal(found):
            text = found[1].encode()
            return found[0] if text.isascii() else f"{{{len(text)}+}}\r\n{found[1]}"
        keys = re.sub(r'"([^"]*)"', literal, keys)
        answer = self.ok(f"{'UID ' if uid else ''}SEARCH CHARSET UTF-8 {keys}")
        return [int(number) for line in answer.having("* SEARCH") for number in line.split()[2:]]

    def append(self, mailbox, message, flags=""):
        """APPEND with a non-synchronizing literal."""
        head = f'APPEND "{mailbox}" ({flags}) {{{len(message)}+}}\r\n'.encode()
        return self.ask(head + message)


class Smtp(Wire):
    """SMTP or LMTP, one reply at a time."""

    def reply(self):
        text = []
        while True:
            line = self.line().decode()
            text.append(line[4:])
            if line[3:4] != "-":
                return int(line[:3]), "\n".join(text)

    def ask(self, command):
        self.send(command.encode() + b"\r\n" if isinstance(command, str) else command + b"\r\n")
        return self.reply()

    def expect(self, code, command):
        got = self.ask(command)
        if got[0] != code:
            raise AssertionError(f"{command!r}: {got}, expected {code}")
        return got[1]


def dot_stuffed(message):
    return re.sub(rb"(?m)^\.", b"..", message) + b".\r\n"


def deliver(service, recipient, message, sender="sender@elsewhere.example"):
    """Brings a message by LMTP."""
    with Smtp(service, "lmtp") as lmtp:
        lmtp.reply()
        lmtp.expect(250, "LHLO test.example")
        lmtp.expect(250, f"MAIL FROM:<{sender}>")
        lmtp.expect(250, f"RCPT TO:<{recipient}>")
        lmtp.expect(354, "DATA")
        lmtp.send(dot_stuffed(message))
        code, text = lmtp.reply()
        if code != 250:
            raise AssertionError(f"LMTP says {code} {text}")


def message(subject, body="Hello.\r\n", sender="alice@example.test", recipient="bob@example.test", extra=""):
    """A message; body with CRLF."""
    key = f"{random.getrandbits(64):016x}"
    head = (f"From: {sender}\r\nTo: {recipient}\r\nSubject: {subject}\r\n"
            f"Date: Mon, 6 Jul 2026 10:00:00 +0200\r\nMessage-ID: <{key}@test.example>\r\n"
            f"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
            f"Content-Transfer-Encoding: 8bit\r\n{extra}\r\n")
    return (head + body).encode()


def large_message(subject, size, **words):
    """A message of at least that many bytes, different each time, with lines that begin with dots."""
    source = random.Random(random.getrandbits(64))
    lines = [source.randbytes(37).hex() + "\r\n" for _ in range(997)]
    lines[10] = "." + lines[10]
    lines[20] = ".\r\n"
    block = "".join(lines)
    return message(subject, (block * (size // len(block) + 1))[:size].rsplit("\r\n", 1)[0] + "\r\n", **words)


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def utf7(name):
    """Modified UTF-7 (RFC 3501 section 5.1.3)."""
    def encoded(run):
        return "&" + run[0].encode("utf-7").decode()[1:].rstrip("-").replace("/", ",") + "-"
    return re.sub(r"[^\x20-\x7e]+", encoded, name.replace("&", "&-"))
