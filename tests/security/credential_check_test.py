"""Class credential_check: who exists does not show, nobody becomes somebody else, nothing old stays valid.

CVE-2026-27856 (timing), CVE-2025-30189 (one user gets another's session from a cache), CVE-2026-33603
(channel binding), CVE-2019-3814 (Dovecot). Hash operations are counted in `accounts/authenticator_test.cpp`.
"""
import base64
import hashlib
import hmac
import ssl
import threading

from attack import AttackTest, encoded, plain
from service import DOMAIN, PASSWORD
from wire import Imap, Smtp, Wire

NONCE = "rOprNGfwEbeRWgbNEkqO"


def scram_first(user: str, flag: str = "n", authorize_as: str = "") -> str:
    return f"{flag},{'a=' + authorize_as if authorize_as else ''},n={user},r={NONCE}"


def scram_final(first: str, challenge: str, password: str, binding: bytes | None = None) -> str:
    """The client's last message of SCRAM-SHA-256 (RFC 5802 section 3)."""
    parts = dict(part.split("=", 1) for part in challenge.split(","))
    gs2, bare = ",".join(first.split(",")[:2]) + ",", ",".join(first.split(",")[2:])
    without = "c=" + encoded(gs2.encode() if binding is None else binding) + ",r=" + parts["r"]
    salted = hashlib.pbkdf2_hmac("sha256", password.encode(), base64.b64decode(parts["s"]), int(parts["i"]))
    key = hmac.digest(salted, b"Client Key", "sha256")
    signature = hmac.digest(hashlib.sha256(key).digest(), f"{bare},{challenge},{without}".encode(), "sha256")
    return without + ",p=" + encoded(bytes(a ^ b for a, b in zip(key, signature)))


class Oracle(AttackTest):
    """Nothing but the right password tells that a user exists."""

    def refusals(self, user: str, password: str) -> list[bytes]:
        """What every way to log in says, without what is random."""
        said = []
        imap = self.imap()
        for command in (f'LOGIN "{user}" "{password}"', "AUTHENTICATE PLAIN " + plain(user, password)):
            answer = imap.ask(command)
            said.append(answer.status + b" " + answer.text)
        pop = self.pop()
        for command in (f"USER {user}", f"PASS {password}", "AUTH PLAIN " + plain(user, password)):
            pop.send(command + "\r\n")
            said.append(pop.line())
        smtp = self.greeted("submissions", tls=True)
        said.append(repr(smtp.ask("AUTH PLAIN " + plain(user, password))).encode())
        for command in ("AUTH LOGIN", encoded(user.encode()), encoded(password.encode())):
            said.append(repr(smtp.ask(command)).encode())
        code, challenge = smtp.ask("AUTH SCRAM-SHA-256 " + encoded(scram_first(user).encode()))
        self.assertEqual(code, 334)
        text = base64.b64decode(challenge).decode()
        said.append(b"%d %d" % (len(text), int(text.rsplit("i=", 1)[1])))
        said.append(repr(smtp.ask(encoded(scram_final(scram_first(user), text, password).encode()))).encode())
        for client in (imap, pop, smtp):
            client.close()
        return said

    def test_all_refusals_read_the_same(self):
        known = self.refusals("alice@example.test", "wrong one")
        for user in ("nobody@example.test", "alice@nowhere.test", "postmaster@example.test"):
            self.assertEqual(self.refusals(user, "wrong one"), known, user)
        self.assertEqual(len(set(known) & {b"OK"}), 0)

    def test_the_work_is_the_same(self):
        """CPU of the service, not time: a wrong password costs as much for a user as for nobody."""
        def spent(user: str) -> float:
            with self.cpu() as cpu:
                for number in range(4):
                    client = self.imap()
                    self.assertEqual(client.ask(f'LOGIN {user} "wrong {number}"').status, b"NO")
                    client.close()
            return cpu[0]
        known, unknown = spent("alice@example.test"), spent("nobody@example.test")
        self.assertGreater(unknown, 0.1)
        self.assertLess(max(known, unknown) / min(known, unknown), 3, (known, unknown))

    def test_salts_of_nobody_are_those_of_somebody(self):
        """A SCRAM salt is one for each user, however the name is spelt, and stays."""
        def salts(*spellings: str) -> set[str]:
            found = set()
            for name in spellings:
                wire = self.greeted("submissions", tls=True)
                code, challenge = wire.ask("AUTH SCRAM-SHA-256 " + encoded(scram_first(name).encode()))
                self.assertEqual(code, 334)
                found.add(base64.b64decode(challenge).decode().split(",")[1])
                wire.close()
            return found
        for user in ("alice", "nobody"):
            self.assertEqual(len(salts(user, user, user.upper(), f"{user}@example.test", f"{user}@EXAMPLE.TEST",
                                       f'"{user}"@example.test')), 1, user)
        self.assertNotEqual(salts("nobody"), salts("nobody2"))


class Identity(AttackTest):
    def test_nobody_acts_for_another(self):
        """An authorisation identity other than one's own is refused, even with the right password."""
        for user, wanted in ((self.alice, self.bob), (self.alice, "postmaster@example.test"), (self.alice, "root")):
            client = self.imap()
            answer = client.ask("AUTHENTICATE PLAIN " + plain(user, PASSWORD, wanted))
            self.assertEqual(answer.code("AUTHENTICATIONFAILED"), "", answer)
            wire = self.greeted("submissions", tls=True)
            wire.expect(535, "AUTH SCRAM-SHA-256 " + encoded(scram_first(user, authorize_as=wanted).encode()))

    def scram(self, flag: str, binding: bytes | None = None, mechanism: str = "SCRAM-SHA-256",
              client: Imap | None = None) -> bytes:
        """The status that IMAP gives in the end."""
        client = client or self.imap()
        first = scram_first(self.alice, flag)
        client.send(f"t AUTHENTICATE {mechanism} {encoded(first.encode())}\r\n")
        line = client.line()
        if line.startswith(b"+ "):
            text = base64.b64decode(line[2:]).decode()
            client.send(encoded(scram_final(first, text, PASSWORD, binding).encode()) + "\r\n")
            line = client.line()
        if line.startswith(b"+ "):
            client.send("\r\n")
            line = client.line()
        return line.split(b" ")[1]

    def test_channel_binding(self):
        """Without -PLUS: a client that binds to something is refused, and so is one that says that -PLUS was
        not offered, for it was; one that cannot bind gets in."""
        self.assertEqual(self.scram("n"), b"OK")
        self.assertEqual(self.scram("y"), b"NO")
        for flag in ("p=tls-exporter", "p=tls-unique", "p=tls-server-end-point", "p=x"):
            self.assertEqual(self.scram(flag), b"NO", flag)
        for binding in (b"y,,", b"p=tls-exporter,,x", b"n,,x", b""):
            self.assertIn(self.scram("n", binding), (b"NO", b"BAD"), binding)

    def test_submission_has_no_binding(self):
        """There "y" is the truth, and -PLUS does not work, whatever the client asks for."""
        def said(mechanism: str, flag: str) -> int:
            wire = self.greeted("submissions", tls=True)
            return wire.ask(f"AUTH {mechanism} " + encoded(scram_first(self.alice, flag).encode()))[0]
        self.assertEqual(said("SCRAM-SHA-256", "y"), 334)
        for flag in ("y", "n", "p=tls-exporter", "p=tls-server-end-point"):
            self.assertEqual(said("SCRAM-SHA-256-PLUS", flag), 504, flag)
        for flag in ("p=tls-exporter", "p=tls-server-end-point"):
            self.assertEqual(said("SCRAM-SHA-256", flag), 535, flag)

    def end_point(self, client: Imap) -> bytes:
        """What tls-server-end-point is for a client of this connection (RFC 5929 section 4)."""
        return hashlib.sha256(client.socket.getpeercert(binary_form=True)).digest()

    def test_plus(self):
        """-PLUS takes the binding of this very connection, by its right name, and nothing else."""
        flag = "p=tls-server-end-point"
        gs2 = flag.encode() + b",,"
        client = self.imap()
        right = self.end_point(client)
        self.assertEqual(self.scram(flag, gs2 + right, "SCRAM-SHA-256-PLUS", client), b"OK")
        for binding in (gs2, gs2 + right[:-1], gs2 + right + b"x", gs2 + bytes(32), b"n,,", b"n,," + right,
                        b"p=tls-exporter,," + right):
            self.assertEqual(self.scram(flag, binding, "SCRAM-SHA-256-PLUS"), b"NO", binding)
        self.assertEqual(self.scram("p=tls-exporter", b"p=tls-exporter,," + right, "SCRAM-SHA-256-PLUS"), b"NO")
        for other in ("n", "y", "p=tls-unique", "p=TLS-SERVER-END-POINT"):
            self.assertEqual(self.scram(other, None, "SCRAM-SHA-256-PLUS"), b"NO", other)

    def test_plus_through_a_relay(self):
        """CVE-2026-33603: a man in between, whose certificate the client took, hands the messages on. The client
        bound to him; the server does not let him in."""
        flag = "p=tls-server-end-point"
        his = hashlib.sha256(b"the certificate of somebody else").digest()
        self.assertEqual(self.scram(flag, flag.encode() + b",," + his, "SCRAM-SHA-256-PLUS"), b"NO")

    def test_plus_does_not_go_away_with_an_older_tls(self):
        """Else a man in between need only speak TLS 1.2 to us for "y" to be believed."""
        context = self.service.tls()
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        raw = Wire(self.service, "imaps")
        self.addCleanup(raw.close)
        raw.socket = context.wrap_socket(raw.socket, server_hostname="localhost")
        self.assertEqual(raw.socket.version(), "TLSv1.2")
        self.assertIn(b" AUTH=SCRAM-SHA-256-PLUS", raw.line())
        raw.send("t AUTHENTICATE SCRAM-SHA-256 " + encoded(scram_first(self.alice, "y").encode()) + "\r\n")
        self.assertEqual(raw.line()[:4], b"t NO")

    def test_a_proof_is_good_once(self):
        """A recorded exchange does not log in again: the server's nonce is new each time."""
        first = scram_first(self.alice)
        wire = self.greeted("submissions", tls=True)
        challenge = base64.b64decode(wire.ask("AUTH SCRAM-SHA-256 " + encoded(first.encode()))[1]).decode()
        final = scram_final(first, challenge, PASSWORD)
        other = self.greeted("submissions", tls=True)
        again = base64.b64decode(other.ask("AUTH SCRAM-SHA-256 " + encoded(first.encode()))[1]).decode()
        self.assertNotEqual(challenge, again)
        other.expect(535, encoded(final.encode()))
        wire.expect(334, encoded(final.encode()))

    def test_two_users_behind_one_cache(self):
        """Right and wrong passwords of two users at once, by all protocols: everybody is who he is."""
        wrong: list[str] = []

        def try_out(user: str, own: str, foreign: str):
            for round_ in range(2):
                with Imap(self.service) as imap, Wire(self.service, "pop3s", tls=True) as pop:
                    pop.line()
                    for password, welcome in ((foreign, False), (own, True)):
                        answer = imap.ask(f'LOGIN {user} "{password}"')
                        if (answer.status == b"OK") != welcome or welcome and not answer.text.endswith(user.encode()):
                            wrong.append(f"{round_} {user} {password}: {answer}")
                        pop.send("AUTH PLAIN " + plain(user, password) + "\r\n")
                        if (pop.line()[:3] == b"+OK") != welcome:
                            wrong.append(f"{round_} {user} {password} by POP3")
                    if not imap.ok(f'LIST "" of-{user}').untagged or imap.ok('LIST "" of-*').untagged[1:]:
                        wrong.append(f"{user} sees the mailboxes of another")
        people = ((self.alice, PASSWORD, "bob's password"), (self.bob, "bob's password", PASSWORD))
        for user, password, _ in people:
            self.imap(user, password).ask(f"CREATE of-{user}")
        threads = [threading.Thread(target=try_out, args=person) for person in people * 2]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(wrong, [])

    def test_what_is_old_is_not_valid(self):
        """A password that was changed, an account that was switched off or removed, one made anew."""
        def login(password: str) -> bytes:
            client = self.imap()
            answer = client.ask(f'LOGIN carol@{DOMAIN} "{password}"')
            client.close()
            return answer.status + b" " + answer.text.split(b"]")[0]
        carol = self.service.add_account("carol", "first")
        self.assertEqual([login("first")[:2], login("first")[:2]], [b"OK", b"OK"])
        self.service.run("account", "password", self.service.folder, carol, "--password-stdin", text="second")
        refused = b"NO [AUTHENTICATIONFAILED"
        self.assertEqual([login("first"), login("second")[:2], login("first")], [refused, b"OK", refused])
        self.service.run("account", "set", self.service.folder, carol, "imap", "off")
        self.assertEqual(login("second"), b"NO [UNAVAILABLE")
        self.service.run("account", "remove", self.service.folder, carol)
        self.assertEqual(login("second"), refused)
        self.service.add_account("carol", "third")
        self.assertEqual([login("second"), login("third")[:2]], [refused, b"OK"])
        client = self.imap(carol, "third")
        self.assertTrue(client.ok("SELECT INBOX").having("0 EXISTS"), "the mail of a former owner")


class Resumption(AttackTest):
    def resumed(self, name: str, session: ssl.SSLSession, context: ssl.SSLContext) -> Smtp:
        wire = Smtp(self.service, name)
        self.addCleanup(wire.close)
        wire.socket = context.wrap_socket(wire.socket, server_hostname="localhost", session=session)
        wire.line()
        return wire

    def test_a_tls_session_is_no_login(self):
        """Who resumes the TLS session of one who was logged in is nobody, at every port."""
        for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
            context = self.service.tls()
            context.minimum_version = context.maximum_version = version
            wire = Imap.__new__(Imap)
            Wire.__init__(wire, self.service, "imaps")
            wire.count = 0
            wire.socket = context.wrap_socket(wire.socket, server_hostname="localhost")
            wire.line()
            wire.ok(f'LOGIN {self.alice} "{PASSWORD}"')
            wire.ok("SELECT INBOX")
            session = wire.socket.session
            resumed = 0
            for name, command, answer in (("imaps", "a LIST \"\" *", rb"^a BAD"),
                    ("imaps", "a SELECT INBOX", rb"^a BAD"), ("pop3s", "STAT", rb"^-ERR"),
                    ("submissions", "MAIL FROM:<alice@example.test>", rb"^503")):
                other = self.resumed(name, session, context)
                resumed += other.socket.session_reused
                other.send(command + "\r\n")
                self.assertRegex(other.line(), answer)
            self.assertGreater(resumed, 1, "no session was resumed at all")
            wire.close()
