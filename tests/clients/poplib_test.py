"""POP3 by Python's poplib."""
import poplib
import time

from service import PASSWORD, ServiceTest, main
from wire import Imap, Wire, deliver, large_message, message, sha256

BODY = ".one dot\r\n..two dots\r\n.\r\nbetween\r\n\r\n\r\nend\r\n"


class PopTest(ServiceTest):
    def setUp(self):
        """Empty mailboxes for each test."""
        with Imap(self.service, self.alice) as client:
            for mailbox in ("INBOX", "Archive", "Sent", "Trash"):
                client.ok(f"SELECT {mailbox}")
                client.ok(r"UID STORE 1:* +FLAGS.SILENT (\Deleted)")
                client.ok("EXPUNGE")

    def fill(self, *messages, mailbox="INBOX"):
        with Imap(self.service, self.alice) as client:
            for text in messages:
                self.assertEqual(client.append(mailbox, text).status, b"OK")

    def log_in(self):
        client = poplib.POP3_SSL("localhost", self.service.port("pop3s"), context=self.service.tls(), timeout=30)
        client.user(self.alice)
        client.pass_(PASSWORD)
        self.addCleanup(client.close)
        return client

    def raw(self):
        """A session by hand, after login."""
        wire = Wire(self.service, "pop3s", tls=True)
        self.addCleanup(wire.close)
        self.assertTrue(wire.line().startswith(b"+OK"))
        for command in (f"USER {self.alice}", f"PASS {PASSWORD}"):
            wire.send(command + "\r\n")
            self.assertTrue(wire.line().startswith(b"+OK"))
        return wire

    def block(self, wire, command):
        """The bytes of a multi-line answer as they come, without the final dot."""
        wire.send(command + "\r\n")
        self.assertTrue(wire.line().startswith(b"+OK"), command)
        lines = []
        while (line := wire.line()) != b".":
            lines.append(line)
        return lines

    def test_stls(self):
        client = poplib.POP3("localhost", self.service.port("pop3"), timeout=30)
        with self.assertRaises(poplib.error_proto):
            client.user(self.alice)
        self.assertIn("STLS", client.capa())
        client.stls(self.service.tls())
        self.assertNotIn("STLS", client.capa())
        client.user(self.alice)
        client.pass_(PASSWORD)
        self.assertEqual(client.stat(), (0, 0))
        client.quit()

    def test_capabilities(self):
        client = self.log_in()
        offered = client.capa()
        for word in ("TOP", "UIDL", "PIPELINING", "RESP-CODES", "AUTH-RESP-CODE", "IMPLEMENTATION"):
            self.assertIn(word, offered)
        client.quit()

    def test_wrong_password(self):
        client = poplib.POP3_SSL("localhost", self.service.port("pop3s"), context=self.service.tls(), timeout=30)
        client.user(self.alice)
        with self.assertRaisesRegex(poplib.error_proto, r"-ERR \[AUTH\]"):
            client.pass_("wrong")
        client.user(self.alice)
        client.pass_(PASSWORD)
        client.quit()

    def test_list_retr_top_and_dots(self):
        texts = [message("dots", BODY), message("Größe".encode().decode("latin-1"), "zweite\r\n"),
                 message("no line end", "last")]
        self.fill(*texts)
        client = self.log_in()
        self.assertEqual(client.stat()[0], 3)
        sizes = [int(line.split()[1]) for line in client.list()[1]]
        for number, text in enumerate(texts, 1):
            whole = text if text.endswith(b"\r\n") else text + b"\r\n"
            _, lines, _ = client.retr(number)
            got = b"".join(line + b"\r\n" for line in lines)
            self.assertEqual(got, whole)
            self.assertEqual(sizes[number - 1], len(whole), "LIST tells the size as sent")
        self.assertEqual(client.stat()[1], sum(sizes))
        head = texts[0].split(b"\r\n\r\n")[0].split(b"\r\n")
        self.assertEqual(client.top(1, 0)[1], head + [b""])
        self.assertEqual(client.top(1, 2)[1], head + [b"", b".one dot", b"..two dots"])
        with self.assertRaises(poplib.error_proto):
            client.retr(4)
        client.quit()
        raw = self.raw()
        self.assertEqual(self.block(raw, "RETR 1")[len(head) + 1:], [b"..one dot", b"...two dots", b"..", b"between",
                                                                     b"", b"", b"end"])

    def test_uidl_is_stable(self):
        self.fill(*(message(f"uidl {i}") for i in range(4)))
        client = self.log_in()
        first = [line.split()[1] for line in client.uidl()[1]]
        self.assertEqual(len(set(first)), 4)
        client.dele(2)
        client.quit()
        self.fill(message("uidl later"))
        client = self.log_in()
        second = [line.split()[1] for line in client.uidl()[1]]
        self.assertEqual(second[:3], [first[0], first[2], first[3]])
        self.assertNotIn(second[3], first)
        client.quit()

    def test_deletes_at_quit_only(self):
        self.fill(*(message(f"delete {i}") for i in range(3)))
        client = self.log_in()
        client.dele(1)
        client.dele(3)
        with self.assertRaises(poplib.error_proto):
            client.retr(1)
        client.rset()
        client.dele(2)
        with Imap(self.service, self.alice) as other:
            self.assertTrue(other.ok("SELECT INBOX").having("3 EXISTS"))
            client.quit()
            other.ok("NOOP")
            self.assertEqual(other.search("SUBJECT delete"), [1, 2])

    def test_a_lost_line_deletes_nothing(self):
        self.fill(*(message(f"lost {i}") for i in range(3)))
        client = self.raw()
        client.send("DELE 1\r\nDELE 2\r\n")
        for _ in range(2):
            self.assertTrue(client.line().startswith(b"+OK"))
        client.close()
        again = self.log_in()
        self.assertEqual(again.stat()[0], 3)
        again.quit()

    def count(self, mailbox):
        with Imap(self.service, self.alice) as client:
            return client.ok(f"SELECT {mailbox}").having(" EXISTS")[0].split()[1]

    def set_account(self, key, value):
        self.service.run("account", "set", self.service.folder, self.alice, key, value)
        self.addCleanup(self.service.run, "account", "set", self.service.folder, self.alice, key, "default")

    def set_fetched(self, value):
        self.set_account("pop3.fetched", value)

    def test_what_was_fetched_moves_at_quit(self):
        """Not when the service is killed between RETR and QUIT."""
        self.fill(*(message(f"fetched {i}") for i in range(3)))
        client = self.log_in()
        client.retr(1)
        self.set_fetched("trash")
        self.service.kill()
        self.service.start()
        self.assertEqual(self.count("INBOX"), b"3")
        self.assertEqual(self.count("Trash"), b"0")

        client = self.log_in()
        client.retr(1)
        client.retr(3)
        client.quit()
        self.service.kill()
        self.service.start()
        self.assertEqual(self.count("INBOX"), b"1")
        self.assertEqual(self.count("Trash"), b"2")

    def test_killed_in_quit_of_all_mailboxes(self):
        """Whenever it is killed, all that was fetched has moved, from all mailboxes, or nothing."""
        self.set_account("pop3", "all")
        self.set_account("pop3.fetched", "trash")
        mailboxes = ("INBOX", "Sent", "Archive")
        for turn in range(8):
            for mailbox in mailboxes:
                self.fill(message(f"{turn} of {mailbox}"), message(f"{turn} too of {mailbox}"), mailbox=mailbox)
            before = int(self.count("Trash"))
            client = self.raw()
            client.send("STAT\r\n")
            listed = int(client.line().split()[1])
            for number in range(1, listed + 1):
                self.block(client, f"RETR {number}")
            client.send("QUIT\r\n")
            time.sleep(turn * 0.002)
            self.service.kill()
            try:
                answer = client.line()
            except (OSError, EOFError):
                answer = b""
            self.service.start()
            moved = int(self.count("Trash")) - before
            left = self.log_in()
            with self.subTest(turn=turn, answer=answer):
                self.assertIn(moved, (listed,) if answer.startswith(b"+OK") else (0, listed))
                self.assertEqual(left.stat()[0], listed - moved)
            left.quit()

    def test_from_now_on(self):
        self.fill(message("before"))
        time.sleep(1.1)  # the moment is a whole second
        self.set_account("pop3", "from-now-on")
        self.assertIn(" pop3=from-now-on pop3.since=", self.service.run("account", "list", self.service.folder))
        deliver(self.service, self.alice, message("after"))
        client = self.log_in()
        self.assertEqual(client.stat()[0], 1)
        self.assertIn(b"Subject: after", client.retr(1)[1])
        client.quit()
        again = self.log_in()
        self.assertEqual(again.stat()[0], 0)
        again.quit()

    def test_a_session_sees_one_picture(self):
        self.fill(message("before"))
        client = self.log_in()
        self.fill(message("meanwhile"))
        self.assertEqual(client.stat()[0], 1)
        client.quit()
        again = self.log_in()
        self.assertEqual(again.stat()[0], 2)
        again.quit()

    def test_25_megabytes(self):
        text = large_message("large", 25 * 1000 * 1000)
        deliver(self.service, self.alice, text)
        lines = self.block(self.raw(), "RETR 1")
        got = b"".join((line[1:] if line.startswith(b".") else line) + b"\r\n" for line in lines)
        # Trace headers stand before it.
        self.assertEqual(sha256(got[-len(text):]), sha256(text))

    def test_pipelining(self):
        self.fill(message("one"), message("two"))
        client = self.raw()
        client.send("STAT\r\nDELE 1\r\nNOOP\r\nBOGUS\r\nRETR 9\r\nQUIT\r\n")
        answers = [client.line()[:4].strip() for _ in range(6)]
        self.assertEqual(answers, [b"+OK", b"+OK", b"+OK", b"-ERR", b"-ERR", b"+OK"])
        self.assertEqual(client.at_end(), b"")
        again = self.log_in()
        self.assertEqual(again.stat()[0], 1)
        again.quit()


if __name__ == "__main__":
    main()
