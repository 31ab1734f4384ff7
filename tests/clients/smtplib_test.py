"""SMTP by Python's smtplib: submission, port 25, LMTP."""
import smtplib
import socket

from service import PASSWORD, ServiceTest, main
from wire import Imap, Smtp, deliver, dot_stuffed, large_message, message, sha256


class SmtpTest(ServiceTest):
    @classmethod
    def prepare(cls):
        cls.service.run("alias", "add", cls.service.folder, "sales@example.test", cls.alice)
        cls.service.run("alias", "add", cls.service.folder, "all@example.test", cls.alice, cls.bob)

    def submission(self, log_in=True):
        client = smtplib.SMTP_SSL("localhost", self.service.port("submissions"), context=self.service.tls(), timeout=30)
        if log_in:
            client.login(self.alice, PASSWORD)
        self.addCleanup(client.close)
        return client

    def mx(self):
        client = smtplib.SMTP("localhost", self.service.port("smtp"), local_hostname="client.example", timeout=30)
        self.addCleanup(client.close)
        return client

    def lmtp(self, unix=False):
        path = str(self.service.folder / "lmtp.sock")
        client = smtplib.LMTP(path if unix else "localhost", 0 if unix else self.service.port("lmtp"),
                              local_hostname="client.example")
        self.addCleanup(client.close)
        return client

    def received(self, user, subject):
        """The message with that subject in the INBOX of the user; exactly one."""
        with Imap(self.service, user) as client:
            client.ok("EXAMINE INBOX")
            uids = client.search(f'SUBJECT "{subject}"', uid=True)
            self.assertEqual(len(uids), 1, subject)
            line = client.ok(f"UID FETCH {uids[0]} (BODY.PEEK[])").having("BODY[]")[0]
            return line.split(b"}\r\n", 1)[1][:-1]

    def refused(self, code, text, call, *arguments):
        with self.assertRaises(smtplib.SMTPResponseException) as caught:
            call(*arguments)
        self.assertEqual(caught.exception.smtp_code, code, caught.exception)
        self.assertIn(text, caught.exception.smtp_error.decode())

    def refused_recipient(self, client, sender, recipient, code, text):
        with self.assertRaises(smtplib.SMTPRecipientsRefused) as caught:
            client.sendmail(sender, [recipient], message("refused"))
        got, words = caught.exception.recipients[recipient]
        self.assertEqual(got, code, words)
        self.assertIn(text, words.decode())

    def test_submission_with_tls(self):
        text = message("by 465", ".dot\r\n..\r\n.\r\nend\r\n")
        self.submission().sendmail(self.alice, [self.bob], text)
        got = self.received(self.bob, "by 465")
        self.assertTrue(got.endswith(text), got)
        self.assertTrue(got.startswith(b"Return-Path: <alice@example.test>\r\nReceived: "), got)

    def test_submission_with_starttls(self):
        client = smtplib.SMTP("localhost", self.service.port("submission"), timeout=30)
        client.ehlo()
        self.assertFalse(client.has_extn("auth"), "no AUTH in the clear")
        client.starttls(context=self.service.tls())
        client.ehlo()
        self.assertIn("PLAIN", client.esmtp_features["auth"])
        client.login(self.alice, PASSWORD)
        client.sendmail(self.alice, [self.bob], message("by 587"))
        self.received(self.bob, "by 587")
        client.quit()

    def test_mechanisms(self):
        for name in ("plain", "login"):
            for initial in (True, False):
                client = self.submission(log_in=False)
                client.ehlo()
                client.user, client.password = self.alice, PASSWORD
                code, text = client.auth(name, getattr(client, f"auth_{name}"), initial_response_ok=initial)
                self.assertEqual(code, 235, text)
                client.quit()

    def test_wrong_password(self):
        client = self.submission(log_in=False)
        with self.assertRaises(smtplib.SMTPAuthenticationError) as caught:
            client.login(self.alice, "wrong")
        self.assertEqual(caught.exception.smtp_code, 535)

    def test_nothing_without_login(self):
        client = self.submission(log_in=False)
        client.ehlo()
        self.refused(530, "5.7.0", client.sendmail, self.alice, [self.bob], message("no login"))

    def test_senders_are_the_users_own(self):
        self.refused(553, "5.7.1", self.submission().sendmail, self.bob, [self.bob], message("forged"))
        self.refused(550, "5.7.1", self.submission().sendmail, self.alice, [self.bob],
                     message("forged From", sender=self.bob))
        self.submission().sendmail("sales@example.test", [self.bob], message("by alias", sender="sales@example.test"))
        self.received(self.bob, "by alias")

    def test_date_and_message_id_are_added(self):
        self.submission().sendmail(self.alice, [self.bob], b"From: alice@example.test\r\nSubject: bare\r\n\r\nx\r\n")
        got = self.received(self.bob, "bare")
        self.assertRegex(got, rb"\r\nDate: \w\w\w, ")
        self.assertRegex(got, rb"\r\nMessage-ID: <[^>]+@example.test>\r\n")

    def test_port_25(self):
        text = message("by 25", sender="someone@elsewhere.example")
        client = self.mx()
        client.starttls(context=self.service.tls())
        self.assertEqual(client.sendmail("someone@elsewhere.example", [self.alice], text), {})
        self.assertTrue(self.received(self.alice, "by 25").endswith(text))

    def test_no_relay(self):
        client = self.mx()
        self.refused_recipient(client, "someone@elsewhere.example", "other@far.example", 550, "5.7.1")
        self.refused_recipient(client, self.alice, "other@far.example", 550, "5.7.1")
        self.refused_recipient(self.submission(), self.alice, "other@far.example", 550, "5.7.1")

    def test_unknown_user(self):
        for client in (self.mx(), self.lmtp()):
            self.refused_recipient(client, "someone@elsewhere.example", "nobody@example.test", 550, "5.1.1")

    def test_some_recipients_are_unknown(self):
        refused = self.mx().sendmail("someone@elsewhere.example", ["nobody@example.test", self.bob], message("half"))
        self.assertEqual([code for code, _ in refused.values()], [550])
        self.received(self.bob, "half")

    def test_lmtp(self):
        for unix, subject in ((False, "lmtp by TCP"), (True, "lmtp by socket")):
            client = self.lmtp(unix)
            client.ehlo()
            client.mail("someone@elsewhere.example")
            for recipient in (self.alice, self.bob):
                self.assertEqual(client.rcpt(recipient)[0], 250)
            self.assertEqual(client.rcpt("nobody@example.test")[0], 550)
            self.assertEqual(client.docmd("DATA")[0], 354)
            client.send(dot_stuffed(message(subject)))
            self.assertEqual([client.getreply()[0] for _ in range(2)], [250, 250], "one answer per recipient")
            client.quit()
            for user in (self.alice, self.bob):
                self.received(user, subject)

    def test_quota_by_recipient(self):
        self.service.add_account("full")
        self.service.run("account", "set", self.service.folder, "full@example.test", "quota.messages", "1")
        deliver(self.service, "full@example.test", message("first"))
        with Smtp(self.service, "lmtp") as client:
            client.reply()
            client.expect(250, "LHLO client.example")
            client.expect(250, "MAIL FROM:<>")
            client.expect(250, f"RCPT TO:<{self.bob}>")
            code, _ = client.ask("RCPT TO:<full@example.test>")
            self.assertIn(code, (452, 552))
            client.expect(354, "DATA")
            client.send(dot_stuffed(message("for one")))
            self.assertEqual(client.reply()[0], 250)
            client.expect(250, "NOOP")

    def test_subaddress_and_alias(self):
        for recipient, subject in (("alice+shop@example.test", "to detail"), ("SALES@example.test", "to alias")):
            self.mx().sendmail("someone@elsewhere.example", [recipient], message(subject))
            self.received(self.alice, subject)
        self.mx().sendmail("someone@elsewhere.example", ["all@example.test", self.alice], message("to all"))
        for user in (self.alice, self.bob):
            self.received(user, "to all")

    def test_smtputf8(self):
        text = message("Grüße", "Schöne Grüße\r\n", sender="jörg@bücher.example")
        client = self.mx()
        client.ehlo()
        self.assertTrue(client.has_extn("smtputf8"))
        client.sendmail("jörg@bücher.example", [self.bob], text, mail_options=["SMTPUTF8", "BODY=8BITMIME"])
        with Imap(self.service, self.bob) as imap:
            imap.ok("EXAMINE INBOX")
            self.assertEqual(len(imap.search('FROM "bücher"')), 1)
        with Smtp(self.service, "smtp") as plain:
            plain.reply()
            plain.expect(250, "EHLO client.example")
            self.assertGreaterEqual(plain.ask("MAIL FROM:<jörg@example.org>")[0], 500)

    def test_25_megabytes(self):
        text = large_message("large by SMTP", 25 * 1000 * 1000)
        client = self.submission()
        client.sendmail(self.alice, [self.bob], text)
        self.assertEqual(sha256(self.received(self.bob, "large by SMTP")[-len(text):]), sha256(text))

    def test_too_large(self):
        client = self.mx()
        client.ehlo()
        limit = int(client.esmtp_features["size"])
        self.assertEqual(client.mail("a@b.example", [f"SIZE={limit + 1}"])[0], 552)

    def test_chunking(self):
        text = message("in chunks", "no dots needed\r\n.\r\nend\r\n")
        with Smtp(self.service, "smtp") as client:
            client.reply()
            self.assertIn("CHUNKING", client.expect(250, "EHLO client.example"))
            client.send(f"MAIL FROM:<a@b.example>\r\nRCPT TO:<{self.alice}>\r\nBDAT 50\r\n".encode() + text[:50]
                        + f"BDAT {len(text) - 50} LAST\r\n".encode() + text[50:] + b"QUIT\r\n")
            self.assertEqual([client.reply()[0] for _ in range(5)], [250, 250, 250, 250, 221])
        self.assertTrue(self.received(self.alice, "in chunks").endswith(text))

    def test_no_smuggling(self):
        """Only CRLF.CRLF ends a message; a bare CR or LF refuses it, and what follows is no command."""
        for ending in (b"\n.\r\n", b"\n.\n", b"\r.\r", b"\r\n.\n"):
            with Smtp(self.service, "smtp") as client:
                client.reply()
                client.expect(250, "EHLO client.example")
                client.expect(250, "MAIL FROM:<a@b.example>")
                client.expect(250, f"RCPT TO:<{self.alice}>")
                client.expect(354, "DATA")
                client.send(message("smuggler") + b"x" + ending + b"MAIL FROM:<forged@example.test>\r\n"
                            + f"RCPT TO:<{self.alice}>\r\n".encode() + b"DATA\r\nSubject: smuggled\r\n\r\nx\r\n.\r\n")
                code, text = client.reply()
                self.assertEqual(code // 100, 5, (ending, text))
                client.expect(250, "NOOP")
        with Imap(self.service, self.alice) as imap:
            imap.ok("EXAMINE INBOX")
            self.assertEqual(imap.search("SUBJECT smuggle"), [])

    def test_a_lost_line_delivers_nothing(self):
        with Smtp(self.service, "smtp") as client:
            client.reply()
            client.expect(250, "EHLO client.example")
            client.expect(250, "MAIL FROM:<a@b.example>")
            client.expect(250, f"RCPT TO:<{self.alice}>")
            client.expect(354, "DATA")
            client.send(message("torn off"))
            client.socket.shutdown(socket.SHUT_WR)
            client.at_end()
        with Imap(self.service, self.alice) as imap:
            imap.ok("EXAMINE INBOX")
            self.assertEqual(imap.search('SUBJECT "torn off"'), [])


if __name__ == "__main__":
    main()
