"""Class concurrency: what is done at the same time, or sent at once, is done in order and counted once.

maddy#795, Stalwart 0.16.14 (pipelined STORE and EXPUNGE out of order), 0.16.6 (`UID FETCH n:*` missed moved
mail), quotas that two uploads pass together. Long runs with models of each client: `tests/chaos`.
"""
import threading

from attack import AttackTest
from service import PASSWORD
from wire import Imap, deliver, message


class Order(AttackTest):
    def boxed(self, count: int, name: str = "Order") -> Imap:
        client = self.imap(self.alice)
        client.ask(f"DELETE {name}")
        client.ok(f"CREATE {name}")
        for number in range(count):
            client.append(name, message(str(number)))
        client.ok(f"SELECT {name}")
        return client

    def test_pipelined_store_and_expunge(self):
        """A hundred of each in one packet have the effect of one after another."""
        client = self.boxed(100)
        tags = [client.begin(command) for number in range(1, 101)
                for command in (rf"UID STORE {number} +FLAGS (\Deleted)", "EXPUNGE" if number % 2 else f"UID EXPUNGE {number}")]
        for number, tag in enumerate(tags):
            answer = client.finish(tag)
            self.assertEqual(answer.status, b"OK", (number, answer))
            self.assertEqual(len(answer.having("EXPUNGE")), number % 2, (number, answer))
        self.assertEqual(client.search("ALL"), [])

    def test_pipelined_over_select(self):
        """Commands behind SELECT are for the mailbox selected then."""
        self.boxed(2, "Left").close()
        client = self.boxed(5, "Right")
        tags = [client.begin(command) for _ in range(10) for command in
                ("SELECT Left", "UID SEARCH ALL", "SELECT Right", "UID SEARCH ALL", "CLOSE")]
        for number, tag in enumerate(tags):
            answer = client.finish(tag)
            self.assertEqual(answer.status, b"OK")
            if number % 5 in (1, 3):
                found = answer.having("* SEARCH")[0].split()[2:]
                self.assertEqual(len(found), 2 if number % 5 == 1 else 5)

    def test_nothing_that_moved_in_is_missed(self):
        """A client that asks for `UID FETCH n:*` again and again sees every message that others move there."""
        source, target = self.boxed(60, "Source"), self.boxed(0, "Target")
        seen: set[int] = set()
        mover = threading.Thread(target=lambda: [source.ok(f"UID MOVE {number} Target") for number in range(1, 61)])
        mover.start()
        highest = 0
        is_last = False
        while not is_last:
            is_last = not mover.is_alive()
            if is_last:
                target.ok("NOOP")  # what came last is told, then asked for
            lines = target.ok(f"UID FETCH {highest + 1}:* (UID)").having("(UID")
            uids = [int(line.split(b"UID ")[1].split(b")")[0]) for line in lines]
            seen.update(uid for uid in uids if uid > highest)
            highest = max([highest, *uids])
        mover.join()
        self.assertEqual(len(seen), 60)

    def test_one_message_moved_by_many(self):
        """Ten sessions move the same message: it is there once."""
        self.boxed(1, "Once").close()
        self.boxed(0, "There").close()
        clients = [self.imap(self.alice) for _ in range(10)]
        for client in clients:
            client.ok("SELECT Once")
        tags = [client.begin("UID MOVE 1 There") for client in clients]
        for client, tag in zip(clients, tags):
            client.finish(tag)
        client = self.imap(self.alice)
        self.assertTrue(client.ok("SELECT There").having("* 1 EXISTS"))
        self.assertTrue(client.ok("SELECT Once").having("* 0 EXISTS"))


class Quota(AttackTest):
    def test_uploads_at_once_do_not_pass_together(self):
        """Two bytes too many in twenty uploads at one time: no sum beyond the quota, by IMAP and by LMTP."""
        address = self.service.add_account("dora")
        text = message("x" * 1000)
        self.service.run("account", "set", self.service.folder, address, "quota.bytes", str(len(text) * 5 + 600 * 5))
        clients = [self.imap(address) for _ in range(10)]
        outcomes: list[str] = []

        def upload(client: Imap):
            outcomes.append(client.append("INBOX", text).status.decode())

        def bring():
            try:
                deliver(self.service, address, text)
                outcomes.append("OK")
            except AssertionError:
                outcomes.append("NO")
        threads = [threading.Thread(target=upload, args=(client,)) for client in clients] \
            + [threading.Thread(target=bring) for _ in range(10)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertGreater(outcomes.count("NO"), 5)
        client = self.imap(address)
        client.ok("SELECT INBOX")
        sizes = [int(line.split(b"RFC822.SIZE ")[1].split(b")")[0])
                 for line in client.ok("FETCH 1:* (RFC822.SIZE)").having("SIZE")]
        self.assertEqual(len(sizes), outcomes.count("OK"))
        self.assertLessEqual(sum(sizes), len(text) * 5 + 600 * 5)
        self.assertGreaterEqual(len(sizes), 5)

    def test_removed_while_it_works(self):
        """An account that is removed under a session: the session ends, nobody else is touched."""
        address = self.service.add_account("emil")
        client = self.imap(address)
        client.append("INBOX", message("before"))
        client.ok("SELECT INBOX")
        self.service.run("account", "remove", self.service.folder, address)
        with self.assertRaises(EOFError):
            for command in ("FETCH 1 (BODY[])", "COPY 1 INBOX", "EXPUNGE", "CREATE X"):
                client.ask(command)
        with self.assertRaises(AssertionError):
            self.imap(address, PASSWORD)
        with self.assertRaises(AssertionError):
            deliver(self.service, address, message("after"))
        self.assert_alive()
