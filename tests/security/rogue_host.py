"""A mail server that does not keep the rules: what our own SMTP client talks to."""
import re
import socket
import ssl
import threading


class Talk:
    """One connection of our client. `said`: the lines it sent, each with whether TLS was on."""

    def __init__(self, connection: socket.socket, tls: ssl.SSLContext):
        self.connection = connection
        self.tls = tls
        self.is_secure = False
        self.buffer = b""
        self.said: list[tuple[bool, bytes]] = []

    def say(self, text: bytes | str):
        data = text.encode() if isinstance(text, str) else text
        self.connection.sendall(data + b"\r\n")

    def line(self) -> bytes:
        while b"\r\n" not in self.buffer:
            data = self.connection.recv(65536)
            if not data:
                raise OSError("the client is gone")
            self.buffer += data
        line, self.buffer = self.buffer.split(b"\r\n", 1)
        self.said.append((self.is_secure, line))
        return line

    def start_tls(self, context: ssl.SSLContext | None = None):
        self.connection = (context or self.tls).wrap_socket(self.connection, server_side=True)
        self.is_secure = True
        self.buffer = b""

    def data(self) -> bytes:
        """A message as it came, dots and all, up to the CRLF.CRLF."""
        text = self.buffer
        while not text.endswith(b"\r\n.\r\n"):
            data = self.connection.recv(65536)
            if not data:
                raise OSError("the client is gone")
            text += data
        self.buffer = b""
        return text

    def verbs(self) -> list[str]:
        return [line.split(b" ")[0].upper().decode(errors="replace") for _, line in self.said]


class RogueHost:
    """Plays `script(host, talk)` on each connection; the honest one if none is set. Messages taken by the
    honest one: (lines, bytes with their dots)."""

    def __init__(self, tls_folder):
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.tls.load_cert_chain(tls_folder / "cert.pem", tls_folder / "key.pem")
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.script = honest
        self.messages: list[tuple[list[bytes], bytes]] = []
        self.talks: list[Talk] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        # shutdown() ends the accept() of the other thread, which close() would not.
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def _accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket):
        connection.settimeout(20)
        talk = Talk(connection, self.tls)
        self.talks.append(talk)
        try:
            self.script(self, talk)
        except OSError:
            pass
        finally:
            talk.connection.close()


def honest(host: RogueHost, talk: Talk):
    talk.say("220 smart.example ESMTP")
    converse(host, talk)


def converse(host: RogueHost, talk: Talk, rcpt: str = "250 2.1.5 ok", offers: str = "STARTTLS"):
    """Everything behind the greeting, by the rules. `rcpt`: the answer to RCPT."""
    answers = {b"MAIL": "250 2.1.0 ok", b"RCPT": rcpt, b"RSET": "250 2.0.0 ok"}
    while True:
        line = talk.line()
        verb = line[:4].upper()
        if verb == b"EHLO":
            talk.say("250-smart.example\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-PIPELINING\r\n250 "
                     + ("AUTH PLAIN" if talk.is_secure else offers))
        elif verb == b"STAR":
            talk.say("220 2.0.0 go")
            talk.start_tls()
        elif verb == b"AUTH":
            talk.say("235 2.7.0 welcome")
        elif verb == b"DATA":
            if rcpt.startswith("2"):
                talk.say("354 go on")
                host.messages.append(([line for _, line in talk.said], talk.data()))
                talk.say("250 2.0.0 taken")
            else:
                talk.say("554 5.5.1 no recipients")
        elif verb == b"QUIT":
            talk.say("221 2.0.0 bye")
            return
        else:
            talk.say(answers.get(verb, "500 5.5.2 what?"))


def address_in(line: bytes) -> bytes:
    return re.search(rb"<(.*)>", line)[1]
