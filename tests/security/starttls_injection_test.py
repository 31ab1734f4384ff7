"""Class starttls_injection: what comes in the clear behind STARTTLS must not count inside TLS.

CVE-2011-0411, CVE-2021-33515 (Dovecot), CVE-2021-38542 and CVE-2022-28220 (James).
"""
from attack import AttackTest, RELAY_PASSWORD, encoded
from relaying import RelayTest
from rogue_host import converse

SPLITS = (0, 1, 3, 9)


class Server(AttackTest):
    def inject(self, name: str, command: bytes, injected: bytes, probe: bytes) -> bytes:
        """The first line of the answer to `probe` inside TLS."""
        wire = self.greeted(name)
        wire.send(command + b"\r\n" + injected)
        self.assertRegex(wire.line(), rb"^(a OK|\+OK|220 )")
        self.assertEqual(wire.buffer, b"", f"{name}: something was answered in the clear")
        wire.start_tls()
        wire.send(probe + b"\r\n")
        first = wire.line()
        wire.close()
        return first

    def test_imap(self):
        for injected in (b"b NOOP\r\n", b"b LOGIN alice password\r\n", b"b LOGIN {5}\r\n", b"b LOGIN {5+}\r\nalice",
                         b"b AUTHENTICATE PLAIN\r\n", b"b ID (\"a", b"b", b"\r\n" * 10, b"b LOGIN \"" + b"x" * 3000):
            first = self.inject("imap", b"a STARTTLS", injected, b"probe CAPABILITY")
            self.assertRegex(first, rb"^\* CAPABILITY .*AUTH=PLAIN", injected)

    def test_pop3(self):
        for injected in (b"NOOP\r\n", b"USER alice\r\n", b"USER alice\r\nPASS x\r\n", b"AUTH PLAIN\r\n", b"US",
                         b"\r\n", b"AUTH PLAIN " + encoded(b"\0alice\0x").encode() + b"\r\n"):
            first = self.inject("pop3", b"STLS", injected, b"PASS probe")
            self.assertRegex(first, rb"^-ERR USER comes before PASS", injected)

    def test_smtp(self):
        for name in ("smtp", "submission"):
            for injected in (b"NOOP\r\n", b"EHLO evil.example\r\n", b"MAIL FROM:<a@evil.example>\r\n",
                             b"AUTH LOGIN\r\n", b"EHLO evil.example\r\nMAIL FROM:<a@evil.example>\r\nRCPT TO:<al",
                             b"BDAT 100\r\nabc"):
                first = self.inject(name, b"STARTTLS", injected, b"MAIL FROM:<a@b.example>")
                self.assertRegex(first, rb"^503 5.5.1 Say EHLO first", injected)

    def test_what_was_said_before_is_forgotten(self):
        pop = self.greeted("pop3")
        pop.send("USER alice@example.test\r\n")
        self.assertRegex(pop.line(), rb"^-ERR")  # no user name in the clear either
        smtp = self.greeted("smtp")
        smtp.expect(250, "MAIL FROM:<a@b.example>")
        smtp.expect(250, f"RCPT TO:<{self.alice}>")
        smtp.expect(220, "STARTTLS")
        smtp.start_tls()
        for command in ("DATA", f"RCPT TO:<{self.alice}>", "BDAT 3 LAST\r\na"):
            smtp.expect(503, command)
        smtp.expect(503, "MAIL FROM:<a@b.example>")

    def test_no_second_tls(self):
        for name, command, answer in (("imaps", "a STARTTLS", rb"^a BAD"), ("pop3s", "STLS", rb"^-ERR"),
                                      ("submissions", "STARTTLS", rb"^503 ")):
            wire = self.greeted(name, tls=True)
            wire.send(command + "\r\n")
            self.assertRegex(wire.line(), answer)

    def test_nothing_secret_in_the_clear(self):
        """Logins are refused before TLS, whatever the form."""
        login = encoded(b"\0alice@example.test\0correct horse")
        for name, command, answer in (
                ("imap", 'a LOGIN alice "correct horse"', rb"^a NO \[PRIVACYREQUIRED\]"),
                ("imap", "a AUTHENTICATE PLAIN " + login, rb"^a NO \[PRIVACYREQUIRED\]"),
                ("imap", "a AUTHENTICATE SCRAM-SHA-256", rb"^a NO \[PRIVACYREQUIRED\]"),
                ("pop3", "USER alice", rb"^-ERR"), ("pop3", "AUTH PLAIN " + login, rb"^-ERR"),
                ("submission", "AUTH PLAIN " + login, rb"^530 5.7.0"),
                ("submission", "MAIL FROM:<alice@example.test>", rb"^530 5.7.0"),
                ("smtp", "AUTH PLAIN " + login, rb"^502 ")):
            wire = self.greeted(name)
            wire.send(command + "\r\n")
            self.assertRegex(wire.line(), answer, command)


class Client(RelayTest):
    """The same from the other side: the answers that an attacker sends ahead of TLS."""

    def test_answers_behind_220_are_dropped(self):
        injected = b"220 go\r\n250-evil.example\r\n250-AUTH PLAIN\r\n250 SIZE 10\r\n235 welcome\r\n250 ok\r\n250 ok"

        def script(host, talk):
            talk.say("220 smart.example ESMTP")
            talk.line()
            talk.say("250-smart.example\r\n250 STARTTLS")
            talk.line()
            talk.say(injected)
            talk.start_tls()
            converse(host, talk)
        talk, _ = self.relay(script)
        self.assertEqual([line for secure, line in talk.said if not secure], [b"EHLO localhost", b"STARTTLS"])
        self.assertEqual(talk.verbs()[2:5], ["EHLO", "AUTH", "MAIL"], "the client must ask anew inside TLS")

    def assert_kept_back(self, script):
        """The message must stay here, and neither it nor the password be shown."""
        talk = self.kept_back(script)
        self.assertLessEqual(set(talk.verbs()), {"EHLO", "STARTTLS", "QUIT"})
        self.assertNotIn(encoded(RELAY_PASSWORD.encode())[:-4], repr(talk.said))

    def test_starttls_stripped(self):
        def script(host, talk):
            talk.say("220 smart.example ESMTP")
            converse(host, talk, offers="AUTH PLAIN LOGIN")
        self.assert_kept_back(script)

    def test_starttls_refused(self):
        def script(_, talk):
            talk.say("220 smart.example ESMTP")
            talk.line()
            talk.say("250-smart.example\r\n250-AUTH PLAIN\r\n250 STARTTLS")
            talk.line()
            talk.say("454 4.7.0 not now")
            talk.line()
            talk.say("221 bye")
        self.assert_kept_back(script)

    def test_answers_before_their_questions(self):
        """A greeting with the answers to all that will be asked (a tunnel that plays server)."""
        def script(_, talk):
            talk.say("220 evil.example\r\n250-evil.example\r\n250 AUTH PLAIN\r\n235 welcome\r\n250 ok\r\n250 ok\r\n"
                     "354 go on\r\n250 taken")
            while talk.line():
                pass
        self.assert_kept_back(script)

    def test_certificate_of_somebody_else(self):
        stranger = self.stranger_tls()

        def script(host, talk):
            talk.say("220 smart.example ESMTP")
            talk.line()
            talk.say("250-smart.example\r\n250 STARTTLS")
            talk.line()
            talk.say("220 go")
            talk.start_tls(stranger)
            converse(host, talk)
        self.assert_kept_back(script)
