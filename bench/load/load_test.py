#!/usr/bin/env python3
"""Every workload of postamt_load once, small, against the real server; then servers that lie, which must be
found out. Needs POSTAMT and POSTAMT_LOAD in the environment. Nothing here depends on speed."""
from __future__ import annotations

import json
import os
import pathlib
import socket
import subprocess
import sys
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tests" / "clients"))

from service import DOMAIN, PASSWORD, ServiceTest, main  # noqa: E402
import unittest  # noqa: E402

LOAD = os.environ["POSTAMT_LOAD"]
USERS = 3  # of the workloads that use many; one more has a mailbox to itself


def load(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([LOAD, *map(str, words)], text=True, capture_output=True, timeout=120)


class LiarTest(unittest.TestCase):
    """A server that plays a script of bytes: what it says, and how many lines it reads before that."""

    def lie(self, option: str, script: list[tuple[int, bytes]], *words: object, closes: bool = False) -> str:
        listener = socket.create_server(("127.0.0.1", 0))

        def play() -> None:
            connection, _ = listener.accept()
            with connection, connection.makefile("rb") as lines:
                for count, answer in script:
                    for _ in range(count):
                        lines.readline()
                    connection.sendall(answer)
                if not closes:
                    lines.read()

        thread = threading.Thread(target=play)
        thread.start()
        done = load(*words, option, listener.getsockname()[1])
        thread.join()
        listener.close()
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertEqual(done.stdout, "")
        self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
        return done.stderr

    IMAP = [(0, b"* OK hello\r\n"), (1, b"A0000001 OK\r\n"),
            (1, b"* 2 EXISTS\r\n* OK [UIDVALIDITY 1]\r\n* OK [UIDNEXT 3]\r\nA0000002 OK\r\n")]

    def fetch(self, answer: bytes) -> str:
        return self.lie("--imap", [*self.IMAP, (1, answer)], "fetch")

    def test_missing_message(self) -> None:
        self.assertIn("1 answers for 2", self.fetch(b"* 1 FETCH (FLAGS ())\r\nA0000003 OK\r\n"))

    def test_message_twice(self) -> None:
        self.assertIn("not one answer", self.fetch(2 * b"* 1 FETCH (FLAGS ())\r\n" + b"A0000003 OK\r\n"))

    def test_literal_too_short(self) -> None:
        answer = b"* 1 FETCH (BODY[] {5}\r\nabc)\r\nA0000003 OK\r\n"
        self.assertRegex(self.fetch(answer), "not closed|sent")

    def test_wrong_tag(self) -> None:
        self.assertIn("answered with", self.fetch(b"A0000002 OK\r\n"))

    def test_no(self) -> None:
        self.assertIn("NO broken", self.fetch(b"A0000003 NO broken\r\n"))

    def test_bare_line_feed(self) -> None:
        self.assertIn("NUL, or a CR or LF", self.fetch(b"* 1 EXISTS\nA0000003 OK\r\n"))

    def test_lost_connection(self) -> None:
        script = [*self.IMAP, (1, b"* 1 FETCH (FLAGS ())\r\n")]
        self.assertIn("closed the connection", self.lie("--imap", script, "fetch", closes=True))

    def test_nobody_listens(self) -> None:
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            self.assertIn("cannot connect", load("fetch", "--imap", unused.getsockname()[1]).stderr)

    def test_silence(self) -> None:
        self.assertIn("silent for too long", self.lie("--imap", self.IMAP, "fetch", "--patience", 1))

    def test_delivery_refused(self) -> None:
        script = [(0, b"220 hello\r\n"), (1, b"250-hello\r\n250 PIPELINING\r\n"),
                  (3, b"250 ok\r\n250 ok\r\n354 go\r\n"), (20, b"451 disk full\r\n")]
        self.assertIn("451 disk full", self.lie("--lmtp", script, "deliver", "--messages", 1))

    def test_pop_size(self) -> None:
        script = [(0, b"+OK\r\n"), (1, b"+OK\r\n"), (1, b"+OK\r\n"), (1, b"+OK\r\n1 6\r\n.\r\n"),
                  (1, b"+OK\r\n..ab\r\n.\r\n")]
        self.assertIn("LIST 6, RETR 5", self.lie("--pop", script, "pop"))


class WorkloadTest(ServiceTest):
    @classmethod
    def prepare(cls) -> None:
        for user in range(1, USERS + 2):
            cls.service.add_account(f"u{user}")

    def load(self, workload: str, *words: object) -> dict:
        """The figures of a small run in which every reply was right."""
        port = self.service.port
        done = load(workload, *words, "--tls", "--domain", DOMAIN, "--password", PASSWORD, "--size", 4000,
                    "--lmtp", port("lmtp"), "--imaps", port("imaps"), "--pops", port("pop3s"))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stderr, "")
        figures = json.loads(done.stdout)
        self.assertEqual(figures["workload"], workload)
        for step in figures.get("steps", [figures]):
            self.assertGreater(step["seconds"], 0)
            self.assertGreater(step["bytes"], 0)
            self.assertGreater(step["checked"], 0)
        return figures

    def test_one_mailbox(self) -> None:
        """u4, from the first delivery to the last search."""
        one = ("--user", USERS + 1)
        delivered = self.load("deliver", *one, "--messages", 210, "--connections", 4)
        self.assertEqual((delivered["operations"], delivered["checked"]), (210, 840))
        appended = self.load("append", *one, "--messages", 20, "--connections", 2, "--first", 1000)
        self.assertEqual((appended["operations"], appended["checked"]), (20, 20))
        self.assertEqual(self.load("multiappend", *one, "--messages", 30, "--first", 2000)["operations"], 30)
        self.load("select", *one, "--repeat", 3)
        for items in ("FLAGS", "ENVELOPE BODYSTRUCTURE", "BODY.PEEK[HEADER.FIELDS (From Subject)]", "BODY.PEEK[]"):
            steps = self.load("fetch", *one, "--items", items, "--repeat", 2)["steps"]
            self.assertEqual([step["operations"] for step in steps], [260, 260])
        for mode in ("plain", "pipelined"):
            self.assertEqual(self.load("pop", *one, "--mode", mode)["operations"], 260)
        # numbers 100, 200, 1000 and 2000 hold the word
        self.load("search", *one, "--key", "BODY xyzzy", "--hits", 4)
        self.load("store", *one, "--connections", 3, "--seconds", 0.2)
        self.assertEqual([step["name"] for step in self.load("store-all", *one)["steps"]], ["set", "clear"])
        self.load("qresync", *one, "--changes", 50, "--repeat", 2)  # 25 are gone
        self.assertEqual(self.load("expunge-half", *one)["operations"], 118)
        self.assertEqual(self.load("fetch", *one)["operations"], 117)

    def test_many(self) -> None:
        users = ("--users", USERS, "--connections", USERS)
        self.assertGreater(self.load("mixed", *users, "--seconds", 1, "--first", 10_000)["operations"], USERS)
        self.load("store", *users, "--seconds", 0.2)
        for proto in ("imap", "pop"):
            self.load("login", "--user", 3, "--proto", proto, "--seconds", 0.1)

    def test_idle(self) -> None:
        woken = self.load("idle-wake", "--user", 2, "--messages", 5, "--first", 20_000)
        self.assertEqual(woken["operations"], 5)
        self.assertEqual(set(woken["latency_ms"]), {"p50", "p90", "p99", "max"})
        port = self.service.port
        hold = subprocess.Popen(
            [LOAD, "idle-hold", "--tls", "--domain", DOMAIN, "--password", PASSWORD, "--users", "3",
             "--connections", "7", "--imaps", str(port("imaps")), "--lmtp", str(port("lmtp"))],
            text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.assertEqual(json.loads(hold.stdout.readline()), {"ready": 7})
        for user, sessions in ((1, 3), (3, 2)):
            hold.stdin.write(f"wake {user}\n")
            hold.stdin.flush()
            told = json.loads(hold.stdout.readline())
            self.assertEqual((told["told"], told["others"]), (sessions, 0))
        rest, errors = hold.communicate("quit\n")
        self.assertEqual((hold.returncode, rest, errors), (0, "", ""))

    def test_wrong_password(self) -> None:
        done = load("fetch", "--tls", "--imaps", self.service.port("imaps"), "--password", "not it")
        self.assertEqual(done.returncode, 1)
        self.assertNotIn("not it", done.stderr)

    def test_other_number_of_hits(self) -> None:
        done = load("search", "--tls", "--user", 2, "--imaps", self.service.port("imaps"), "--password",
                    PASSWORD, "--key", "SUBJECT nobody-wrote-this", "--hits", 1)
        self.assertEqual(done.returncode, 1)
        self.assertIn("0 hits, 1 expected", done.stderr)


class UsageTest(unittest.TestCase):
    def test_usage(self) -> None:
        self.assertEqual(load().returncode, 2)
        self.assertEqual(load("nothing").returncode, 2)
        for words in (["--no-such-option", "1"], ["--users"], ["--users", "many"], ["--users", "0"]):
            self.assertEqual(load("deliver", *words).returncode, 1, words)


if __name__ == "__main__":
    main()
