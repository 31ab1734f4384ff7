"""Class tokens: nothing but a token that the issuer has signed for this service lets in, and only whom it names.

CVE-2021-29157 (Dovecot: a path in "kid"); the classes of RFC 8725 that others fell to: no signature, a public key
taken for a secret, a key in the token itself, tokens for another service, of before, of another issuer.
"""
import hashlib
import hmac
import json
import time

from attack import AttackTest, encoded
from service import PASSWORD
from token_issuer import url_text
from wire import Wire


def open_message(token: str, user: str = "") -> str:
    return encoded(f"n,{'a=' + user if user else ''},\1host=localhost\1auth=Bearer {token}\1\1".encode())


def old_message(token: str, user: str) -> str:
    return encoded(f"user={user}\1auth=Bearer {token}\1\1".encode())


class Tokens(AttackTest):
    def said(self, message: str, mechanism: str = "OAUTHBEARER") -> bytes:
        """OK, or what the refusal reads like to the end."""
        imap = self.imap()
        imap.send(f"t AUTHENTICATE {mechanism} {message}\r\n")
        line = imap.line()
        if line.startswith(b"+ "):
            imap.send("AQ==\r\n" if mechanism == "OAUTHBEARER" else "\r\n")
            line = imap.line()
        imap.close()
        return line.split(b" ")[1] if line.startswith(b"t OK") else line

    def refused(self, message: str, mechanism: str = "OAUTHBEARER"):
        self.assertEqual(self.said(message, mechanism), b"t NO [AUTHENTICATIONFAILED] The login was refused", message)

    def test_each_algorithm_and_mechanism(self):
        for key in ("rs256", "es256", "eddsa"):
            token = self.issuer.token(self.issuer.claims(self.alice), key)
            self.assertEqual(self.said(open_message(token)), b"OK", key)
            self.assertEqual(self.said(open_message(token, self.alice)), b"OK", key)
            self.assertEqual(self.said(old_message(token, self.alice), "XOAUTH2"), b"OK", key)
        wire = self.greeted("submissions", tls=True)
        wire.expect(235, "AUTH XOAUTH2 " + old_message(token, self.alice))
        pop = self.pop()
        pop.send("AUTH OAUTHBEARER " + open_message(token) + "\r\n")
        self.assertRegex(pop.line(), rb"^\+OK")

    def test_the_keys_are_fetched_seldom(self):
        """Whatever clients send, the issuer is asked at most once a minute."""
        before, begin = self.issuer.requests, time.monotonic()
        for number in range(30):
            self.refused(open_message(self.issuer.token(self.issuer.claims(self.alice), kid=f"key {number}")))
        self.assertLessEqual(self.issuer.requests - before, 1 + (time.monotonic() - begin) // 60)

    def test_key_id_is_no_path(self):
        claims = self.issuer.claims(self.alice)
        for kid in ("../../../../dev/null", "/dev/null", "/proc/self/environ", "eddsa/../eddsa", "eddsa\0", "./eddsa",
                    self.issuer.url, "' OR '1'='1", "%65ddsa", "EDDSA", "x" * 5000, 1, ["eddsa"], {"a": 1}, None):
            self.refused(open_message(self.issuer.token(claims, kid=kid)))
        self.assert_alive()

    def test_unsigned(self):
        claims = url_text(json.dumps(self.issuer.claims(self.alice)).encode())
        for algorithm in ("none", "None", "NONE", "nOnE", "", "RS256", "EdDSA", "ES256"):
            header = url_text(json.dumps({"alg": algorithm}).encode())
            for signature in ("", "AA", url_text(bytes(64)), url_text(bytes(256))):
                self.refused(open_message(f"{header}.{claims}.{signature}"))

    def test_public_key_as_a_secret(self):
        """HS256 with the issuer's public key, which everybody has."""
        claims = url_text(json.dumps(self.issuer.claims(self.alice)).encode())
        for secret in (self.issuer.public_key("rs256"), json.dumps(self.issuer.jwk("rs256")).encode(), b""):
            for algorithm, kid in (("HS256", "rs256"), ("RS256", "rs256"), ("hs256", "rs256")):
                header = url_text(json.dumps({"alg": algorithm, "kid": kid}).encode())
                signature = hmac.digest(secret, f"{header}.{claims}".encode(), hashlib.sha256)
                self.refused(open_message(f"{header}.{claims}.{url_text(signature)}"))

    def test_keys_of_the_attacker(self):
        """A key that stands in the token, or is named by it, is nobody's."""
        self.issuer.make_key("evil", "EdDSA")
        evil = self.issuer.jwk("evil")
        try:
            claims = self.issuer.claims(self.alice)
            for header in ({"jwk": evil}, {"jwk": evil, "kid": "eddsa"}, {"jku": self.issuer.url, "kid": "eddsa"},
                           {"x5u": self.issuer.url, "kid": "eddsa"}, {"kid": "eddsa"}, {"crit": ["exp"], "exp": 1}):
                self.refused(open_message(self.issuer.token(claims, "evil", **{"kid": "rs256"} | header)))
        finally:
            del self.issuer.algorithms["evil"]

    def test_claims(self):
        now = int(time.time())
        claims = self.issuer.claims
        for wrong in (claims(self.alice, iss="https://id.example.test/"), claims(self.alice, iss="https://evil.test"),
                      claims(self.alice, aud="web.example.test"), claims(self.alice, aud=["web.example.test"]),
                      claims(self.alice, exp=now - 120), claims(self.alice, exp="2100-01-01"),
                      claims(self.alice, exp=-1), claims(self.alice, nbf=now + 300), claims(self.alice, iat=now + 300),
                      claims(self.alice, email_verified=False), claims(self.alice, email=[self.alice]),
                      claims(self.alice, email={"address": self.alice}), claims(""), claims("alice"), claims("@"),
                      claims(self.alice + "\0"), claims("\0" + self.alice), claims("nobody@example.test"),
                      claims("alice+shop@example.test"), claims("\uff41lice@example.test")):
            self.refused(open_message(self.issuer.token(wrong)))
        for name in ("iss", "aud", "exp", "email"):
            less = claims(self.alice)
            del less[name]
            self.refused(open_message(self.issuer.token(less)))

    def test_times_at_their_limits(self):
        """Clocks may differ by a minute (docs/logins.md); to the second it is tried in token_check_test.cpp."""
        now = int(time.time())
        claims = self.issuer.claims
        for right in (claims(self.alice, exp=now - 10), claims(self.alice, nbf=now + 50),
                      claims(self.alice, iat=now + 50), claims(self.alice, exp=now + 0.5, nbf=now),
                      claims(self.alice, exp=253402300799)):
            self.assertEqual(self.said(open_message(self.issuer.token(right))), b"OK", right)
        for wrong in ({"exp": now - 61}, {"exp": 0}, {"exp": 253402300800}, {"exp": None}, {"exp": True}, {"nbf": "0"},
                      {"nbf": -1}):
            wrong = claims(self.alice, **wrong)
            self.refused(open_message(self.issuer.token(wrong)))
        for number in ("1e400", "-1e400", "9" * 400, "9223372036854775808", "NaN", "Infinity"):
            text = json.dumps(claims(self.alice, exp="end")).replace('"end"', number)
            self.refused(open_message(self.issuer.sign({"alg": "EdDSA", "kid": "eddsa"}, text)))

    def test_size(self):
        """8 KB are a token, more is none, nor is a line that no token needs."""
        def token(size: int) -> str:
            text = self.issuer.token(self.issuer.claims(self.alice, x=""))
            for filling in range((size - len(text)) // 4 * 3 - 5, size):
                text = self.issuer.token(self.issuer.claims(self.alice, x="x" * filling))
                if len(text) >= size:
                    return text
            raise AssertionError(size)
        largest = token(8190)
        self.assertLessEqual(len(largest), 8192)
        self.assertEqual(self.said(open_message(largest)), b"OK")
        self.refused(open_message(token(8193)))
        with self.bounded_memory():
            for size in (13000, 70000):
                imap = self.imap()
                imap.send("t AUTHENTICATE OAUTHBEARER " + open_message("x" * size) + "\r\n")
                self.assertRegex(imap.line(), rb"^(\* BYE|[t*] BAD)")
        self.assert_alive()

    def test_nobody_acts_for_another(self):
        token = self.issuer.token(self.issuer.claims(self.alice))
        for user in (self.bob, "nobody@example.test", "root", "*", "alice@example.test,n=bob"):
            self.refused(open_message(token, user.replace("=", "=3D").replace(",", "=2C")))
            self.refused(old_message(token, user), "XOAUTH2")

    def test_a_token_is_no_password(self):
        token = self.issuer.token(self.issuer.claims(self.alice))
        imap = self.imap()
        self.assertEqual(imap.ask(f'LOGIN "{self.alice}" "{token}"').status, b"NO")
        self.refused(open_message(PASSWORD.replace(" ", "."), self.alice))

    def test_nothing_in_the_clear(self):
        token = self.issuer.token(self.issuer.claims(self.alice))
        for name, command, refusal in (("submission", "AUTH XOAUTH2 " + old_message(token, self.alice), b"530"),
                                       ("imap", "t AUTHENTICATE OAUTHBEARER " + open_message(token),
                                        b"t NO [PRIVACYREQUIRED]")):
            with Wire(self.service, name) as wire:
                wire.line()
                if name == "submission":
                    wire.send("EHLO client.example\r\n")
                    while wire.line()[3:4] == b"-":
                        pass
                wire.send(command + "\r\n")
                self.assertTrue(wire.line().startswith(refusal), name)
