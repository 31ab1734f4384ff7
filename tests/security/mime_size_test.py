"""Class mime_size: very many parts, very deep ones, messages within messages without end.

CVE-2020-12100 (Dovecot), CVE-2026-26312 (Stalwart).
"""
import re

from attack import AttackTest
from wire import deliver


def parts(count: int) -> bytes:
    return b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + b"--b\r\n\r\nx\r\n" * count + b"--b--\r\n"


def nested(depth: int) -> bytes:
    return b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (i, i) for i in range(depth))


def nested_alike(depth: int) -> bytes:
    """All with one boundary: each line of it may close any."""
    return b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n' * depth + b"--b--\r\n" * depth


def messages(depth: int) -> bytes:
    return b"Content-Type: message/rfc822\r\n\r\n" * depth


def messages_in_digests(depth: int) -> bytes:
    return b'Content-Type: multipart/digest; boundary="b"\r\n\r\n--b\r\n\r\n' * depth


def near_boundaries(count: int) -> bytes:
    """Each line nearly a boundary, the boundaries beginnings of each other."""
    head = b"".join(b'Content-Type: multipart/mixed; boundary="%s"\r\n\r\n--%s\r\n' % (b"x" * i, b"x" * i) for i in range(1, 60))
    return head + (b"--" + b"x" * 59 + b"y\r\n") * count


SHAPES = (parts, nested, nested_alike, messages, messages_in_digests, near_boundaries)
SIZES = {near_boundaries: 20000}


class MimeSize(AttackTest):
    def setUp(self):
        self.client = self.imap(self.bob, "bob's password")
        self.client.ask("CREATE Shapes")
        self.client.ok("SELECT Shapes")

    def store(self, text: bytes) -> int:
        """By APPEND, so that it can be looked at at once; gives the UID."""
        answer = self.client.append("Shapes", b"Subject: shape\r\n" + text)
        self.assertEqual(answer.status, b"OK", answer)
        return int(answer.code("APPENDUID").split()[1])

    def look(self, uid: int) -> int:
        """Everything that goes through the parts; gives the length of BODYSTRUCTURE."""
        structure = self.client.ok(f"UID FETCH {uid} (BODYSTRUCTURE)").having("BODYSTRUCTURE")[0]
        for section in ("1", "1.1", "1.MIME", "1.HEADER", "1.TEXT", ".".join("1" * 50), "100000", "4294967295",
                        "TEXT"):
            self.client.ok(f"UID FETCH {uid} (BODY.PEEK[{section}]<0.100>)")
        for section in (".".join("1" * 1000), ".".join("1" * 20000)):
            self.client.ask(f"UID FETCH {uid} (BODY.PEEK[{section}]<0.100>)")
            self.client.ok("NOOP")
        self.client.ok(f"UID SEARCH UID {uid} BODY nowhere")
        self.assertTrue(self.client.ok(f"UID SEARCH UID {uid} TEXT shape").untagged)
        return len(structure)

    def test_depth_and_count(self):
        """Eight times as much takes about eight times as long, not sixty-four times; and answers stay small."""
        for shape in SHAPES:
            large = SIZES.get(shape, 10000) if shape is not parts else 100000
            with self.subTest(shape=shape.__name__):
                uids = [self.store(shape(size)) for size in (large // 8, large)]
                costs, lengths = [], []
                with self.bounded_memory(64 * 1024):
                    for uid in uids:
                        with self.cpu() as cpu:
                            lengths.append(self.look(uid))
                        costs.append(cpu[0])
                self.assertTrue(costs[1] < 0.5 or costs[1] < 24 * costs[0], (shape.__name__, costs))
                self.assertLess(lengths[1], 8 * 1024 * 1024)

    def test_cost_of_taking_them(self):
        for shape in SHAPES:
            large = SIZES.get(shape, 10000) if shape is not parts else 100000
            costs = []
            for size in (large // 8, large):
                with self.cpu() as cpu:
                    deliver(self.service, self.alice, b"Subject: shape\r\n" + shape(size))
                costs.append(cpu[0])
            self.assertTrue(costs[1] < 0.5 or costs[1] < 24 * costs[0], (shape.__name__, costs))

    def test_a_structure_is_not_deeper_than_clients_bear(self):
        for shape in (nested, messages, messages_in_digests):
            structure = self.client.ok(f"UID FETCH {self.store(shape(10000))} (BODYSTRUCTURE)").having("BODYSTRUCTURE")[0]
            depth = deepest = 0
            for bracket in re.findall(rb"[()]", re.sub(rb'"[^"]*"', b"", structure)):
                depth += 1 if bracket == b"(" else -1
                deepest = max(deepest, depth)
            self.assertEqual(depth, 0)
            self.assertLess(deepest, 400)

    def test_a_message_that_includes_itself(self):
        """By reference there is no inclusion at all: external bodies and partial messages are leaves."""
        for kind in (b'message/external-body; access-type=local-file; name="/etc/passwd"',
                     b"message/partial; id=x; number=1; total=1",
                     b'message/external-body; access-type=URL; URL="http://127.0.0.1/"',
                     b"multipart/related; start=<self>"):
            uid = self.store(b"Content-Type: " + kind + b"\r\nContent-ID: <self>\r\nMessage-ID: <self>\r\n\r\n"
                             b"Content-Type: text/plain\r\n\r\ncid:self\r\n")
            self.assertNotIn(b"root:", self.client.ok(f"UID FETCH {uid} (BODY.PEEK[] BODYSTRUCTURE)").untagged[0])
            self.look(uid)
