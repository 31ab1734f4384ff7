"""Classes local_access and path_traversal: other users of the machine get nothing, and no name leads out of the
data directory.

CVE-2021-40525 (James, Sieve files), Dovecot dict-fs 2026, James JMX (CVE-2017-12628, CVE-2023-51518: an open
administration port).
"""
import contextlib
import json
import os
import pathlib
import socket
import stat

from attack import AttackTest

TRAVERSALS = ["../../../etc/passwd", "..", "../INBOX", "a/../../b", "/etc/passwd", "....//x", "..\\..\\x", "%2e%2e%2f",
              "&Ai8-", "C:\\x", "~/x", "x/.", "./x", "con", "data/LOCK", "tls/key.pem", "postamt.toml", "x" * 300,
              "\u2024\u2024/x", "\uff0e\uff0e/x"]


class LocalAccess(AttackTest):
    def test_modes(self):
        """What holds secrets or mail is its owner's only."""
        folder = self.service.folder
        for path in (folder / "tls" / "key.pem", folder / "control.sock"):
            self.assertEqual(stat.S_IMODE(path.stat().st_mode) & 0o077, 0, path)
        open_to_others = []
        for path in [folder / "data", *(folder / "data").rglob("*")]:
            closed = any(stat.S_IMODE(parent.stat().st_mode) & 0o077 == 0 for parent in (folder, folder / "data"))
            if not closed and stat.S_IMODE(path.stat().st_mode) & 0o007:
                open_to_others.append(path)
        self.assertEqual(open_to_others, [])

    def is_closed_to_others(self, attempt) -> bool:
        """Tries as another user of the machine, in a process of its own."""
        if os.geteuid() != 0:
            self.skipTest("only root can become somebody else")
        child = os.fork()
        if child == 0:
            code = 1
            try:
                os.setgroups([])
                os.setgid(65534)
                os.setuid(65534)
                attempt()
            except PermissionError:
                code = 0
            finally:
                os._exit(code)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0

    def test_another_user_of_the_machine(self):
        # The temporary folder is closed to others: open it, so that the service's own rights are tried.
        self.service.home.chmod(0o755)
        folder = self.service.folder
        control = str(folder / "control.sock")
        self.assertTrue(self.is_closed_to_others(lambda: socket.socket(socket.AF_UNIX).connect(control)))
        self.assertTrue(self.is_closed_to_others(lambda: (folder / "tls" / "key.pem").read_bytes()))
        self.assertTrue(self.is_closed_to_others(lambda: os.listdir(folder / "data")))
        self.assertTrue(self.is_closed_to_others(lambda: (folder / "stolen").write_text("x")))

    def test_control_socket_takes_only_requests(self):
        """Rubbish at the control socket: an answer or a hang-up, no harm."""
        path = str(self.service.folder / "control.sock")
        for line in (b"\n", b"{}\n", b"[]\n", b"null\n", b'{"verb":1,"arguments":[]}\n',
                     b'{"verb":"x","arguments":["a"],"secret":1}\n', b"\0\n", b"\xff\n",
                     b'{"verb":"account add","arguments":["a\\nb@example.test"],"secret":"x"}\n',
                     b'{"verb":"account list","arguments":["x"]}\n', b"[" * 100000 + b"\n", b'{"a":' * 50000 + b"\n",
                     b'{"verb":"\\u0000","arguments":[]}\n', b"GET / HTTP/1.1\r\n\r\n",
                     b'{"verb":"check","arguments":[],"verb":"account list"}\n'):
            with socket.socket(socket.AF_UNIX) as control:
                control.settimeout(30)
                control.connect(path)
                control.sendall(line)
                control.shutdown(socket.SHUT_WR)
                answer = b""
                while data := control.recv(65536):
                    answer += data
                if answer:
                    said = json.loads(answer)
                    self.assertIsInstance(said["done"], bool)
                    self.assertTrue(not said["done"] or b"check" in line or b"list" in line, line)
        with self.bounded_memory(), socket.socket(socket.AF_UNIX) as control:
            control.settimeout(30)
            control.connect(path)
            try:
                for _ in range(1000):
                    control.sendall(b"x" * 65536)
            except OSError:
                pass
        self.assert_alive()

    def test_no_port_beyond_those_of_the_settings(self):
        """What listens is what the settings name: nothing for administration or debugging."""
        descriptors = pathlib.Path(f"/proc/{self.service.process.pid}/fd")
        sockets = set()
        for descriptor in descriptors.iterdir():
            with contextlib.suppress(FileNotFoundError):
                sockets.add(os.readlink(descriptor))
        ports = set()
        for line in pathlib.Path("/proc/net/tcp").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and f"socket:[{fields[9]}]" in sockets:
                ports.add(int(fields[1].split(":")[1], 16) - self.service.ports.base)
        self.assertEqual(ports, {24, 25, 110, 143, 443, 465, 587, 993, 995})


class PathTraversal(AttackTest):
    def files(self) -> set[str]:
        """Names of all files, but those of the store's own numbering."""
        return {str(path) for path in self.service.home.rglob("*") if not path.is_relative_to(self.service.folder / "data")}

    def test_mailbox_names(self):
        """A name is a key: whatever stands in it, no file comes of it, and no other mailbox is meant."""
        client = self.imap(self.alice)
        before, inside = self.files(), {path.name for path in (self.service.folder / "data").iterdir()}
        for name in TRAVERSALS:
            raw = name.encode()
            literal = b"{%d+}\r\n" % len(raw) + raw
            if client.ask(b"CREATE " + literal).status == b"OK":
                self.assertTrue(client.ok(b"SELECT " + literal).having("* 0 EXISTS"), name)
                client.ok("CLOSE")
                client.ok(b"DELETE " + literal)
            for command in (b"SELECT ", b"STATUS ", b"DELETE ", b"SUBSCRIBE "):
                client.ask(command + literal + (b" (MESSAGES)" if command == b"STATUS " else b""))
        self.assertEqual(self.files(), before)
        self.assertEqual({path.name for path in (self.service.folder / "data").iterdir()} - inside, set())

    def test_nothing_of_the_machine_is_shown(self):
        client = self.imap(self.alice)
        for command in ('LIST "" "/etc/*"', 'LIST "/" "*passwd*"', 'LIST "../" "*"', "SELECT /etc/passwd",
                        'LIST "~root" "%"'):
            answer = client.ask(command)
            self.assertNotRegex(b"".join(answer.untagged), rb"root:|shadow|hosts")

    def test_spool_names_are_not_the_clients(self):
        """Large messages are spooled in files whose names nobody chooses."""
        wire = self.greeted("lmtp")
        wire.expect(250, "LHLO ../../evil")
        wire.expect(250, "MAIL FROM:<\"../../x\"@evil.example>")
        wire.expect(250, f"RCPT TO:<{self.alice}>")
        wire.expect(354, "DATA")
        wire.send(b"Message-ID: <../../evil>\r\nSubject: large\r\n\r\n" + b"x" * 70 + (b"\r\n" + b"y" * 70) * 8000)
        names = os.listdir(self.service.folder / "data" / "spool")
        self.assertNotIn("evil", "".join(names))
        wire.send(b"\r\n.\r\n")
        self.assertEqual(wire.reply()[0], 250)
