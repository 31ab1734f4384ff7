"""Class revocation: what was let in stays in. Here: by tokens and certificates, when the settings change (SIGHUP)."""
import contextlib

import token_issuer
from attack import AttackTest, encoded
from authority import make_certificate
from service import PASSWORD, wait_until
from wire import Imap, Wire

RELOADED = "settings and certificate were read again"
FAILED = "reload failed"


def bearer(token: str) -> str:
    return encoded(f"n,,\1auth=Bearer {token}\1\1".encode())


class Reload(AttackTest):
    def reload(self, settings: dict, says: str = RELOADED):
        """Writes the settings, sends SIGHUP, waits until the service has said so once more."""
        before = self.service.log.read_text(errors="replace").count(says)
        self.service.set(settings)
        self.service.reload()
        wait_until(lambda: self.service.log.read_text(errors="replace").count(says) > before, what=says)

    @contextlib.contextmanager
    def settings(self, changed: dict, before: dict, says: str = RELOADED):
        try:
            self.reload(changed, says)
            yield
        finally:
            self.reload(before)

    def by_token(self, token: str) -> Imap:
        imap = self.imap()
        imap.ok("AUTHENTICATE OAUTHBEARER " + bearer(token))
        return imap

    def refused(self, token: str) -> bytes:
        """The code of a refusal."""
        imap = self.imap()
        imap.send("t AUTHENTICATE OAUTHBEARER " + bearer(token) + "\r\n")
        line = imap.line()
        if line.startswith(b"+ "):
            imap.send("AQ==\r\n")
            line = imap.line()
        self.assertTrue(line.startswith(b"t NO ["), line)
        return line[6:].split(b"]")[0]

    def by_certificate(self, address: str) -> Imap:
        context = self.service.tls()
        context.load_cert_chain(*make_certificate(self.service.folder / "tls", f"email:{address}"))
        imap = Imap.__new__(Imap)
        Wire.__init__(imap, self.service, "imaps")
        self.addCleanup(imap.close)
        imap.socket = context.wrap_socket(imap.socket, server_hostname="localhost")
        imap.count, imap.greeting = 0, imap.line()
        imap.ok("AUTHENTICATE EXTERNAL =")
        return imap

    def ended(self, imap: Imap, reason: bytes):
        """It is told why, while it waits in IDLE or for nothing, and the line is closed."""
        self.assertEqual(imap.at_end(), b"* BYE " + reason + b"\r\n")

    def token(self, **claims) -> str:
        return self.issuer.token(self.issuer.claims(self.alice, **claims))

    def test_another_issuer(self):
        sessions = [self.by_token(self.token()), self.by_certificate(self.bob), self.imap(self.alice, PASSWORD)]
        self.reload({})  # nothing has changed: all stay
        for imap in sessions:
            imap.ok("NOOP")
        idle = self.by_token(self.token())
        idle.send("i IDLE\r\n")
        self.assertTrue(idle.line().startswith(b"+ "))
        idle.line()  # the first sign of life
        with self.settings({"oauth.issuer": "https://other.example.test"}, {"oauth.issuer": token_issuer.NAME}):
            self.ended(sessions[0], b"Tokens of that issuer let nobody in any more")
            self.ended(idle, b"Tokens of that issuer let nobody in any more")
            for imap in sessions[1:]:
                imap.ok("NOOP")
            self.assertEqual(self.refused(self.token()), b"AUTHENTICATIONFAILED")
            self.by_token(self.token(iss="https://other.example.test")).ok("NOOP")
        self.by_token(self.token()).ok("NOOP")

    def test_no_issuer(self):
        session = self.by_token(self.token())
        with self.settings({"oauth.issuer": ""}, {"oauth.issuer": token_issuer.NAME}):
            self.ended(session, b"Tokens of that issuer let nobody in any more")
            self.assertEqual(self.refused(self.token()), b"CANNOT")
            self.assertNotIn(b"OAUTHBEARER", self.imap().greeting)

    def test_settings_that_are_wrong_change_nothing(self):
        session = self.by_token(self.token())
        for key, wrong, right in (("oauth.audience", "", token_issuer.AUDIENCE),
                                  ("oauth.issuer", "http://id.example.test", token_issuer.NAME),
                                  ("oauth.keys", "http://localhost/keys", self.issuer.url),
                                  ("tls.client_ca", "tls/missing.pem", "tls/clients.pem")):
            with self.settings({key: wrong}, {key: right}, FAILED):
                session.ok("NOOP")
                self.by_token(self.token()).ok("NOOP")
                self.by_certificate(self.bob).ok("NOOP")

    def test_the_keys_are_read_again(self):
        """A key that the issuer has taken back lets nobody in after SIGHUP; who is in stays until the token's end."""
        file = self.service.folder / "keys.json"
        self.issuer.make_key("old", "EdDSA")
        old = self.issuer.token(self.issuer.claims(self.alice), "old")
        try:
            file.write_text(self.issuer.key_set())
            with self.settings({"oauth.keys": "keys.json"}, {"oauth.keys": self.issuer.url}):
                session = self.by_token(old)
                del self.issuer.algorithms["old"]
                file.write_text(self.issuer.key_set())
                self.by_token(old)  # nobody has looked
                self.reload({})
                self.assertEqual(self.refused(old), b"AUTHENTICATIONFAILED")
                self.by_token(self.token()).ok("NOOP")
                session.ok("NOOP")
                # too large, or none at all: nobody gets in, and nobody is blamed
                for text in (self.issuer.key_set() + " " * (256 * 1024), '{"keys":[]}', "", "{" * 100000):
                    file.write_text(text)
                    self.reload({})
                    imap = self.imap()
                    answer = imap.ask("AUTHENTICATE OAUTHBEARER " + bearer(self.token()))
                    self.assertEqual(answer.status, b"NO")
                    self.assertNotIn(b"AUTHENTICATIONFAILED", answer.text)
                self.assert_alive()
        finally:
            self.issuer.algorithms.pop("old", None)

    def test_no_certificates(self):
        sessions = [self.by_certificate(self.alice), self.by_token(self.token()), self.imap(self.alice, PASSWORD)]
        with self.settings({"tls.client_ca": ""}, {"tls.client_ca": "tls/clients.pem"}):
            self.ended(sessions[0], b"Certificates let nobody in any more")
            for imap in sessions[1:]:
                imap.ok("NOOP")
            self.assertNotIn(b"EXTERNAL", self.imap().greeting)
        self.by_certificate(self.alice).ok("NOOP")
