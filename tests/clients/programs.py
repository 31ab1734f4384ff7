"""Running the mail programs of the system."""
import os
import pty
import select
import shutil
import subprocess
import time
import unittest


def need(program):
    if not shutil.which(program):
        raise unittest.SkipTest(f"{program} is not installed")


def run(*words, code=0, seconds=60, text=None, env=None):
    """Runs a program; gives what it wrote to standard output and error, as bytes."""
    done = subprocess.run([str(word) for word in words], input=text, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          timeout=seconds, env={**os.environ, **(env or {})})
    codes = (code,) if isinstance(code, int) else code
    if done.returncode not in codes:
        raise AssertionError(f"{words}: exit {done.returncode}, expected {codes}\n"
                             f"{done.stdout.decode(errors='replace')}")
    return done.stdout


def run_on_terminal(*words, seconds=40, env=None):
    """The same for a program that wants a terminal. Gives exit code and what it painted."""
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update({"TERM": "vt100", "LINES": "40", "COLUMNS": "120", **(env or {})})
        os.execvp(words[0], [str(word) for word in words])
    painted = b""
    deadline = time.monotonic() + seconds
    try:
        while True:
            readable, _, _ = select.select([terminal], [], [], max(0, deadline - time.monotonic()))
            if not readable:
                os.kill(child, 9)
                break
            try:
                data = os.read(terminal, 65536)
            except OSError:
                break  # how Linux tells the end of a terminal
            if not data:
                break
            painted += data
    finally:
        os.close(terminal)
        _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), painted
