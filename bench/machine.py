"""The limits of the machine, measured in the same run: no server can be faster than they are."""
from __future__ import annotations

import os
import socket
import ssl
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

PIECE = bytes(range(256)) * 1024  # 256 KB
RECORD = os.urandom(10240)


def limits(folder: Path, seconds: float = 2.0) -> dict[str, float]:
    """Names with units to figures. The folder lies on the disk that the servers use."""
    return {
        "fdatasync of 10 KB appends /s": _syncs(folder, 1, seconds),
        "the same by 16 threads /s": _syncs(folder, 16, seconds),
        "loopback GB/s": _stream(seconds, None, None) / 1e9,
        "TLS 1.3 over loopback GB/s": _tls(folder, seconds) / 1e9,
        "cores": float(os.cpu_count() or 1),
    }


def _syncs(folder: Path, threads: int, seconds: float) -> float:
    """Each thread has a file of its own, as servers with one file a message have."""
    done = [0] * threads

    def work(index: int) -> None:
        with tempfile.TemporaryFile(dir=folder, buffering=0) as file:
            while time.monotonic() < end:
                file.write(RECORD)
                os.fdatasync(file.fileno())
                done[index] += 1

    begin = time.monotonic()
    end = begin + seconds
    workers = [threading.Thread(target=work, args=(i,)) for i in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return sum(done) / (time.monotonic() - begin)


def _tls(folder: Path, seconds: float) -> float:
    key, certificate = folder / "limit-key.pem", folder / "limit-cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-days", "1", "-subj", "/CN=localhost", "-keyout", key, "-out", certificate],
        check=True, capture_output=True)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate, key)
    client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    client.check_hostname = False
    client.verify_mode = ssl.CERT_NONE
    return _stream(
        seconds,
        lambda plain: server.wrap_socket(plain, server_side=True),
        lambda plain: client.wrap_socket(plain))


Wrap = Callable[[socket.socket], socket.socket]


def _stream(seconds: float, server: Wrap | None, client: Wrap | None) -> float:
    """Bytes a second from one process to another."""
    listener = socket.create_server(("127.0.0.1", 0))
    child = os.fork()
    if child == 0:
        connection = listener.accept()[0]
        connection = server(connection) if server else connection
        try:
            while True:
                connection.sendall(PIECE)
        except OSError:
            os._exit(0)
    connection = socket.create_connection(listener.getsockname())
    listener.close()
    connection = client(connection) if client else connection
    buffer = bytearray(len(PIECE))
    got = 0
    begin = time.monotonic()
    while time.monotonic() < begin + seconds:
        got += connection.recv_into(buffer)
    spent = time.monotonic() - begin
    connection.close()
    os.waitpid(child, 0)
    return got / spent
