"""Class client_certificate: a certificate lets in only whom it names, and only one that our CA has made.

CVE-2019-3814 (Dovecot: a certificate without a user name let in anybody).
"""
from attack import AttackTest, encoded
from authority import make_authority, make_certificate
from wire import Wire


class Certificates(AttackTest):
    def certificate(self, names: str, authority: str = "clients", **others) -> tuple[str, str]:
        return make_certificate(self.service.folder / "tls", names, authority, **others)

    def connected(self, files: tuple[str, str] | None) -> Wire:
        context = self.service.tls()
        if files:
            context.load_cert_chain(*files)
        wire = Wire(self.service, "imaps")
        self.addCleanup(wire.close)
        wire.socket = context.wrap_socket(wire.socket, server_hostname="localhost")
        self.greeting = wire.line()
        return wire

    def said(self, files: tuple[str, str] | None, user: str = "") -> bytes:
        wire = self.connected(files)
        wire.send("t AUTHENTICATE EXTERNAL " + (encoded(user.encode()) if user else "=") + "\r\n")
        line = wire.line()
        return b"OK" if line.startswith(b"t OK") else line.split(b"]")[0].split(b"[")[-1]

    def test_lets_in_whom_it_names(self):
        alice = self.certificate(f"email:{self.alice}")
        self.assertEqual(self.said(alice), b"OK")
        self.assertIn(b" AUTH=EXTERNAL", self.greeting)
        self.assertEqual(self.said(alice, self.alice), b"OK")
        self.assertEqual(self.said(alice, self.bob), b"AUTHENTICATIONFAILED")
        self.assertEqual(self.said(alice, "root"), b"AUTHENTICATIONFAILED")
        both = self.certificate(f"email:{self.alice},email:{self.bob}")
        self.assertEqual(self.said(both), b"AUTHENTICATIONFAILED")
        self.assertEqual(self.said(both, self.bob), b"OK")
        self.assertEqual(self.said(self.certificate("email:nobody@example.test")), b"AUTHENTICATIONFAILED")

    def test_without_a_user_name(self):
        for files in (None, self.certificate(""), self.certificate("DNS:alice.example.test"),
                      self.certificate("", subject=f"/CN={self.alice}"),
                      self.certificate("", subject=f"/emailAddress={self.alice}")):
            self.assertEqual(self.said(files), b"CANNOT")
            self.assertNotIn(b"EXTERNAL", self.greeting)
            self.assertEqual(self.said(files, self.alice), b"CANNOT")

    def test_of_somebody_else(self):
        """Of another CA, of one with the same name, or made for a server: nobody, but a password still does."""
        folder = self.service.folder / "tls"
        (folder / "evil").mkdir(exist_ok=True)
        make_authority(folder / "evil")
        make_authority(folder, "others")
        for files in (self.certificate(f"email:{self.alice}", "others"),
                      self.certificate(f"email:{self.alice}", "evil/clients"),
                      self.certificate(f"email:{self.alice}", usage="serverAuth")):
            self.assertEqual(self.said(files), b"CANNOT")
            wire = self.connected(files)
            wire.send(f'a LOGIN {self.alice} "correct horse"\r\n')
            self.assertRegex(wire.line(), b"^a OK")

    def test_not_in_the_clear_and_not_by_name_alone(self):
        with Wire(self.service, "imap") as wire:
            wire.line()
            wire.send("t AUTHENTICATE EXTERNAL " + encoded(self.alice.encode()) + "\r\n")
            self.assertTrue(wire.line().startswith(b"t NO [PRIVACYREQUIRED]"))

    def test_protocols(self):
        context = self.service.tls()
        context.load_cert_chain(*self.certificate(f"email:{self.alice}"))
        for name, command, welcome in (("pop3s", "AUTH EXTERNAL =", b"+OK"), ("submissions", "AUTH EXTERNAL =", b"235")):
            wire = Wire(self.service, name)
            self.addCleanup(wire.close)
            wire.socket = context.wrap_socket(wire.socket, server_hostname="localhost")
            wire.line()
            if name == "submissions":
                wire.send("EHLO client.example\r\n")
                while wire.line()[3:4] == b"-":
                    pass
            wire.send(command + "\r\n")
            self.assertTrue(wire.line().startswith(welcome), name)
