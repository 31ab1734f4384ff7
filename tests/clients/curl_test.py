"""curl: imaps, pop3s, smtps."""
import re

from programs import need, run
from service import PASSWORD, ServiceTest, main
from wire import message


class CurlTest(ServiceTest):
    @classmethod
    def setUpClass(cls):
        need("curl")
        super().setUpClass()

    def curl(self, protocol, path, *options, user=None, code=0):
        port = self.service.port({"imaps": "imaps", "pop3s": "pop3s", "smtps": "submissions", "imap": "imap"}[protocol])
        return run("curl", "--silent", "--show-error", "--cacert", self.service.ca_file, "--user",
                   f"{user or self.alice}:{PASSWORD}", f"{protocol}://localhost:{port}/{path}", *options, code=code)

    def file(self, text):
        path = self.service.home / "upload.eml"
        path.write_bytes(text)
        return path

    def test_imaps(self):
        listed = self.curl("imaps", "")
        self.assertRegex(listed, rb'\* LIST \([^)]*\\Sent[^)]*\) "/" "?Sent"?')
        texts = [message("first by curl", ".a\r\n"), message("second by curl")]
        for text in texts:
            self.curl("imaps", "Drafts", "--upload-file", self.file(text))
        self.assertIn(b"MESSAGES 2", self.curl("imaps", "", "--request", "STATUS Drafts (MESSAGES)"))
        self.assertEqual(self.curl("imaps", "Drafts;MAILINDEX=1"), texts[0])
        self.assertEqual(re.findall(rb"\d+", self.curl("imaps", "Drafts?SUBJECT%20second")), [b"2"])
        self.curl("imaps", "Drafts", "--request", r"STORE 1 +FLAGS \Deleted")
        self.assertIn(b"* 1 EXPUNGE", self.curl("imaps", "Drafts", "--request", "EXPUNGE"))
        self.assertIn(b"Subject: second by curl", self.curl("imaps", "Drafts;MAILINDEX=1;SECTION=HEADER.FIELDS%20(SUBJECT)"))
        self.curl("imaps", "Drafts;MAILINDEX=9", code=78)

    def test_starttls_is_needed(self):
        self.curl("imap", "", code=67)
        self.assertIn(b"* LIST", self.curl("imap", "", "--ssl-reqd"))

    def test_an_unknown_authority_is_refused(self):
        port = self.service.port("imaps")
        run("curl", "--silent", f"imaps://localhost:{port}/", "--user", f"{self.alice}:{PASSWORD}", code=60)

    def test_smtps_to_pop3s(self):
        text = message("from smtps to pop3s", "..dots\r\n.\r\nend\r\n")
        self.curl("smtps", "client.example", "--mail-from", self.alice, "--mail-rcpt", self.bob, "--upload-file",
                  self.file(text))
        self.assertRegex(self.curl("pop3s", "", user=self.bob), rb"^1 \d+\r\n")
        got = self.curl("pop3s", "1", user=self.bob)
        self.assertTrue(got.endswith(text), got)
        self.assertRegex(self.curl("pop3s", "", "--request", "UIDL", user=self.bob), rb"^1 \S+\r\n")
        self.curl("pop3s", "1", "--request", "DELE", "--head", user=self.bob)
        self.assertEqual(self.curl("pop3s", "", user=self.bob).strip(), b"")

    def test_refusals(self):
        self.curl("smtps", "client.example", "--mail-from", self.bob, "--mail-rcpt", self.bob, "--upload-file",
                  self.file(message("forged")), code=55)
        self.curl("smtps", "client.example", "--mail-from", self.alice, "--mail-rcpt", "nobody@example.test",
                  "--upload-file", self.file(message("to nobody")), code=55)


if __name__ == "__main__":
    main()
