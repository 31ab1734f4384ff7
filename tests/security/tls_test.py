"""Class tls: names, protocols and handshakes that are not ours.

CVE-2017-15130 (Dovecot, memory by SNI), ALPACA (one protocol's client led to another's port), CRIME,
renegotiation (CVE-2009-3555), ROBOT and downgrades by old versions.
"""
import os
import random
import re
import socket
import ssl
import struct
import zlib

from attack import AttackTest
from wire import Wire

OWN = {"imaps": "imap", "pop3s": "pop3", "submissions": "smtp"}
FOREIGN = ["http/1.1", "h2", "ftp", "xmpp-client", "managesieve", "x" * 255, "\0", "imap\0", "IMAP"]


def hello(extensions: bytes, version: bytes = b"\x03\x03") -> bytes:
    """A ClientHello of TLS 1.2 with these extensions."""
    suites = b"\xc0\x2b\xc0\x2f\xc0\x2c\xc0\x30"
    body = version + os.urandom(32) + b"\0" + struct.pack(">H", len(suites)) + suites + b"\x01\0" \
        + struct.pack(">H", len(extensions)) + extensions
    message = b"\x01" + struct.pack(">I", len(body))[1:] + body
    return b"\x16\x03\x01" + struct.pack(">H", len(message)) + message


def extension(kind: int, body: bytes) -> bytes:
    return struct.pack(">HH", kind, len(body)) + body


def server_name(name: bytes) -> bytes:
    entry = b"\0" + struct.pack(">H", len(name)) + name
    return extension(0, struct.pack(">H", len(entry)) + entry)


NEEDED = extension(10, b"\0\x02\0\x17") + extension(13, b"\0\x04\x04\x03\x08\x04") + extension(11, b"\x01\0")


class Alpn(AttackTest):
    def connect(self, name: str, protocols: list[str], start: tuple[str, ...] = ()) -> str | None:
        """Which protocol was chosen; the handshake fails if none was."""
        context = self.service.tls()
        context.set_alpn_protocols(protocols)
        wire = Wire(self.service, name)
        self.addCleanup(wire.close)
        if start:
            wire.line()
            for command in start:
                wire.send(command + "\r\n")
                while not re.match(rb"(220|\+OK|a OK|250 )", wire.line()):
                    pass
        wire.socket = context.wrap_socket(wire.socket, server_hostname="localhost")
        wire.send("QUIT\r\n")
        wire.socket.recv(100)
        return wire.socket.selected_alpn_protocol()

    def test_only_its_own_protocol(self):
        for name, own in OWN.items():
            self.assertEqual(self.connect(name, [own]), own)
            self.assertEqual(self.connect(name, ["h2", own]), own)
            others = [other for other in OWN.values() if other != own]
            for foreign in FOREIGN[:6] + others:
                with self.assertRaisesRegex(ssl.SSLError, "no application protocol", msg=(name, foreign)):
                    self.connect(name, [foreign])
            with self.assertRaises(ssl.SSLError):
                self.connect(name, FOREIGN[:6] + others)

    def test_behind_starttls(self):
        for name, own, start in (("imap", "imap", ("a STARTTLS",)), ("pop3", "pop3", ("STLS",)),
                                 ("smtp", "smtp", ("EHLO x", "STARTTLS")),
                                 ("submission", "smtp", ("EHLO x", "STARTTLS"))):
            self.assertEqual(self.connect(name, [own], start), own)
            with self.assertRaises(ssl.SSLError):
                self.connect(name, ["http/1.1"], start)

    def test_a_browser_at_a_mail_port(self):
        """Its request is refused and runs nothing, with TLS and without."""
        request = (b"POST / HTTP/1.1\r\nHost: mail\r\nContent-Length: 99\r\n\r\n"
                   b"a LOGIN alice x\r\nUSER alice\r\nEHLO x\r\nMAIL FROM:<a@b>\r\n")
        for name, tls in (("imap", False), ("imaps", True), ("pop3", False), ("pop3s", True), ("smtp", False),
                          ("submissions", True), ("lmtp", False)):
            wire = Wire(self.service, name, tls=tls)
            self.addCleanup(wire.close)
            wire.send(request)
            said = b""
            while b"BYE" not in said and (line := self.next(wire)):
                said += line + b"\n"
            self.assertRegex(said, rb"BAD|-ERR|5\d\d|554|421|BYE", name)
            self.assertNotRegex(said, rb"(?m)^(\+OK Now|250 )", name)

    @staticmethod
    def next(wire: Wire) -> bytes:
        wire.socket.settimeout(1)
        try:
            return wire.line()
        except (OSError, EOFError):
            return b""


class Names(AttackTest):
    def shake(self, extensions: bytes) -> bytes:
        """What the server answers to such a hello: the type of its first record."""
        with socket.create_connection(("127.0.0.1", self.service.port("imaps")), timeout=20) as wire:
            wire.sendall(hello(extensions))
            try:
                return wire.recv(5)[:1]
            except OSError:
                return b""

    def test_a_flood_of_names(self):
        source = random.Random(1)
        self.shake(server_name(b"localhost") + NEEDED)
        with self.bounded_memory():
            for _ in range(400):
                name = bytes(source.choices(b"abcdefghijklmnopqrstuvwxyz.", k=source.randrange(1, 255)))
                self.assertEqual(self.shake(server_name(name) + NEEDED), b"\x16", name)
        self.assert_alive()

    def test_names_that_are_none(self):
        for name in (b"", b"\0", b"localhost\0evil", b"../../etc/passwd", b"x" * 255, b"x" * 256, b"x" * 10000,
                     b"\xff\xfe", b"a\r\nb", b"*.example", b"-", b".", b"127.0.0.1"):
            self.assertIn(self.shake(server_name(name) + NEEDED), (b"\x16", b"\x15", b""), name)
        for body in (b"", b"\0", b"\0\x05\0", b"\xff\xff\0\0\x01a", b"\0\x04\x01\0\x01a"):
            self.assertIn(self.shake(extension(0, body) + NEEDED), (b"\x16", b"\x15", b""), body)
        for body in (b"", b"\0", b"\0\0", b"\0\x01\0", b"\0\x02\x05a", b"\xff\xff\x01a"):
            self.assertIn(self.shake(extension(16, body) + NEEDED), (b"\x15", b""), body)
        self.assert_alive()

    def test_rubbish_as_tls(self):
        source = random.Random(2)
        with self.bounded_memory():
            for _ in range(100):
                data = bytearray(hello(server_name(b"localhost") + NEEDED))
                for _ in range(source.randrange(1, 8)):
                    data[source.randrange(len(data))] = source.randrange(256)
                with socket.create_connection(("127.0.0.1", self.service.port("pop3s")), timeout=20) as wire:
                    wire.sendall(bytes(data))
        self.assert_alive()


class Features(AttackTest):
    def test_no_compression_no_renegotiation(self):
        context = self.service.tls()
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        with socket.create_connection(("127.0.0.1", self.service.port("imaps")), timeout=20) as plain, \
                context.wrap_socket(plain, server_hostname="localhost") as wire:
            self.assertIsNone(wire.compression())
            self.assertEqual(wire.version(), "TLSv1.2")

    def test_compressed_bomb(self):
        """A few KB that stand for 64 MB, on one line: refused, skipped, and the session goes on."""
        client = self.imap(self.alice)
        client.ok("COMPRESS DEFLATE")
        packer, reader = zlib.compressobj(9, zlib.DEFLATED, -15), zlib.decompressobj(-15)
        with self.bounded_memory():
            bomb = b"".join(packer.compress(b"x" * 2 ** 20) for _ in range(64))
            client.send(bomb + packer.compress(b"\r\nz NOOP\r\n") + packer.flush(zlib.Z_SYNC_FLUSH))
            heard = b""
            while b"z OK" not in heard:
                client._more()
                heard += reader.decompress(client.buffer)
                client.buffer = b""
        self.assertIn(b"BAD [TOOBIG]", heard)
        client.close()
        self.assert_alive()

    def test_old_versions(self):
        for version in (b"\x03\x00", b"\x03\x01", b"\x03\x02"):
            with socket.create_connection(("127.0.0.1", self.service.port("imaps")), timeout=20) as wire:
                wire.sendall(hello(NEEDED, version))
                self.assertEqual(wire.recv(1), b"\x15", version)
