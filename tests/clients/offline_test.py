"""A client that keeps everything offline, as Thunderbird does: all of a large mailbox in few commands, memory bounded.

OFFLINE_MESSAGES in the environment says how many messages; a service was once brought down by 240,000.
"""
import os
import re
import threading
import time

from service import SMALL_QUARANTINE, ServiceTest, main
from wire import Imap

MESSAGES = int(os.environ.get("OFFLINE_MESSAGES", "3500"))
BODY = b"All work and no play makes Jack a dull boy.\r\n" * (900 if MESSAGES < 20_000 else 40)
BATCH = 250
# What a client that syncs may cost a service that has just started: the rows of the mailbox, and pieces of answers and
# caches of the store, which together are less than half of what is fetched.
ALLOWED_KILOBYTES = 60 * 1024
PER_MESSAGE_BYTES = 100
CONNECTIONS = 15


def text_of(number: int) -> bytes:
    return (f"From: Sender {number % 97} <s{number % 97}@example.test>\r\nTo: alice@example.test\r\n"
            f"Subject: Message {number}\r\nDate: Mon, 02 Feb 2026 09:00:00 +0000\r\n"
            f"Message-ID: <{number}@example.test>\r\n\r\n").encode() + BODY


def fill(client: Imap, count: int):
    for first in range(0, count, BATCH):
        parts = [b"t1 APPEND INBOX"]
        for number in range(first, min(first + BATCH, count)):
            text = text_of(number)
            parts.append(b" {%d+}\r\n" % len(text) + text)
        client.send(b"".join(parts) + b"\r\n")
        answer = client.finish(b"t1")
        if answer.status != b"OK":
            raise AssertionError(answer)


class Reader:
    """Reads answers without keeping them: counts FETCH responses and octets until the tagged line."""

    def __init__(self, client: Imap, pause: float = 0):
        self.client, self.pause, self.octets = client, pause, 0
        self.uids: list[int] = []

    def command(self, line: str) -> list[int]:
        self.uids = []
        tag = self.client.begin(line)
        while not (response := self.client.response()).startswith(tag):
            self.octets += len(response)
            if found := re.match(rb"\* \d+ FETCH \(.*?UID (\d+)", response):
                self.uids.append(int(found[1]))
            if self.pause and len(self.uids) % 200 == 0:
                time.sleep(self.pause)
        if b" OK" not in response[:10]:
            raise AssertionError(response)
        return self.uids


class OfflineTest(ServiceTest):
    sanitizer_options = SMALL_QUARANTINE  # memory that was freed is not memory that is used

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with Imap(cls.service, cls.alice, seconds=300) as client:
            fill(client, MESSAGES)

    def test_everything_is_fetched_in_bounded_memory(self):
        with open(self.service.program, "rb") as program:
            sanitized = b"__asan_init" in program.read()
        self.service.stop()  # what was freed since it took the messages would hide what is taken now
        self.service.start()
        before = self.service.resident_kilobytes()
        peak = [before]
        done = threading.Event()

        def watch():
            while not done.wait(0.02):
                peak[0] = max(peak[0], self.service.resident_kilobytes())

        watcher = threading.Thread(target=watch)
        watcher.start()
        try:
            with Imap(self.service, self.alice, seconds=300) as client:
                reader = Reader(client)
                client.ok("ENABLE QRESYNC")
                client.ok("SELECT INBOX")
                everyone = list(range(1, MESSAGES + 1))
                self.assertEqual(reader.command("UID FETCH 1:* (FLAGS)"), everyone)
                self.assertEqual(reader.command(
                    "UID FETCH 1:* (UID RFC822.SIZE FLAGS BODY.PEEK[HEADER.FIELDS (From To Cc Bcc Subject Date "
                    "Message-ID Priority X-Priority References Newsgroups In-Reply-To Content-Type Reply-To)])"), everyone)
                self.assertEqual(reader.command("UID FETCH 1:* (UID RFC822.SIZE ENVELOPE BODYSTRUCTURE)"), everyone)
                reader.octets = 0
                # A client on a slow line: what is not yet read must not pile up in the service.
                reader.pause = 0.005
                self.assertEqual(reader.command("UID FETCH 1:* (UID BODY.PEEK[])"), everyone)
                self.assertGreater(reader.octets, MESSAGES * len(BODY))
                self.assertGreater(MESSAGES * len(BODY) >> 10, 2 * ALLOWED_KILOBYTES)
        finally:
            done.set()
            watcher.join()
        grown = peak[0] - before
        print(f"{MESSAGES} messages, {reader.octets >> 20} MB of bodies: {before} KB before, {grown} KB more at most")
        allowed = ALLOWED_KILOBYTES + MESSAGES * PER_MESSAGE_BYTES // 1024
        self.assertLessEqual(grown, allowed * (4 if sanitized else 1))

    def test_fifteen_connections_at_once(self):
        """Each fetches in slices while another changes flags; each ends with what is true."""
        most = min(MESSAGES, 3000)
        clients = [Imap(self.service, self.alice, seconds=300) for _ in range(CONNECTIONS)]
        faults: list[str] = []

        def run(index: int, client: Imap):
            try:
                client.ok("SELECT INBOX")
                # Pipelined, as clients do that want small sets of headers.
                tags, uids = [], list(range(1 + index, most + 1, CONNECTIONS))
                for first in range(0, len(uids), 20):
                    numbers = ",".join(map(str, uids[first:first + 20]))
                    tags.append(client.begin(f"UID FETCH {numbers} (UID BODY.PEEK[HEADER.FIELDS (Subject)])"))
                tags.append(client.begin(rf"UID STORE {1 + index} +FLAGS.SILENT ($Label{index})"))
                tags.append(client.begin("NOOP"))
                got = []
                for tag in tags:
                    answer = client.finish(tag)
                    if answer.status != b"OK":
                        faults.append(f"{index}: {answer}")
                    got += [(int(found[1]), int(found[2])) for line in answer.untagged
                            if (found := re.search(rb"UID (\d+) BODY.*Subject: Message (\d+)\r\n", line, re.DOTALL))]
                if got != [(uid, uid - 1) for uid in uids]:
                    faults.append(f"{index}: {len(got)} of {len(uids)} messages, or others")
            except Exception as fault:  # told by the main thread
                faults.append(f"{index}: {fault!r}")

        threads = [threading.Thread(target=run, args=pair) for pair in enumerate(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(faults, [])
        for client in clients:
            flags = client.ok(f"UID FETCH 1:{CONNECTIONS} (FLAGS)").having("FETCH")
            for index in range(CONNECTIONS):
                self.assertTrue(any(b"UID %d " % (1 + index) in line and b"$Label%d" % index in line for line in flags), flags)
            client.close()


if __name__ == "__main__":
    main()
