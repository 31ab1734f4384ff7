"""Many connections held by processes of their own, because one may not open so many."""
import resource
import socket
import subprocess
import sys

PER_PROCESS = 8000


def raise_limit(pid, wanted):
    """Lets a process open so many files, as far as that is permitted. Gives how many it may."""
    soft, hard = resource.prlimit(pid, resource.RLIMIT_NOFILE)
    for target in (wanted, hard):
        try:
            resource.prlimit(pid, resource.RLIMIT_NOFILE, (target, max(target, hard)))
            return target
        except (PermissionError, ValueError):
            continue
    return soft


class Crowd:
    """`count` connections to a port that read the greeting and then say nothing."""

    def __init__(self, port, count):
        self.holders = []
        for first in range(0, count, PER_PROCESS):
            size = min(PER_PROCESS, count - first)
            self.holders.append(subprocess.Popen([sys.executable, "-B", __file__, str(port), str(size)],
                                                 stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
        self.greeted = 0
        for holder in self.holders:
            self.greeted += int(holder.stdout.readline())

    def leave(self):
        for holder in self.holders:
            holder.stdin.close()
        for holder in self.holders:
            holder.wait()
            holder.stdout.close()


def hold(port, count):
    raise_limit(0, count + 50)
    held, greeted = [], 0
    for _ in range(count):
        try:
            one = socket.create_connection(("127.0.0.1", port), timeout=60)
            held.append(one)
        except OSError:
            break
    for one in held:
        try:
            greeted += one.recv(1000).startswith(b"* OK")
        except OSError:
            pass
    print(greeted, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    hold(int(sys.argv[1]), int(sys.argv[2]))
