"""A private mail service for one test: made in a new directory, served, stopped, checked.

The program under test is named by the environment variable POSTAMT. What the service wrote is shown when
a test fails. At its end the service must exit with 0, say nothing of a sanitizer, and leave a sound store.
"""
import json
import os
import pathlib
import random
import re
import select
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import unittest

DOMAIN = "example.test"
PASSWORD = "correct horse"
STANDARD_PORTS = {"lmtp": 24, "smtp": 25, "pop3": 110, "imap": 143, "submissions": 465, "web": 443, "submission": 587,
                  "imaps": 993, "pop3s": 995}
SANITIZER = re.compile(r"(ERROR: \w+Sanitizer|runtime error:|WARNING: \w+Sanitizer)")
# A small quarantine: freed memory counts as ours otherwise.
SMALL_QUARANTINE = "quarantine_size_mb=2:thread_local_quarantine_size_kb=64"
START_SECONDS = 120
STOP_SECONDS = 60
CHECK_SECONDS = 120


def wait_until(condition, seconds=20, what="it"):
    """Asks until the condition is true; returns what it gave."""
    deadline = time.monotonic() + seconds
    while True:
        result = condition()
        if result:
            return result
        if time.monotonic() > deadline:
            raise AssertionError(f"{what} did not come true in {seconds} s")
        time.sleep(0.05)


class Ports:
    """A thousand ports that nobody else uses. The first of them is never served: who listens on it owns
    the others."""

    def __init__(self):
        bases = list(range(10000, 32000, 1000))
        random.Random(os.getpid() ^ time.time_ns()).shuffle(bases)
        for self.base in bases:
            self.claim = socket.socket()
            try:
                self.claim.bind(("127.0.0.1", self.base))
                self.claim.listen(1)
                self._probe()
                return
            except OSError:
                self.claim.close()
        raise RuntimeError("no free ports between 10000 and 32000")

    def _probe(self):
        for port in STANDARD_PORTS.values():
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(("127.0.0.1", self.base + port))

    def close(self):
        self.claim.close()


class Service:
    def __init__(self, settings=None, folder=None, sanitizer_options=""):
        """`settings`: those that differ, as {"imap.idle_timeout": 1800}. `folder`: where to make it; a
        new temporary directory if not given."""
        self.program = os.environ["POSTAMT"]
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="postamt-"))
        self.folder = pathlib.Path(folder) if folder else self.home / "service"
        self.log = self.home / "log"
        self.ports = Ports()
        self.process = None
        self.environment = dict(os.environ)
        if sanitizer_options:
            self.environment["ASAN_OPTIONS"] = sanitizer_options
        self.run("init", self.folder, "--domain", DOMAIN, "--hostname", "localhost", "--listen", "127.0.0.1",
                 "--ports-from", str(self.ports.base))
        self.set(settings or {})

    # ---- the command line

    def run(self, *words, text="", code=0, seconds=CHECK_SECONDS):
        """Runs `postamt WORDS`, which must end with that code; gives what it wrote."""
        done = subprocess.run([self.program, *map(str, words)], input=text, text=True, env=self.environment,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=seconds)
        if done.returncode != code or SANITIZER.search(done.stdout):
            raise AssertionError(f"postamt {' '.join(map(str, words))}: exit {done.returncode}\n{done.stdout}")
        return done.stdout

    def add_account(self, name, password=PASSWORD):
        address = f"{name}@{DOMAIN}"
        self.run("account", "add", self.folder, address, "--password-stdin", text=password)
        return address

    def check(self):
        self.run("check", self.folder)

    # ---- settings

    def set(self, settings):
        """Writes settings into postamt.toml."""
        file = self.folder / "postamt.toml"
        lines = file.read_text().split("\n")
        for key, value in settings.items():
            section, name = key.split(".")
            start = lines.index(f"[{section}]")
            at = next(i for i in range(start, len(lines)) if re.match(rf"#?{name} = ", lines[i]))
            lines[at] = f"{name} = {json.dumps(value)}"
        file.write_text("\n".join(lines))

    # ---- life

    def spawn(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen([self.program, "serve", str(self.folder)], stdin=subprocess.DEVNULL,
                                            stdout=subprocess.PIPE, stderr=log, env=self.environment)

    def start(self):
        self.spawn()
        readable, _, _ = select.select([self.process.stdout], [], [], START_SECONDS)
        line = self.process.stdout.readline() if readable else b""
        if line != b"ready\n":
            self.kill()
            raise AssertionError(f"the service does not start: {line!r}\n{self.log_tail()}")
        return self

    def stop(self):
        """SIGTERM: sessions end, exit 0."""
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            self.wait()

    def wait(self):
        """Until the service has ended by itself, with exit 0."""
        process, self.process = self.process, None
        try:
            code = process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise AssertionError(f"the service does not end on SIGTERM\n{self.log_tail()}") from None
        finally:
            process.stdout.close()
        self.inspect_log()
        if code != 0:
            raise AssertionError(f"the service ended with {code}\n{self.log_tail()}")

    def kill(self):
        """SIGKILL: nobody is told."""
        process, self.process = self.process, None
        if process is not None:
            process.kill()
            process.wait()
            process.stdout.close()
            self.inspect_log()

    def reload(self):
        self.process.send_signal(signal.SIGHUP)

    def close(self):
        """Ends all and removes the directory."""
        try:
            if self.process is not None and self.process.poll() is not None:
                raise AssertionError(f"the service died with {self.process.returncode}\n{self.log_tail()}")
            self.stop()
            self.check()
        finally:
            self.kill()
            self.ports.close()
            shutil.rmtree(self.home, ignore_errors=True)

    def inspect_log(self):
        if SANITIZER.search(self.log.read_text(errors="replace")):
            raise AssertionError(f"a sanitizer has something to say\n{self.log_tail()}")

    def log_tail(self, lines=80):
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").split("\n")[-lines:])

    # ---- what clients need

    def port(self, name):
        return self.ports.base + STANDARD_PORTS[name]

    @property
    def ca_file(self):
        return str(self.folder / "tls" / "ca.pem")

    def tls(self):
        """What a careful client would use."""
        return ssl.create_default_context(cafile=self.ca_file)

    def resident_kilobytes(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1])

    def cpu_seconds(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def open_files(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))


class ServiceTest(unittest.TestCase):
    """Tests that share a service with alice@ and bob@."""
    settings = {}
    sanitizer_options = ""

    @classmethod
    def setUpClass(cls):
        cls.service = Service(cls.settings, sanitizer_options=cls.sanitizer_options)
        try:
            cls.alice = cls.service.add_account("alice")
            cls.bob = cls.service.add_account("bob")
            cls.prepare()
            cls.service.start()
        except BaseException:
            cls.service.kill()
            cls.service.ports.close()
            raise

    @classmethod
    def prepare(cls):
        """Before the service starts."""

    @classmethod
    def tearDownClass(cls):
        cls.service.close()

    def run(self, result=None):
        before = len(result.failures) + len(result.errors)
        super().run(result)
        if len(result.failures) + len(result.errors) > before:
            print(f"---- the log of the service after {self.id()}\n{self.service.log_tail()}", file=sys.stderr)
        return result


def main():
    unittest.main(module="__main__", verbosity=2)
