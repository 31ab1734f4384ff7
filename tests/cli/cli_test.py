#!/usr/bin/env python3
"""The command line and the life of the service, as scripts see them.

Usage: cli_test.py POSTAMT [unittest arguments]. Every test makes services of its own in a temporary directory, on
ports of its own.
"""
import imaplib
import json
import os
import pathlib
import poplib
import re
import select
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import unittest
from unittest.mock import ANY

POSTAMT = sys.argv.pop(1)
DEADLINE = 60  # seconds; a sanitizer build on a busy machine is slow


def run(*words, stdin=""):
    return subprocess.run([POSTAMT, *map(str, words)], input=stdin, capture_output=True, text=True, timeout=DEADLINE)


def free_base():
    """A number N such that the ports of --ports-from N are free now."""
    for base in range(21000 + os.getpid() % 20000, 61000, 1000):
        try:
            for port in (24, 25, 110, 143, 443, 465, 587, 993, 995):
                with socket.socket() as probe:
                    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                    probe.bind(("127.0.0.1", base + port))
            return base
        except OSError:
            continue
    raise AssertionError("no free ports")


class Running:
    """`postamt serve`, until the end of the with statement."""

    def __init__(self, folder, *words):
        """Runs `serve`, or `demo` with these words."""
        self.errors = tempfile.TemporaryFile("w+")
        verb = ["demo", *words] if words else ["serve"]
        self.process = subprocess.Popen(
            [POSTAMT, *verb, *([str(folder)] if folder else [])], stdout=subprocess.PIPE, stderr=self.errors)
        self.output = ""
        end = time.monotonic() + DEADLINE
        while not re.search("^ready.*\n", self.output, re.MULTILINE):
            ready, _, _ = select.select([self.process.stdout], [], [], max(0, end - time.monotonic()))
            piece = os.read(self.process.stdout.fileno(), 65536).decode() if ready else ""
            self.output += piece
            if not piece:
                self.process.kill()
                self.process.wait()
                raise AssertionError(f"not ready: {self.output!r} {self.log()}")

    def log(self):
        self.errors.seek(0)
        return self.errors.read()

    def wait_for_log(self, text):
        end = time.monotonic() + DEADLINE
        while text not in self.log():
            if time.monotonic() > end:
                raise AssertionError(f"{text!r} is not in the log: {self.log()}")
            time.sleep(0.02)

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(DEADLINE)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
        self.errors.close()


class CommandLine(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="postamt-cli-")
        self.addCleanup(self.folder.cleanup)
        self.dir = pathlib.Path(self.folder.name) / "mail"

    def init(self, *more):
        self.base = free_base()
        done = run("init", self.dir, "--domain", "example.test", "--hostname", "mail.example.test",
                   "--ports-from", self.base, "--listen", "127.0.0.1", *more)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def refused(self, words, text, stdin=""):
        done = run(*words, stdin=stdin)
        self.assertEqual(done.stdout, "")
        self.assertEqual(done.stderr, f"postamt: {text}\n")
        self.assertEqual(done.returncode, 1)

    def done(self, words, stdout="", stdin=""):
        done = run(*words, stdin=stdin)
        self.assertEqual((done.stdout, done.stderr, done.returncode), (stdout, "", 0))

    def add(self, address):
        self.done(["account", "add", self.dir, address, "--password-stdin"], f"Added {address}.\n", "secret\n")

    # without a service

    def test_usage(self):
        for words in ([], ["account"], ["account", "add"], ["frobnicate"], ["init", self.dir],
                      ["serve"], ["init", self.dir, "--domain", "a.b", "--ports-from", "70000"],
                      ["account", "list", self.dir, "more"], ["account", "password"],
                      ["account", "password", self.dir], ["account", "password", "add", self.dir, "a@b.c"],
                      ["account", "password", "list", self.dir]):
            done = run(*words)
            self.assertEqual(done.returncode, 2, words)
            self.assertEqual(done.stdout, "")
            self.assertNotEqual(done.stderr, "")
        for words in (["--help"], ["account", "set", "--help"], ["--version"]):
            done = run(*words)
            self.assertEqual((done.returncode, done.stderr), (0, ""), words)
        self.assertFalse(self.dir.exists())

    def test_no_service(self):
        text = f"{self.dir} has no postamt.toml; make it with: postamt init {self.dir} --domain DOMAIN"
        for words in (["serve"], ["check"], ["account", "list"], ["alias", "list"]):
            self.refused([*words, self.dir], text)

    # init

    def test_init(self):
        self.init()
        self.assertEqual(self.dir.stat().st_mode & 0o777, 0o700)
        self.assertEqual((self.dir / "tls/key.pem").stat().st_mode & 0o777, 0o600)
        settings = (self.dir / "postamt.toml").read_text()
        self.assertIn(f"\nport = {self.base + 993}\n", settings)
        self.assertIn('\nhostname = "mail.example.test"\n', settings)
        self.assertIn("\n#message_bytes = 52428800\n", settings)
        self.assertEqual([], list(self.dir.glob("*.sock")))
        self.done(["domain", "list", self.dir], "example.test\n")
        self.refused(["init", self.dir, "--domain", "example.test"], f"{self.dir} is a service already")

    def test_init_mistakes(self):
        self.refused(["init", self.dir, "--domain", "not a domain"],
                     '"not a domain" is not a domain name, such as example.org')
        self.refused(["init", self.dir, "--domain", "a.b", "--hostname", "x y"],
                     '"x y" is not a host name, such as mail.example.org')
        self.refused(["init", self.dir, "--domain", "a.b", "--listen", "localhost"],
                     '"localhost" is not an IP address, such as 127.0.0.1')
        self.refused(["init", self.dir, "--domain", "a.b", "--store", "mysql"],
                     'server.store must be one of "rocks"')
        self.assertFalse(self.dir.exists())

    def test_settings_mistake(self):
        self.init()
        with (self.dir / "postamt.toml").open("a") as file:
            file.write("colour = 1\n")
        lines = len((self.dir / "postamt.toml").read_text().splitlines())
        text = f"{self.dir}/postamt.toml: line {lines}: there is no setting log.colour; [log] has level"
        self.refused(["serve", self.dir], text)
        self.refused(["account", "list", self.dir], text)

    def test_settings_that_only_a_protocol_understands(self):
        self.init()
        file = self.dir / "postamt.toml"
        before = file.read_text()
        self.assertIn("\n#without = []\n", before)
        file.write_text(before.replace("\n#without = []\n", '\nwithout = ["IDLE client=x", "FOO user=a@b.c"]\n'))
        self.refused(["serve", self.dir], 'imap.without: "FOO user=a@b.c": there is no capability FOO')

    # accounts, aliases, domains: the same with and without a running service

    def accounts(self):
        self.add("alice@example.test")
        self.add("bob@example.test")
        add = ["account", "add", self.dir]
        self.refused([*add, "Alice@EXAMPLE.test", "--password-stdin"],
                     "alice@example.test is an account already", "x\n")
        self.refused([*add, "carol@example.com", "--password-stdin"],
                     "example.com is not a domain of this service; add it first (postamt domain add)", "x\n")
        self.refused([*add, "carol", "--password-stdin"],
                     '"carol": a mail address has an @ in it, such as alice@example.org', "x\n")
        self.refused([*add, "carol@example.test"],
                     "give the password on standard input, with --password-stdin")
        self.refused([*add, "carol@example.test", "--password-stdin"],
                     "there is no password on standard input")
        self.assertEqual(run(*add, "carol@example.test", "--password-stdin", stdin="\n").returncode, 1)
        self.done(["account", "set", self.dir, "bob@example.test", "name", "Bob der Bär"])
        self.done(["account", "set", self.dir, "bob@example.test", "pop3", "off"])
        self.refused(["account", "set", self.dir, "bob@example.test", "pop3", "maybe"],
                     "pop3 must be one of all,from-now-on,classic,on,off, or default")
        self.done(["account", "list", self.dir], "alice@example.test\nbob@example.test name=Bob der Bär pop3=off\n")
        self.done(["account", "set", self.dir, "alice@example.test", "pop3", "from-now-on"])
        listed = run("account", "list", self.dir).stdout.splitlines()[0]
        self.assertRegex(listed, r"\Aalice@example\.test pop3=from-now-on pop3\.since=\d{4}-\d\d-\d\dT\d\d:\d\dZ\Z")
        self.assertEqual(run("account", "set", self.dir, "alice@example.test", "pop3.since", "0").returncode, 1)
        self.done(["account", "set", self.dir, "alice@example.test", "pop3", "default"])
        self.done(["account", "password", self.dir, "bob@example.test", "--password-stdin"], stdin="other")
        self.refused(["account", "password", self.dir, "nobody@example.test", "--password-stdin"],
                     "there is no account nobody@example.test", "x")

    def app_passwords(self):
        """Also with the verb before, whose words it shares."""
        verb = ["account", "password"]
        made = run(*verb, "add", self.dir, "alice@example.test", "--label", "my phone", "--expires", "90d")
        self.assertEqual((made.stderr, made.returncode), ("", 0))
        self.assertRegex(made.stdout, r"\A([b-df-hj-kmnp-tv-z]{4}-){4}[b-df-hj-kmnp-tv-z]{4}\n\Z")
        self.done([*verb, "add", self.dir, "alice@example.test", "--label", "scanner", "--protocols", "smtp"],
                  ANY)
        listed = run(*verb, "list", self.dir, "alice@example.test").stdout.splitlines()
        day = r"\d{4}-\d\d-\d\d"
        self.assertEqual(len(listed), 2)
        self.assertRegex(listed[0], rf'\Alabel="my phone" protocols=imap,pop,smtp created={day} '
                                    rf'expires={day}T\d\d:\d\dZ used=never\Z')
        self.assertRegex(listed[1], rf'\Alabel="scanner" protocols=smtp created={day} expires=never used=never\Z')
        self.refused([*verb, "add", self.dir, "alice@example.test", "--label", "scanner"],
                     'alice@example.test has an app password "scanner" already')
        self.refused([*verb, "add", self.dir, "alice@example.test", "--label", "x", "--protocols", "http"],
                     "the protocols are imap, pop and smtp, divided by commas")
        self.refused([*verb, "add", self.dir, "alice@example.test", "--label", "x", "--expires", "1999-12-31"],
                     "1999-12-31 is past")
        self.refused([*verb, "add", self.dir, "nobody@example.test", "--label", "x"],
                     "there is no account nobody@example.test")
        self.done([*verb, "remove", self.dir, "alice@example.test", "scanner"])
        self.refused([*verb, "remove", self.dir, "alice@example.test", "scanner"],
                     'alice@example.test has no app password "scanner"')
        self.done(["account", "set", self.dir, "alice@example.test", "app_passwords_only", "on"])
        self.done(["account", "set", self.dir, "alice@example.test", "app_passwords_only", "default"])
        return made.stdout.strip()

    def aliases_and_domains(self):
        self.done(["alias", "add", self.dir, "sales@example.test", "alice@example.test", "bob@example.test"])
        self.refused(["alias", "add", self.dir, "x@example.test", "nobody@example.test"],
                     "there is no account nobody@example.test")
        self.done(["alias", "list", self.dir],
                  "postmaster@example.test -> alice@example.test\n"
                  "sales@example.test -> alice@example.test, bob@example.test\n")
        self.done(["alias", "remove", self.dir, "sales@example.test"])
        self.done(["domain", "add", self.dir, "köln.example"])
        self.done(["domain", "list", self.dir], "example.test\nxn--kln-sna.example\n")
        self.done(["domain", "remove", self.dir, "köln.example"])
        self.refused(["domain", "remove", self.dir, "example.test"],
                     "example.test still has addresses, such as alice@example.test")

    def imports(self):
        table = pathlib.Path(self.folder.name) / "accounts.csv"
        table.write_text("address,password\n" + "".join(f'user{i}@example.test,"a,{i}"\n' for i in range(25)))
        self.done(["account", "import", self.dir, table], "Added 25 accounts.\n")
        self.refused(["account", "import", self.dir, table],
                     "user0@example.test is an account already (0 of 25 accounts were added)")
        table.write_text("a@example.test\n")
        self.refused(["account", "import", self.dir, table], f"{table}: line 1: address,password is expected")
        self.refused(["account", "import", self.dir, "/nonexistent"], "/nonexistent cannot be read")
        self.assertEqual(len(run("account", "list", self.dir).stdout.splitlines()), 27)

    def test_administration_stopped(self):
        self.init()
        self.accounts()
        self.app_passwords()
        self.aliases_and_domains()
        self.imports()
        self.done(["account", "remove", self.dir, "bob@example.test"])
        self.done(["check", self.dir], "The store is sound.\n")

    def test_administration_running(self):
        self.init()
        with Running(self.dir) as service:
            self.accounts()
            self.logs_in_with_an_app_password(service, self.app_passwords())
            self.aliases_and_domains()
            self.imports()
            self.done(["check", self.dir], "The store is sound.\n")
            self.done(["account", "remove", self.dir, "bob@example.test"],
                      "Its mail is erased when the service starts next.\n")
            self.assertEqual(service.end(), 0)
            self.assertNotIn("secret", service.log())
        self.done(["check", self.dir], "The store is sound.\n")
        with Running(self.dir):
            pass  # killed
        self.done(["account", "list", self.dir],
                  "\n".join(["alice@example.test", *sorted(f"user{i}@example.test" for i in range(25)), ""]))

    def logs_in_with_an_app_password(self, service, password):
        """Its use is noted, it is not in the log, and what it let in ends with it."""
        verb = ["account", "password"]
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        client = imaplib.IMAP4_SSL("127.0.0.1", self.base + 993, ssl_context=context)
        client.login("alice@example.test", password)
        end = time.monotonic() + DEADLINE
        while "used=never" in run(*verb, "list", self.dir, "alice@example.test").stdout:
            self.assertLess(time.monotonic(), end)
        self.assertRegex(run(*verb, "list", self.dir, "alice@example.test").stdout, r"Z,imap,127\.0\.0\.1\n\Z")
        self.done([*verb, "remove", self.dir, "alice@example.test", "my phone"])
        self.assertEqual(client.readline(), b"* BYE This app password was removed\r\n")
        self.assertEqual(client.readline(), b"")
        client.shutdown()
        service.wait_for_log("a session of account 1 by IMAP ends: This app password was removed")
        self.assertNotIn(password, service.log())

    def test_activity(self):
        """Who is connected, who came, and why somebody does not get in; also when the service has ended."""
        self.init()
        self.add("alice@example.test")
        ask = ["account", "activity", self.dir, "alice@example.test"]
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        with Running(self.dir) as service:
            self.done(ask, "Connected now\n  nobody\nLet in\n  nobody\nNot let in\n  nobody\n")
            client = imaplib.IMAP4_SSL("127.0.0.1", self.base + 993, ssl_context=context)
            client.login("alice@example.test", "secret")
            client.xatom("ID", '("name" "Thunderbird" "version" "140")')
            pop = poplib.POP3_SSL("127.0.0.1", self.base + 995, context=context, timeout=DEADLINE)
            pop.user("alice@example.test")
            with self.assertRaises(poplib.error_proto):
                pop.pass_("wrong")
            pop.quit()
            end = time.monotonic() + DEADLINE
            while run(*ask).stdout.count("nobody") > 0:
                self.assertLess(time.monotonic(), end)
            moment = r"\d{4}-\d\d-\d\dT\d\d:\d\dZ"
            device = r"  IMAP Thunderbird from 127\.0\.0\.1, password of the account"
            self.assertRegex(
                run(*ask).stdout,
                rf"\AConnected now\n{device}: 1 x since {moment}\n"
                rf"Let in\n{device}: last {moment}, first {moment}\n"
                rf"Not let in\n  POP3 from 127\.0\.0\.1: last {moment}, 1 x since {moment}\n"
                r"    The password was wrong\. .*\n\Z")
            self.assertIn("\n    Das Passwort war falsch. ", run(*ask, "--language", "de").stdout)
            self.refused([*ask[:-1], "nobody@example.test"], "there is no account nobody@example.test")
            client.logout()
            self.assertEqual(service.end(), 0)
        self.assertRegex(run(*ask).stdout, rf"\AConnected now\n  nobody\nLet in\n{device}: .*\nNot let in\n  POP3 ")
        self.done(["check", self.dir], "The store is sound.\n")

    # the life of the service

    def test_serve(self):
        self.init()
        with Running(self.dir) as service:
            self.refused(["serve", self.dir], f"the store in {self.dir}/data is in use by another process")
            control = self.dir / "control.sock"
            self.assertEqual(control.stat().st_mode & 0o777, 0o600)
            self.assertEqual(service.end(), 0)
            self.assertEqual(service.output, "ready\n")
            self.assertEqual(service.process.stdout.read(), b"")
        with Running(self.dir) as service:
            service.process.send_signal(signal.SIGINT)
            self.assertEqual(service.process.wait(DEADLINE), 0)

    def test_a_dead_service_leaves_nothing_in_the_way(self):
        self.init()
        with Running(self.dir) as service:
            service.process.kill()
            service.process.wait()
        self.assertTrue((self.dir / "control.sock").exists())
        self.add("alice@example.test")
        with Running(self.dir):
            self.done(["account", "list", self.dir], "alice@example.test\n")

    def test_control_bears_nonsense(self):
        self.init()
        with Running(self.dir) as service:
            for line in (b"\n", b"nonsense\n", b"{}\n", b"[" * 100000 + b"\n", b"\xff\xfe\n",
                         b'{"verb":"frob","arguments":[]}\n', b'{"verb":"account add","arguments":[]}\n'):
                with socket.socket(socket.AF_UNIX) as control:
                    control.connect(str(self.dir / "control.sock"))
                    control.sendall(line)
                    answer = json.loads(control.makefile().readline())
                    self.assertFalse(answer["done"], line)
            with socket.socket(socket.AF_UNIX) as control:
                control.connect(str(self.dir / "control.sock"))  # and says nothing
                self.done(["account", "list", self.dir])
            self.assertEqual(service.end(), 0)

    def test_reload(self):
        self.init()
        settings = self.dir / "postamt.toml"
        good = settings.read_text()
        with Running(self.dir) as service:
            settings.write_text(good.replace('#level = "info"', 'level = "error"').replace("#io_threads = 0", "io_threads = 3"))
            service.process.send_signal(signal.SIGHUP)
            service.wait_for_log("a new start is needed for: server.io_threads")
            settings.write_text(good + "colour = 1\n")
            service.process.send_signal(signal.SIGHUP)
            service.wait_for_log("reload failed, all stays as it is")
            settings.write_text(good)
            (self.dir / "tls/cert.pem").write_text("nonsense")
            service.process.send_signal(signal.SIGHUP)
            service.wait_for_log(f"{self.dir}/tls/cert.pem")
            self.assertEqual(service.end(), 0)
        self.assertEqual(run("serve", self.dir).returncode, 1)

    def test_a_port_in_use(self):
        self.init()
        with socket.socket() as other:
            other.bind(("127.0.0.1", self.base + 993))
            other.listen()
            done = run("serve", self.dir)
            self.assertEqual((done.returncode, done.stdout), (1, ""))
            self.assertIn(f"127.0.0.1:{self.base + 993}", done.stderr)
        with Running(self.dir) as service:
            self.assertEqual(service.end(), 0)

    def test_reload_shows_the_new_certificate(self):
        self.init()

        def certificate():
            context = ssl.create_default_context(cafile=self.dir / "tls/ca.pem")
            raw = socket.create_connection(("127.0.0.1", self.base + 993), timeout=DEADLINE)
            stream = context.wrap_socket(raw, server_hostname="mail.example.test")
            self.addCleanup(stream.close)
            greeting = stream.recv(1000)
            self.assertTrue(greeting.startswith(b"* OK"), greeting)
            return stream, stream.getpeercert(binary_form=True)

        with Running(self.dir) as service:
            old_stream, old = certificate()
            other = pathlib.Path(self.folder.name) / "other"
            done = run("init", other, "--domain", "example.test", "--hostname", "mail.example.test")
            self.assertEqual(done.returncode, 0, done.stderr)
            for name in ("ca.pem", "cert.pem", "key.pem"):
                (self.dir / "tls" / name).write_bytes((other / "tls" / name).read_bytes())
            service.process.send_signal(signal.SIGHUP)
            service.wait_for_log("settings and certificate were read again")
            self.assertNotEqual(certificate()[1], old)
            old_stream.sendall(b"a NOOP\r\n")  # the session of before goes on
            self.assertTrue(old_stream.recv(1000).startswith(b"a OK"))
            self.assertEqual(service.end(), 0)
            self.assertIn(b"* BYE", old_stream.recv(1000))

    def test_demo(self):
        with Running(None, "--ports-from", str(free_base())) as service:
            authority = pathlib.Path(re.search("CA file +(.*)", service.output)[1])
            self.assertTrue(authority.exists())
            self.assertRegex(service.output, r"alice@example\.test +password +[a-z-]{13}\n")
            folder = authority.parent.parent
            self.done(["account", "list", folder], "alice@example.test\nbob@example.test\n")
            self.done(["check", folder], "The store is sound.\n")
            password = re.search(r"alice@example\.test +password +(\S+)", service.output)[1]
            port = int(re.search(r"IMAP +localhost +(\d+) +SSL/TLS", service.output)[1])
            context = ssl.create_default_context(cafile=authority)
            with imaplib.IMAP4_SSL("localhost", port, ssl_context=context) as imap:
                imap.login("alice", password)
                self.assertGreaterEqual(int(imap.select("INBOX")[1][0]), 6)
            self.assertEqual(service.end(), 0)
            self.assertFalse(folder.exists())

    def test_demo_that_is_kept(self):
        base = free_base()
        with Running(self.dir, "--ports-from", str(base)) as service:
            table = service.output.split("ready")[0]
            self.assertIn(f"IMAP      localhost   {base + 993}", table)
            self.assertIn(f"settings   https://localhost:{base + 443}/\n", table)
            self.assertEqual(service.end(), 0)
        with Running(self.dir, "--ports-from", str(base)) as service:
            self.assertEqual(service.output.split("ready")[0], table)
            self.assertEqual(service.end(), 0)
        self.done(["check", self.dir], "The store is sound.\n")
        self.done(["account", "remove", self.dir, "alice@example.test"])
        self.done(["check", self.dir], "The store is sound.\n")
        (self.dir / "demo.txt").unlink()
        self.refused(["demo", self.dir], f"{self.dir} is a service, but no demo; run it with: postamt serve {self.dir}")


if __name__ == "__main__":
    unittest.main()
