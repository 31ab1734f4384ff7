"""IMAP by Python's imaplib, and what it cannot say by hand."""
import imaplib
import re

from service import PASSWORD, ServiceTest, main, wait_until
from wire import Imap, large_message, message, sha256, utf7

UMLAUTS = "Entwürfe für Größe & Maß"


class ImapTest(ServiceTest):
    def log_in(self, user=None):
        client = imaplib.IMAP4_SSL("localhost", self.service.port("imaps"), ssl_context=self.service.tls())
        client.login(user or self.alice, PASSWORD)
        self.addCleanup(self.log_out, client)
        return client

    @staticmethod
    def log_out(client):
        try:
            client.logout()
        except (imaplib.IMAP4.error, OSError):
            pass

    def good(self, answer):
        self.assertEqual(answer[0], "OK", answer)
        return answer[1]

    def new_mailbox(self, client, name):
        self.good(client.create(f'"{name}"'))
        return name

    def append(self, client, mailbox, text, flags=None):
        """Gives the UID."""
        answer = self.good(client.append(f'"{mailbox}"', flags, None, text))
        return int(re.search(rb"\[APPENDUID \d+ (\d+)\]", answer[0])[1])

    def search(self, client, *keys, charset=None):
        return [int(uid) for uid in self.good(client.uid("SEARCH", *((("CHARSET", charset) if charset else ()) + keys)))[0].split()]

    def test_login_with_starttls(self):
        client = imaplib.IMAP4("localhost", self.service.port("imap"))
        self.assertIn("LOGINDISABLED", client.capabilities)
        with self.assertRaisesRegex(imaplib.IMAP4.error, "PRIVACYREQUIRED|LOGINDISABLED"):
            client.login(self.alice, PASSWORD)
        self.good(client.starttls(self.service.tls()))
        self.assertNotIn("LOGINDISABLED", client.capabilities)
        self.good(client.login(self.alice, PASSWORD))
        self.good(client.select("INBOX"))
        client.logout()

    def test_authenticate(self):
        client = imaplib.IMAP4_SSL("localhost", self.service.port("imaps"), ssl_context=self.service.tls())
        self.good(client.authenticate("PLAIN", lambda _: f"\0{self.alice}\0{PASSWORD}".encode()))
        client.logout()

    def test_wrong_password(self):
        client = imaplib.IMAP4_SSL("localhost", self.service.port("imaps"), ssl_context=self.service.tls())
        with self.assertRaisesRegex(imaplib.IMAP4.error, "AUTHENTICATIONFAILED"):
            client.login(self.bob, "wrong")
        with self.assertRaisesRegex(imaplib.IMAP4.error, "AUTHENTICATIONFAILED"):
            client.login("nobody@example.test", "wrong")
        self.good(client.login(self.bob, PASSWORD))
        client.logout()

    def test_standard_mailboxes(self):
        listed = b"\n".join(self.good(self.log_in().list()))
        for name, use in (("Sent", "Sent"), ("Drafts", "Drafts"), ("Junk", "Junk"), ("Trash", "Trash"),
                          ("Archive", "Archive")):
            self.assertRegex(listed, rf'\(.*\\{use}.*\) "/" "?{name}"?'.encode())
        subscribed = b"\n".join(self.good(self.log_in().lsub()))
        for name in (b"INBOX", b"Sent", b"Archive"):
            self.assertIn(name, subscribed)

    def test_umlauts_in_mailbox_names(self):
        client = self.log_in()
        parent = self.new_mailbox(client, utf7(UMLAUTS))
        self.new_mailbox(client, utf7(UMLAUTS + "/Straße"))
        self.good(client.subscribe(f'"{parent}"'))
        self.append(client, parent + "/" + utf7("Straße"), message("inside"))
        self.good(client.rename(f'"{parent}"', f'"{utf7("Büro")}"'))
        listed = b"\n".join(self.good(client.list('""', "*"))).decode()
        self.assertNotIn(utf7("Entwürfe"), listed)
        self.assertIn(utf7("Büro/Straße"), listed)
        self.assertEqual(self.good(client.select(f'"{utf7("Büro/Straße")}"')), [b"1"])
        self.assertIn(utf7("Büro").encode(), b"\n".join(self.good(client.lsub())))
        self.good(client.unsubscribe(f'"{utf7("Büro")}"'))
        self.assertNotIn(utf7("Büro").encode() + b'"', b"\n".join(self.good(client.lsub())))
        self.good(client.close())
        self.good(client.delete(f'"{utf7("Büro/Straße")}"'))
        self.good(client.delete(f'"{utf7("Büro")}"'))
        self.assertNotIn(utf7("Büro").encode(), b"\n".join(self.good(client.list('""', "*"))))

    def test_rev2_names_are_utf8(self):
        with Imap(self.service, self.alice) as client:
            client.ok("ENABLE IMAP4rev2")
            client.ok(f'CREATE "{UMLAUTS} 2"')
            self.assertTrue(client.ok('LIST "" "Entw*"').having(f"{UMLAUTS} 2"))
            client.ok(f'DELETE "{UMLAUTS} 2"')

    def test_append_fetch_flags_copy_move(self):
        client = self.log_in()
        self.new_mailbox(client, "Work")
        self.new_mailbox(client, "Done")
        text = message("Grüße", "Erste Zeile\r\n.Punkt\r\n\r\nletzte ohne Umbruch")
        uid = self.append(client, "Work", text, r"\Seen $Label1")
        self.assertEqual(self.good(client.select("Work")), [b"1"])
        fetched = self.good(client.uid("FETCH", str(uid), "(FLAGS RFC822.SIZE BODY.PEEK[])"))
        self.assertEqual(fetched[0][1], text)
        self.assertIn(b"RFC822.SIZE %d" % len(text), fetched[0][0])
        self.assertRegex(fetched[0][0] + fetched[1], rb"\\Seen.*\$Label1|\$Label1.*\\Seen")
        stored = self.good(client.uid("STORE", str(uid), "+FLAGS", r"(\Flagged)"))
        self.assertIn(rb"\Flagged", stored[0])
        stored = self.good(client.uid("STORE", str(uid), "-FLAGS", r"(\Seen)"))
        self.assertNotIn(rb"\Seen", stored[0])
        self.good(client.uid("COPY", str(uid), "Done"))
        self.good(client.uid("MOVE", str(uid), "Done"))
        self.assertEqual(self.search(client, "ALL"), [])
        self.assertEqual(self.good(client.select("Done")), [b"2"])
        for one in self.search(client, "FLAGGED"):
            self.assertEqual(self.good(client.uid("FETCH", str(one), "(BODY.PEEK[])"))[0][1], text)
        client.store("1", "+FLAGS", r"(\Deleted)")
        self.assertEqual(self.good(client.expunge()), [b"1"])
        self.assertEqual(len(self.search(client, "ALL")), 1)

    def test_search(self):
        client = self.log_in()
        self.new_mailbox(client, "Search")
        letter = self.append(client, "Search", message("=?utf-8?Q?Sch=C3=B6ne_Gr=C3=BC=C3=9Fe?=", "Über die Straße.\r\n"))
        coded = self.append(client, "Search", message("Encoded").replace(b": 8bit", b": base64").replace(
            b"Hello.\r\n", b"TcO8bmNoZW4gbGV1Y2h0ZXQ=\r\n"))
        latin = self.append(client, "Search", message("Latin", "XX").replace(b"charset=utf-8", b"charset=iso-8859-1")
                            .replace(b"XX", "Köln\r\n".encode("latin-1")))
        self.good(client.select("Search"))
        self.assertEqual(self.search(client, "SUBJECT", '"encod"'), [coded])
        self.assertEqual(self.search(client, "BODY", '"leuchtet"'), [coded])
        self.assertEqual(self.search(client, "FROM", "alice", "NOT", "BODY", "leuchtet"), [letter, latin])
        for key, word, expected in (("BODY", "straße", letter), ("SUBJECT", "GRÜSSE", letter),
                                    ("TEXT", "münchen", coded), ("BODY", "Köln", latin)):
            client.literal = word.encode()
            self.assertEqual(self.search(client, key, charset="UTF-8"), [expected], word)
        self.assertEqual(self.search(client, "BODY", '"nowhere"'), [])
        self.assertEqual(self.search(client, "LARGER", "1000000"), [])

    def test_idle(self):
        with Imap(self.service, self.bob) as phone, Imap(self.service, self.bob) as desk:
            phone.ok("SELECT INBOX")
            tag = phone.begin("IDLE")
            self.assertTrue(phone.line().startswith(b"+"))
            self.assertRegex(phone.response(), rb"^\* OK ")
            uid = int(desk.append("INBOX", message("wake up")).code("APPENDUID").split()[1])
            self.assertRegex(phone.response(), rb"^\* \d+ EXISTS$")
            desk.ok("SELECT INBOX")
            desk.ok(rf"UID STORE {uid} +FLAGS (\Flagged)")
            while rb"\Flagged" not in (line := phone.response()):
                self.assertRegex(line, rb"^\* (\d+ RECENT|OK .*)$")
            desk.ok(rf"UID STORE {uid} +FLAGS.SILENT (\Deleted)")
            desk.ok(f"UID EXPUNGE {uid}")
            while not re.match(rb"\* \d+ EXPUNGE", line := phone.response()):
                self.assertIn(b"FETCH", line)
            phone.send("DONE\r\n")
            self.assertEqual(phone.finish(tag).status, b"OK")

    def test_two_devices(self):
        phone, desk = self.log_in(), self.log_in()
        self.new_mailbox(desk, "Shared")
        for number in range(3):
            self.append(desk, "Shared", message(f"number {number}"))
        self.good(phone.select("Shared"))
        self.good(desk.select("Shared"))
        self.good(desk.store("1", "+FLAGS", r"(\Seen)"))
        self.good(phone.noop())
        self.assertIn(rb"\Seen", phone.response("FETCH")[1][0])
        self.good(desk.store("2", "+FLAGS", r"(\Deleted)"))
        self.good(desk.expunge())
        # Message numbers must not shift within FETCH, STORE, SEARCH.
        self.assertIn(b"3 (", self.good(phone.fetch("3", "(UID)"))[0])
        self.good(phone.noop())
        self.assertEqual(phone.response("EXPUNGE")[1], [b"2"])
        self.append(phone, "Shared", message("new"))
        self.good(desk.noop())
        self.assertEqual(desk.response("EXISTS")[1][-1], b"3")

    def test_25_megabytes(self):
        text = large_message("large", 25 * 1000 * 1000)
        client = self.log_in()
        uid = self.append(client, "Archive", text)
        self.good(client.select("Archive", readonly=True))
        got = self.good(client.uid("FETCH", str(uid), "(BODY.PEEK[])"))[0][1]
        self.assertEqual((len(got), sha256(got)), (len(text), sha256(text)))
        part = self.good(client.uid("FETCH", str(uid), "(BODY.PEEK[]<20000000.1000>)"))[0][1]
        self.assertEqual(part, text[20000000:20001000])

    def test_condstore_and_qresync(self):
        with Imap(self.service, self.alice) as phone, Imap(self.service, self.alice) as desk:
            desk.ok("CREATE Sync")
            uids = [int(desk.append("Sync", message(f"sync {i}")).code("APPENDUID").split()[1]) for i in range(5)]
            phone.ok("ENABLE QRESYNC")
            selected = phone.ok("SELECT Sync")
            validity, modseq = selected.code("UIDVALIDITY"), int(selected.code("HIGHESTMODSEQ"))
            phone.ok("UNSELECT")

            desk.ok("SELECT Sync")
            desk.ok(rf"UID STORE {uids[0]} +FLAGS (\Answered)")
            desk.ok(rf"UID STORE {uids[1]},{uids[3]} +FLAGS.SILENT (\Deleted)")
            desk.ok(f"UID EXPUNGE {uids[1]},{uids[3]}")
            added = int(desk.append("Sync", message("later")).code("APPENDUID").split()[1])

            again = phone.ok(f"SELECT Sync (QRESYNC ({validity} {modseq} 1:{uids[-1]}))")
            self.assertEqual(again.having("VANISHED"), [b"* VANISHED (EARLIER) %d,%d" % (uids[1], uids[3])])
            changed = {int(re.search(rb"UID (\d+)", line)[1]): line for line in again.having("FETCH")}
            self.assertIn(uids[0], changed)
            self.assertIn(rb"\Answered", changed[uids[0]])
            self.assertNotIn(uids[2], changed)
            newest = int(again.code("HIGHESTMODSEQ"))
            self.assertGreater(newest, modseq)

            fetched = phone.ok(f"UID FETCH 1:* (FLAGS) (CHANGEDSINCE {modseq} VANISHED)")
            self.assertEqual(len(fetched.having("VANISHED")), 1)
            self.assertEqual(len(fetched.having("FETCH")), 2)
            # Somebody else was faster with the same flag (RFC 7162 section 3.1.12 spares others).
            desk.ok(rf"UID STORE {added} +FLAGS (\Seen)")
            late = phone.ask(rf"UID STORE {added} (UNCHANGEDSINCE {newest}) +FLAGS (\Seen)")
            self.assertEqual((late.status, late.code("MODIFIED")), (b"OK", str(added)))
            self.assertEqual(phone.ok(f"UID SEARCH MODSEQ {newest + 1}").untagged[-1],
                             b"* SEARCH %d (MODSEQ %d)" % (added, self.modseq(phone, added)))

    @staticmethod
    def modseq(client, uid):
        line = client.ok(f"UID FETCH {uid} (MODSEQ)").having("MODSEQ")[0]
        return int(re.search(rb"MODSEQ \((\d+)\)", line)[1])

    def test_delivery_is_seen_by_all(self):
        with Imap(self.service, self.bob) as phone, Imap(self.service, self.bob) as desk:
            counts = [int(client.ok("SELECT INBOX").having("EXISTS")[0].split()[1]) for client in (phone, desk)]
            with Imap(self.service, self.bob) as third:
                third.append("INBOX", message("for all"))
            for client, count in zip((phone, desk), counts):
                wait_until(lambda c=client, n=count: c.ok("NOOP").having(f"{n + 1} EXISTS"), what="EXISTS")


if __name__ == "__main__":
    main()
