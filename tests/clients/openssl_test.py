"""TLS: versions, resumption, a new certificate while sessions go on, injection behind STARTTLS."""
import os
import shutil
import ssl

from programs import need, run
from service import DOMAIN, ServiceTest, main, wait_until
from wire import Imap, Smtp, Wire


class OpensslTest(ServiceTest):
    @classmethod
    def setUpClass(cls):
        need("openssl")
        super().setUpClass()

    def connect(self, name, *options, text=b"", code=0):
        return run("openssl", "s_client", "-connect", f"localhost:{self.service.port(name)}", "-CAfile",
                   self.service.ca_file, "-verify_return_error", "-verify_hostname", "localhost", "-crlf", "-ign_eof",
                   *options, text=text, code=code).decode(errors="replace")

    def test_versions(self):
        for name, farewell in (("imaps", b"a LOGOUT\n"), ("pop3s", b"QUIT\n"), ("submissions", b"QUIT\n")):
            for option, version in (("-tls1_2", "TLSv1.2"), ("-tls1_3", "TLSv1.3")):
                said = self.connect(name, option, text=farewell)
                self.assertIn(f"New, {version}", said)
                self.assertIn("Verify return code: 0 (ok)", said)
            old = self.connect(name, "-tls1_1", "-cipher", "DEFAULT@SECLEVEL=0", code=1)
            self.assertRegex(old, "alert protocol version|unsupported protocol")

    def test_weak_ciphers_are_refused(self):
        for cipher in ("AES128-SHA", "ECDHE-ECDSA-AES128-SHA", "NULL@SECLEVEL=0"):
            self.assertIn("handshake failure", self.connect("imaps", "-tls1_2", "-cipher", cipher, code=1))

    def test_starttls(self):
        for name, protocol, farewell in (("imap", "imap", b"a LOGOUT\n"), ("pop3", "pop3", b"QUIT\n"),
                                         ("smtp", "smtp", b"QUIT\n"), ("submission", "smtp", b"QUIT\n")):
            said = self.connect(name, "-starttls", protocol, text=farewell)
            self.assertIn("Verify return code: 0 (ok)", said, name)

    def test_sessions_are_resumed(self):
        for option in ("-tls1_2", "-tls1_3"):
            file = self.service.home / "session"
            self.assertIn("New, TLS", self.connect("imaps", option, "-sess_out", file, text=b"a NOOP\nb LOGOUT\n"))
            self.assertIn("Reused, TLS", self.connect("imaps", option, "-sess_in", file, text=b"a LOGOUT\n"))

    def certificate(self):
        with Wire(self.service, "imaps", tls=True) as wire:
            return wire.socket.getpeercert(binary_form=True)

    def test_new_certificate_without_dropping_sessions(self):
        tls = self.service.folder / "tls"
        other = self.service.home / "other"
        self.service.run("init", other, "--domain", DOMAIN, "--hostname", "localhost", "--ports-from", "1000")
        before = self.certificate()
        with Imap(self.service, self.alice) as session:
            # A broken one first: all stays as it is.
            key = (tls / "key.pem").read_bytes()
            (tls / "key.pem").write_text("no key")
            self.service.reload()
            wait_until(lambda: "reload failed" in self.service.log_tail(), what="the complaint")
            self.assertEqual(self.certificate(), before)
            (tls / "key.pem").write_bytes(key)

            for name in ("cert.pem", "key.pem", "ca.pem"):
                shutil.copy(other / "tls" / name, tls / name)
            self.service.reload()

            def changed():
                try:
                    return self.certificate() != before
                except ssl.SSLCertVerificationError:
                    return False  # still the old one, which the new authority does not vouch for
            wait_until(changed, what="the new certificate")
            session.ok("NOOP")
            session.ok("SELECT INBOX")

    def test_commands_behind_starttls_are_dropped(self):
        """What came in the clear in the same packet must not run inside TLS (CVE-2011-0411)."""
        for name, command, injected, probe in (
                ("imap", b"a STARTTLS", b"b NOOP", b"c CAPABILITY"),
                ("pop3", b"STLS", b"NOOP", b"CAPA"),
                ("smtp", b"STARTTLS", b"NOOP", b"EHLO after.example"),
                ("submission", b"STARTTLS", b"NOOP", b"EHLO after.example")):
            with Smtp(self.service, name) as wire:
                wire.line()
                if name in ("smtp", "submission"):
                    wire.expect(250, "EHLO before.example")
                wire.send(command + b"\r\n" + injected + b"\r\n")
                self.assertRegex(wire.line(), rb"^(a OK|\+OK|220)")
                self.assertEqual(wire.buffer, b"", "nothing more in the clear")
                wire.start_tls()
                wire.send(probe + b"\r\n")
                first = wire.line()
                self.assertNotIn(b"b OK", first)
                self.assertRegex(first, {"imap": rb"^\* CAPABILITY", "pop3": rb"^\+OK"}.get(name, rb"^250-localhost"))
                if name == "pop3":
                    # The answer to CAPA is the block; one to NOOP would be a line.
                    self.assertRegex(wire.line(), rb"^[A-Z]")

    def test_state_before_starttls_is_forgotten(self):
        with Smtp(self.service, "smtp") as wire:
            wire.reply()
            wire.expect(250, "EHLO before.example")
            wire.expect(250, "MAIL FROM:<a@b.example>")
            wire.expect(220, "STARTTLS")
            wire.start_tls()
            wire.expect(503, f"RCPT TO:<{self.alice}>")

    def test_garbage_instead_of_tls(self):
        for name in ("imaps", "pop3s", "submissions"):
            with Wire(self.service, name) as wire:
                wire.send(os.urandom(2000) + b"\r\n")
                self.assertLess(len(wire.at_end()), 100)
        self.certificate()


if __name__ == "__main__":
    main()
