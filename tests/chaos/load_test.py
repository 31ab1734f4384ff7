"""Load: crowds of connections, clients that do not read, or stop in the middle, or vanish.

Memory stays bounded, everything is given back, and others go on being served. How long those wait is
printed, and judged unless --p99 is 0.
"""
import argparse
import contextlib
import os
import resource
import socket
import statistics
import sys
import threading
import time

from load_crowd import Crowd, raise_limit
from service import Service, wait_until
from wire import Imap, Wire, deliver, large_message, message

#: What a connection that has not logged in may cost at most, in kilobytes of the service's memory. The
#: sanitizers' allocator keeps more.
PER_CONNECTION = 24
#: What one that does not read may cost.
PER_SLOW_READER = 1024
WRITE_TIMEOUT = 6
SETTINGS = {"limits.connections": 30000, "limits.connections_per_account": 2000, "imap.login_timeout": 3600,
            "limits.write_timeout": WRITE_TIMEOUT}
TCP_REPAIR = 19  # Linux: a socket closed in repair mode says nothing to the other side


class Watch(threading.Thread):
    """A user who goes on working: reads, changes, appends, receives."""

    def __init__(self, service, user):
        super().__init__()
        self.service, self.user = service, user
        self.waits, self.failure, self.over = [], None, threading.Event()
        self.start()

    def run(self):
        try:
            with Imap(self.service, self.user, seconds=60) as client:
                client.append("INBOX", message("mine"))
                client.ok("SELECT INBOX")
                for number in range(1000000):
                    if self.over.is_set():
                        return
                    flag = "+" if number % 2 else "-"
                    for command in ("NOOP", "FETCH 1 (FLAGS ENVELOPE)", rf"STORE 1 {flag}FLAGS (\Flagged)"):
                        begin = time.monotonic()
                        client.ok(command)
                        self.waits.append(time.monotonic() - begin)
                    time.sleep(0.01)
        except BaseException as failure:  # to be raised where it is waited for
            self.failure = failure

    def end(self):
        """Gives the median and the 99th percentile of the waits in milliseconds."""
        self.over.set()
        self.join()
        if self.failure:
            raise self.failure
        parts = statistics.quantiles(self.waits, n=100)
        return parts[49] * 1000, parts[98] * 1000


class Load:
    def __init__(self, options):
        self.options = options
        # Else the memory that was freed stays for a while.
        self.service = Service(SETTINGS, sanitizer_options="quarantine_size_mb=1:thread_local_quarantine_size_kb=16")
        self.alice = self.service.add_account("alice")
        self.bob = self.service.add_account("bob")
        self.service.start()
        self.is_sanitized = b"__asan_init" in open(self.service.program, "rb").read()
        self.problems = []

    def trial(self, name, act):
        """Runs a trial while bob goes on working; afterwards everything must be given back."""
        files = self.service.open_files()
        watch = Watch(self.service, self.bob)
        wait_until(lambda: watch.waits or watch.failure, 60, "the first wait")
        note = act() or ""
        median, p99 = watch.end()
        wait_until(lambda: self.service.open_files() <= files + 8, 60, f"{name}: the end of its connections")
        if os.listdir(self.service.folder / "data" / "spool"):
            self.problems.append(f"{name}: files stay in the spool")
        print(f"{name}: {note}; others waited {median:.1f} ms, p99 {p99:.1f} ms", flush=True)
        if self.options.p99 and p99 > self.options.p99:
            self.problems.append(f"{name}: p99 is {p99:.1f} ms")

    def expect(self, holds, words):
        if not holds:
            self.problems.append(words)

    def crowd(self):
        """Connections that only sit there."""
        wanted = self.options.connections
        allowed = raise_limit(self.service.process.pid, wanted + 1000)
        count = min(wanted, allowed - 500)
        if count < wanted:
            print(f"only {count} connections: the service may open no more than {allowed} files")
        before = self.service.resident_kilobytes()
        crowd = Crowd(self.service.port("imap"), count)
        try:
            each = (self.service.resident_kilobytes() - before) / count
            self.expect(crowd.greeted == count, f"{count - crowd.greeted} of {count} were not greeted")
            self.expect(each <= PER_CONNECTION * (4 if self.is_sanitized else 1), f"a connection costs {each:.1f} KB")
            deliver(self.service, self.alice, message("in the crowd"))
            time.sleep(1)
        finally:
            crowd.leave()
        return f"{crowd.greeted} connections, {each:.1f} KB each"

    def slow(self, act):
        """Clients that ask for everything and then `act`; the service ends them itself."""
        before, highest = self.service.resident_kilobytes(), 0
        with contextlib.ExitStack() as stack:
            clients = []
            for _ in range(self.options.readers):
                client = stack.enter_context(Imap(self.service, self.alice, seconds=60))
                client.ok("SELECT Archive")
                client.begin("FETCH 1:* (BODY.PEEK[])")
                clients.append(client)
            deadline = time.monotonic() + 10 * WRITE_TIMEOUT
            gone = 0
            while gone < len(clients) and time.monotonic() < deadline:
                for client in clients:
                    act(client)
                highest = max(highest, self.service.resident_kilobytes())
                time.sleep(0.5)
                gone = len(clients) - self.connected(clients)
            self.expect(gone == len(clients), f"{len(clients) - gone} that do not read are still connected")
        each = (highest - before) / len(clients)
        self.expect(each <= PER_SLOW_READER * (4 if self.is_sanitized else 1), f"a slow reader costs {each:.0f} KB")
        return f"{len(clients)} clients, {each:.0f} KB each at most, all disconnected"

    def connected(self, clients):
        """How many of them the service still holds, by the inodes of its side of the connections."""
        ports = {client.socket.getsockname()[1] for client in clients}
        with open("/proc/net/tcp", encoding="ascii") as table:
            lines = [line.split() for line in table.readlines()[1:]]
        server = self.service.port("imaps")
        return sum(int(line[1].split(":")[1], 16) == server and int(line[2].split(":")[1], 16) in ports
                   and line[3] == "01" for line in lines)

    def never(self):
        return self.slow(lambda client: None)

    def bytewise(self):
        def one_byte(client):
            client.socket.settimeout(0.05)
            with contextlib.suppress(OSError):
                client.socket.recv(1)
        return self.slow(one_byte)

    def torn(self):
        """APPEND and DATA that stop in the middle of a message."""
        text = large_message("torn", 400000)
        before = self.service.resident_kilobytes()
        with contextlib.ExitStack() as stack:
            for number in range(self.options.readers):
                client = stack.enter_context(Imap(self.service, self.alice, seconds=60))
                client.send(b"a APPEND INBOX {%d+}\r\n" % len(text) + text[:300000 + number])
            for number in range(self.options.readers):
                wire = stack.enter_context(Wire(self.service, "lmtp"))
                wire.send(b"LHLO a\r\nMAIL FROM:<>\r\nRCPT TO:<%s>\r\nDATA\r\n" % self.alice.encode() + text[:300000])
            time.sleep(2)
            each = (self.service.resident_kilobytes() - before) / self.options.readers / 2
        self.expect(each <= PER_SLOW_READER * (4 if self.is_sanitized else 1), f"a torn upload costs {each:.0f} KB")
        return f"{2 * self.options.readers} uploads, {each:.0f} KB each"

    def vanished(self):
        """Clients that are gone without a word, as when a cable is pulled."""
        idling = []
        for _ in range(self.options.readers):
            client = Imap(self.service, self.alice, seconds=60)
            client.ok("SELECT INBOX")
            client.begin("IDLE")
            client.line()
            idling.append(client)
        for client in idling:
            raw = socket.socket(fileno=os.dup(client.socket.fileno()))
            try:
                raw.setsockopt(socket.IPPROTO_TCP, TCP_REPAIR, 1)
            except OSError as reason:
                for one in idling:
                    one.close()
                return f"left out, connections cannot be made half-open here ({reason.strerror})"
            client.close()
            raw.close()
        # What is told to them shows that they are gone.
        for _ in range(3):
            deliver(self.service, self.alice, message("to nobody"))
            time.sleep(0.2)
        return f"{len(idling)} clients"

    def flood(self):
        """Connections that come and go as fast as they can."""
        end, count = time.monotonic() + self.options.flood, 0
        while time.monotonic() < end:
            for name in ("imap", "pop3", "smtp", "lmtp", "imaps"):
                with contextlib.suppress(OSError):
                    with socket.create_connection(("127.0.0.1", self.service.port(name)), timeout=5) as one:
                        count += 1
                        if count % 3 == 0:
                            one.sendall(b"x\r\n")
        return f"{count} connections in {self.options.flood} s"

    def settled_files(self):
        """How many files are open once those of former trials are closed."""
        counts = [self.service.open_files()]

        def is_settled():
            time.sleep(0.5)
            counts.append(self.service.open_files())
            return counts[-1] >= counts[-2]

        wait_until(is_settled, 60, "the end of former connections")
        return counts[-1]

    def descriptors(self):
        """As many as there may be are open; then some go."""
        pid = self.service.process.pid
        soft, hard = resource.prlimit(pid, resource.RLIMIT_NOFILE)
        limit = self.settled_files() + 60
        resource.prlimit(pid, resource.RLIMIT_NOFILE, (limit, hard))
        crowd = [socket.create_connection(("127.0.0.1", self.service.port("imap")), timeout=5) for _ in range(150)]
        try:
            wait_until(lambda: self.service.open_files() >= limit - 3, what="the last descriptor")
            before = self.service.cpu_seconds()
            time.sleep(2)
            self.expect(self.service.cpu_seconds() - before < 1.2, "accept spins without descriptors")
        finally:
            for one in crowd:
                one.close()
        with contextlib.closing(wait_until(self.enter, 30, "service after the crowd")):
            resource.prlimit(pid, resource.RLIMIT_NOFILE, (soft, hard))
        return f"{limit} descriptors"

    def enter(self):
        with contextlib.suppress(OSError, EOFError):
            return Imap(self.service, self.alice, seconds=5)
        return None

    def run(self):
        with Imap(self.service, self.alice, seconds=60) as client:
            client.append("Archive", large_message("large", 4000000))
            client.ok("SELECT Archive")
            for _ in range(3):
                client.ok("COPY 1:* Archive")
        for trial in (self.crowd, self.never, self.bytewise, self.torn, self.vanished, self.flood, self.descriptors):
            self.trial(trial.__name__, trial)
        for problem in self.problems:
            print(f"WRONG: {problem}")
        return 1 if self.problems else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--connections", type=int, default=20000)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--flood", type=int, default=20, help="seconds")
    parser.add_argument("--p99", type=float, default=50, help="milliseconds; 0: not judged")
    load = Load(parser.parse_args())
    try:
        return load.run()
    finally:
        load.service.close()


if __name__ == "__main__":
    sys.exit(main())
