"""Mail for other servers: kept until the smart host has it, over outages and kill -9."""
import smtplib

from service import PASSWORD, ServiceTest, main, wait_until
from smart_host import SmartHost
from wire import Imap, message, sha256


class RelayTest(ServiceTest):
    settings = {"relay.host": "127.0.0.1", "relay.tls": "none", "queue.first_retry": 1, "queue.longest_retry": 2}

    @classmethod
    def prepare(cls):
        host = SmartHost()
        host.close()
        cls.port = host.port
        cls.service.set({"relay.port": cls.port})

    def submit(self, subject, *recipients):
        text = message(subject, ".dots\r\n..\r\n.\r\nend\r\n")
        with smtplib.SMTP_SSL("localhost", self.service.port("submissions"), context=self.service.tls(), timeout=30) as client:
            client.login(self.alice, PASSWORD)
            self.assertEqual(client.sendmail(self.alice, list(recipients), text), {})
        return text

    def host(self):
        host = SmartHost(self.port)
        self.addCleanup(host.close)
        return host

    def arrived(self, host, text):
        """Waits for the message at the smart host; it must come once and unharmed."""
        def found():
            return [one for one in host.messages if one[2].endswith(text)]
        wait_until(found, 40, "arrival at the smart host")
        self.assertEqual(len(found()), 1)
        return found()[0]

    def test_at_once(self):
        host = self.host()
        text = self.submit("at once", "far@elsewhere.example", "more@elsewhere.example")
        sender, recipients, _ = self.arrived(host, text)
        self.assertEqual((sender, sorted(recipients)), (self.alice, ["far@elsewhere.example", "more@elsewhere.example"]))

    def test_local_and_remote(self):
        host = self.host()
        text = self.submit("both", self.bob, "far@elsewhere.example")
        self.assertEqual(self.arrived(host, text)[1], ["far@elsewhere.example"])
        with Imap(self.service, self.bob) as imap:
            imap.ok("EXAMINE INBOX")
            self.assertEqual(len(imap.search("SUBJECT both")), 1)

    def test_the_smart_host_comes_back(self):
        text = self.submit("host down", "far@elsewhere.example")
        host = self.host()
        self.arrived(host, text)

    def test_refused_for_now(self):
        host = self.host()
        host.refusals.append("451 4.7.1 come back later")
        text = self.submit("greylisted", "far@elsewhere.example")
        self.arrived(host, text)

    def test_refused_for_good(self):
        host = self.host()
        host.refusals.append("550 5.1.1 no such user there")
        self.submit("bounced", "far@elsewhere.example")

        def bounce():
            with Imap(self.service, self.alice) as imap:
                imap.ok("EXAMINE INBOX")
                found = imap.search('BODY "no such user there"')
                return found and imap.ok(f"FETCH {found[0]} (BODY.PEEK[])").untagged[0]
        got = wait_until(bounce, 40, "a bounce")
        self.assertIn(b"Return-Path: <>", got)
        self.assertIn(b"far@elsewhere.example", got)
        self.assertEqual(host.messages, [])

    def test_kill_between(self):
        texts = [self.submit(f"killed {i}", "far@elsewhere.example") for i in range(3)]
        self.service.kill()
        self.service.check()
        host = self.host()
        self.service.start()
        for text in texts:
            self.arrived(host, text)
        self.assertEqual({sha256(one[2][-len(texts[0]):]) for one in host.messages}, {sha256(text) for text in texts})


if __name__ == "__main__":
    main()
