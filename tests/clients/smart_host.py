"""A tiny mail server that takes everything: what a service sends on to."""
import re
import socket
import threading


class SmartHost:
    """Speaks as much SMTP as a relay needs. `messages`: (sender, recipients, bytes) of each taken one.
    `refusals`: replies for the next RCPTs instead of 250."""

    def __init__(self, port=0):
        self.messages = []
        self.refusals = []
        self.listener = socket.socket()
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.listener.bind(("127.0.0.1", port))
        self.listener.listen(20)
        self.port = self.listener.getsockname()[1]
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

    def _serve(self, connection):
        with connection, connection.makefile("rb") as lines:
            def say(text):
                connection.sendall(text.encode() + b"\r\n")
            try:
                say("220 smart.example ESMTP")
                self._talk(lines, say)
            except OSError:
                pass

    def _talk(self, lines, say):
        sender, recipients = "", []
        for line in lines:
            verb = line[:4].upper()
            address = re.search(rb"<(.*?)>", line)
            if verb == b"EHLO":
                say("250-smart.example\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-PIPELINING\r\n250 SIZE 100000000")
            elif verb == b"MAIL":
                sender, recipients = address[1].decode(), []
                say("250 2.1.0 ok")
            elif verb == b"RCPT":
                refusal = self.refusals.pop(0) if self.refusals else None
                if not refusal:
                    recipients.append(address[1].decode())
                say(refusal or "250 2.1.5 ok")
            elif verb == b"DATA":
                if not recipients:
                    say("554 5.5.1 no recipients")
                    continue
                say("354 go on")
                text = self._data(lines)  # before the list is looked at: it may be another one by then
                self.messages.append((sender, recipients, text))
                say("250 2.0.0 taken")
            elif verb == b"QUIT":
                say("221 2.0.0 bye")
                return
            else:
                say("250 2.0.0 ok")

    @staticmethod
    def _data(lines):
        text = b""
        for line in lines:
            if line == b".\r\n":
                return text
            text += line[1:] if line.startswith(b".") else line
        raise OSError("the line was lost in the middle of a message")
