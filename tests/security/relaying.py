"""Mail that our SMTP client hands to a rogue smart host."""
import ssl

from attack import AttackTest
from rogue_host import Talk, honest
from service import DOMAIN, wait_until
from wire import dot_stuffed, message


class RelayTest(AttackTest):
    def submit(self, text: bytes, recipient: str = "far@elsewhere.example", extra: str = ""):
        client = self.submission()
        client.expect(250, f"MAIL FROM:<{self.alice}>{extra}")
        client.expect(250, f"RCPT TO:<{recipient}>")
        client.expect(354, "DATA")
        client.send(dot_stuffed(text))
        code, words = client.reply()
        self.assertEqual(code, 250, words)
        client.close()

    def arrival(self, text: bytes) -> tuple[list[bytes], bytes]:
        """Waits for the message at the smart host; gives the lines before it and what came."""
        wire = dot_stuffed(text)

        def found():
            return [one for one in self.rogue.messages if one[1].endswith(wire)]
        got = wait_until(found, 30, "arrival at the smart host")
        self.assertEqual(len(got), 1)
        return got[0]

    def play(self, script):
        self.addCleanup(setattr, self.rogue, "script", honest)
        self.rogue.talks.clear()
        self.rogue.script = script

    def relay(self, script) -> tuple[Talk, tuple[list[bytes], bytes]]:
        """Sends a message by that script, which must take it at the first attempt."""
        self.play(script)
        text = message("to be relayed")
        self.submit(text)
        arrived = self.arrival(text)
        return self.rogue.talks[0], arrived

    def kept_back(self, script) -> Talk:
        """Sends a message by that script, which must not get it. Gives the first connection; the message is
        with the honest host after that."""
        self.play(script)
        text = message("to be kept back")
        self.submit(text)
        # The second attempt shows that the first is over.
        wait_until(lambda: len(self.rogue.talks) > 1, 30, "the second attempt")
        self.assertFalse([one for one in self.rogue.messages if dot_stuffed(text) in one[1]])
        self.rogue.script = honest
        self.arrival(text)
        return self.rogue.talks[0]

    def stranger_tls(self) -> ssl.SSLContext:
        """A certificate for the same name by an authority that nobody trusts."""
        other = self.service.home / "stranger"
        if not other.exists():
            self.service.run("init", other, "--domain", DOMAIN, "--hostname", "localhost", "--ports-from", "1000")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(other / "tls" / "cert.pem", other / "tls" / "key.pem")
        return context
