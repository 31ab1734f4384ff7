"""SIGTERM: who is idle is told, who is busy may finish, who does not read holds nobody up."""
import time

from service import PASSWORD, ServiceTest, main
from wire import Imap, Smtp, Wire, dot_stuffed, large_message, message

GRACE = 10  # seconds for those who do not read


class DrainTest(ServiceTest):
    def setUp(self):
        if self.service.process is None:
            self.service.start()

    def test_idle_clients_are_told(self):
        with Imap(self.service, self.alice) as idle, Imap(self.service, self.alice) as silent, \
                Wire(self.service, "pop3") as pop, Smtp(self.service, "smtp") as smtp:
            idle.ok("SELECT INBOX")
            idle.begin("IDLE")
            idle.line()
            pop.line()
            smtp.reply()
            started = time.monotonic()
            self.service.stop()
            self.assertLess(time.monotonic() - started, GRACE / 2)
            self.assertIn(b"* BYE", idle.at_end())
            self.assertIn(b"* BYE", silent.at_end())
            pop.at_end()
            self.assertEqual(smtp.reply()[0], 421)

    def test_what_was_acknowledged_meanwhile_is_there(self):
        """A message half sent is either taken or refused; what is said is true."""
        text = message("half sent")
        with Smtp(self.service, "lmtp") as client:
            client.reply()
            client.expect(250, "LHLO client.example")
            client.expect(250, "MAIL FROM:<a@b.example>")
            client.expect(250, f"RCPT TO:<{self.bob}>")
            client.expect(354, "DATA")
            whole = dot_stuffed(text)
            client.send(whole[:100])
            self.service.process.terminate()
            time.sleep(0.3)
            try:
                client.send(whole[100:])
                code = client.reply()[0]
            except (OSError, EOFError):
                code = 0
            self.service.wait()
        self.service.start()
        with Imap(self.service, self.bob) as imap:
            imap.ok("EXAMINE INBOX")
            self.assertEqual(len(imap.search('SUBJECT "half sent"')), 1 if code == 250 else 0)

    def test_clients_that_do_not_read(self):
        """All of them together have one grace."""
        with Imap(self.service, self.alice) as imap, Imap(self.service, self.alice, name="imaps") as other, \
                Wire(self.service, "pop3s", tls=True) as pop:
            imap.append("INBOX", large_message("large", 20 * 1000 * 1000))
            pop.line()
            for command in (f"USER {self.alice}", f"PASS {PASSWORD}"):
                pop.send(command + "\r\n")
                pop.line()
            for client in (imap, other):
                client.ok("EXAMINE INBOX")
                client.begin("FETCH 1 (BODY.PEEK[])")
            pop.send("RETR 1\r\n")
            time.sleep(1)
            started = time.monotonic()
            self.service.stop()
            self.assertLess(time.monotonic() - started, GRACE + 5)


if __name__ == "__main__":
    main()
