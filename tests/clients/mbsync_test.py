"""mbsync: a Maildir and the server in step, both ways."""
import pathlib

from programs import need, run
from service import PASSWORD, ServiceTest, main
from wire import Imap, message, utf7

CONFIGURATION = """
IMAPAccount account
Host localhost
Port {port}
User {user}
Pass "{password}"
SSLType IMAPS
CertificateFile {ca}
{more}

IMAPStore far
Account account

MaildirStore near
Path {mail}/
Inbox {mail}/INBOX
SubFolders Verbatim

Channel all
Far :far:
Near :near:
Patterns *
Create Both
Remove Both
Expunge Both
CopyArrivalDate yes
SyncState *
"""
UMLAUTS = utf7("Büro/Entwürfe & Maß")


class MbsyncTest(ServiceTest):
    @classmethod
    def setUpClass(cls):
        need("mbsync")
        super().setUpClass()

    def set_up(self, user, more=""):
        self.mail = pathlib.Path(self.service.home / user)
        self.mail.mkdir()
        self.file = self.service.home / f"{user}.rc"
        self.file.write_text(CONFIGURATION.format(port=self.service.port("imaps"), user=user, password=PASSWORD,
                                                  ca=self.service.ca_file, mail=self.mail, more=more))

    def sync(self):
        return run("mbsync", "--config", self.file, "--verbose", "all").decode(errors="replace")

    def near(self, mailbox):
        """Subject -> path, of all messages in the Maildir."""
        found = {}
        for file in [*(self.mail / mailbox / "cur").iterdir(), *(self.mail / mailbox / "new").iterdir()]:
            lines = file.read_text().splitlines()
            found[next(line[9:] for line in lines if line.startswith("Subject: "))] = file
        return found

    def picture(self):
        """Everything in the Maildir: which message with which flags is where."""
        return {box: {subject: file.name.partition(":2,")[2] for subject, file in self.near(box).items()}
                for box in ("INBOX", "Archive", UMLAUTS)}

    def far(self, client, mailbox):
        """Subject -> line with UID and FLAGS."""
        client.ok(f'EXAMINE "{mailbox}"')
        found = {}
        for line in client.ok("UID FETCH 1:* (UID FLAGS ENVELOPE)").having("ENVELOPE"):
            found[line.split(b'"')[3].decode()] = line
        return found

    def both_ways(self):
        with Imap(self.service, self.alice) as client:
            client.ok(f'CREATE "{UMLAUTS}"')
            for number in range(4):
                client.append("INBOX", message(f"letter {number}"))
            client.append(UMLAUTS, message("umlauts"), r"\Seen")
            client.append("Archive", message("old"), r"\Seen \Answered")

            self.sync()
            self.assertEqual(sorted(self.near("INBOX")), [f"letter {n}" for n in range(4)])
            self.assertIn(":2,S", self.near(UMLAUTS)["umlauts"].name)
            self.assertIn(":2,RS", self.near("Archive")["old"].name)
            before = self.picture()
            self.sync()
            self.assertEqual(self.picture(), before)
            self.assertEqual(len(self.far(client, "INBOX")), 4, "the second sync changes nothing")

            # On the server: a flag, a deletion, a new message, a move.
            client.ok("SELECT INBOX")
            client.ok(r"STORE 1 +FLAGS (\Flagged)")
            client.ok(r"STORE 2 +FLAGS (\Deleted)")
            client.ok("EXPUNGE")
            client.append("INBOX", message("from the server"))
            client.ok("MOVE 2 Archive")  # letter 2
            # On this side: a flag, a deletion, a new message, a new folder.
            letter = self.near("INBOX")["letter 3"]
            letter.rename(self.mail / "INBOX" / "cur" / (letter.name.partition(":2,")[0] + ":2,RS"))
            umlauts = self.near(UMLAUTS)["umlauts"]
            umlauts.rename(umlauts.with_name(umlauts.name.partition(":2,")[0] + ":2,ST"))
            (self.mail / "INBOX" / "new" / "1.local").write_bytes(message("from here").replace(b"\r\n", b"\n"))
            for part in ("cur", "new", "tmp"):
                (self.mail / "Mine" / part).mkdir(parents=True)
            (self.mail / "Mine" / "new" / "2.local").write_bytes(message("mine").replace(b"\r\n", b"\n"))

            self.sync()
            near, far = self.near("INBOX"), self.far(client, "INBOX")
            expected = ["from here", "from the server", "letter 0", "letter 3"]
            self.assertEqual(sorted(near), expected)
            self.assertEqual(sorted(far), expected)
            self.assertIn(":2,F", near["letter 0"].name)
            self.assertRegex(far["letter 3"], rb"\\Answered.*\\Seen|\\Seen.*\\Answered")
            self.assertEqual(sorted(self.far(client, "Archive")), ["letter 2", "old"])
            self.assertEqual(sorted(self.near("Archive")), ["letter 2", "old"])
            self.assertEqual(self.far(client, UMLAUTS), {})
            self.assertEqual(list(self.far(client, "Mine")), ["mine"])
            before, counts = self.picture(), {box: len(self.far(client, box)) for box in ("INBOX", "Archive", "Mine")}
            self.sync()
            self.assertEqual(self.picture(), before)
            self.assertEqual({box: len(self.far(client, box)) for box in counts}, counts)

    def test_both_ways(self):
        self.set_up(self.alice)
        self.both_ways()

    def test_without_pipelining(self):
        """The other way to send: one command at a time, literals with continuation."""
        self.set_up(self.bob, "PipelineDepth 1\nDisableExtension LITERAL+")
        (self.mail / "INBOX" / "tmp").mkdir(parents=True)
        (self.mail / "INBOX" / "new").mkdir()
        (self.mail / "INBOX" / "cur").mkdir()
        for number in range(5):
            (self.mail / "INBOX" / "new" / f"{number}.local").write_bytes(message(f"push {number}").replace(b"\r\n", b"\n"))
        self.sync()
        with Imap(self.service, self.bob) as client:
            self.assertEqual(sorted(self.far(client, "INBOX")), [f"push {n}" for n in range(5)])


if __name__ == "__main__":
    main()
