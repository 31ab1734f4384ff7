"""fetchmail: pop3 and imap, keeping and not keeping."""
import re

from programs import need, run
from service import PASSWORD, ServiceTest, main
from wire import Imap, deliver, message

FETCHED, NOTHING_NEW = 0, 1


class FetchmailTest(ServiceTest):
    @classmethod
    def setUpClass(cls):
        need("fetchmail")
        super().setUpClass()

    def configure(self, protocol, service, options, tls="ssl", poll=""):
        """A home of its own for each: fetchmail remembers there what it has seen."""
        self.home = self.service.home / f"fetchmail-{self.id().rsplit('.', 1)[1]}"
        self.home.mkdir()
        self.mail = self.home / "mail"
        file = self.home / "fetchmailrc"
        file.write_text(f"poll localhost protocol {protocol} port {self.service.port(service)} {poll}\n"
                        f"  user \"{self.alice}\" password \"{PASSWORD}\" {tls} sslcertck sslcertfile {self.service.ca_file}\n"
                        f"  {options} no rewrite mda \"cat >> {self.mail}; echo =END= >> {self.mail}\"\n")
        file.chmod(0o600)

    def fetch(self, code):
        run("fetchmail", "--fetchmailrc", self.home / "fetchmailrc", "--nodetach", "--nosyslog",
            code=code, env={"FETCHMAILHOME": str(self.home), "HOME": str(self.home)})

    def subjects(self):
        return re.findall(r"(?m)^Subject: (.*?)\r?$", self.mail.read_text()) if self.mail.exists() else []

    def left(self):
        with Imap(self.service, self.alice) as client:
            return int(client.ok("STATUS INBOX (MESSAGES)").having("MESSAGES")[0].split(b"MESSAGES ")[1].strip(b")"))

    def fill(self):
        with Imap(self.service, self.alice) as client:
            client.ok("SELECT INBOX")
            client.ok(r"UID STORE 1:* +FLAGS.SILENT (\Deleted)")
            client.ok("EXPUNGE")
        for number in range(3):
            deliver(self.service, self.alice, message(f"fetch {number}", ".dot\r\n.\r\nGrüße\r\n"))

    def keep(self, *configuration):
        self.fill()
        self.configure(*configuration)
        self.fetch(FETCHED)
        self.assertEqual(self.subjects(), [f"fetch {n}" for n in range(3)])
        self.assertEqual(self.mail.read_text().replace("\r", "").count("\n.dot\n.\nGrüße\n=END=\n"), 3)
        self.fetch(NOTHING_NEW)
        deliver(self.service, self.alice, message("fetch later"))
        self.fetch(FETCHED)
        self.assertEqual(self.subjects()[3:], ["fetch later"])
        self.assertEqual(self.left(), 4)

    def no_keep(self, *configuration):
        self.fill()
        self.configure(*configuration)
        self.fetch(FETCHED)
        self.assertEqual(self.subjects(), [f"fetch {n}" for n in range(3)])
        self.assertEqual(self.left(), 0)
        self.fetch(NOTHING_NEW)

    def test_pop3s_keep(self):
        self.keep("pop3", "pop3s", "keep", "ssl", "uidl")

    def test_pop3s_no_keep(self):
        self.no_keep("pop3", "pop3s", "nokeep")

    def test_pop3_stls_no_keep(self):
        self.no_keep("pop3", "pop3", "nokeep", "sslproto tls1.2+")

    def test_imaps_keep(self):
        self.keep("imap", "imaps", "keep")

    def test_imap_starttls_no_keep(self):
        self.no_keep("imap", "imap", "nokeep", "sslproto tls1.2+")


if __name__ == "__main__":
    main()
