"""The accounts of a measurement: q1@example.test to qN@example.test with one password.

The peer keeps the password of these under a quick hash, so that 50 ms of hashing do not hide what a workload
measures; with Postamt they have logged in once before. Accounts u1 to uN are for the workload that measures
logins: the same strong hash on both sides.
"""
from __future__ import annotations

import ctypes
import ctypes.util
from dataclasses import dataclass

DOMAIN = "example.test"
PASSWORD = "Blaue-Tinte-27"

# As Postamt hashes passwords (src/accounts/credentials.h).
ARGON2ID_PASSES = 3
ARGON2ID_MEMORY = 48 << 20


@dataclass(frozen=True)
class Accounts:
    count: int
    prefix: str = "q"

    def addresses(self) -> list[str]:
        return [f"{self.prefix}{number}@{DOMAIN}" for number in range(1, self.count + 1)]


def argon2id(password: str) -> str:
    """The hash in PHC form, made by the library that Postamt uses too."""
    name = ctypes.util.find_library("sodium") or "libsodium.so.23"
    sodium = ctypes.CDLL(name)
    sodium.sodium_init()
    out = ctypes.create_string_buffer(128)
    secret = password.encode()
    code = sodium.crypto_pwhash_str(
        out, secret, ctypes.c_ulonglong(len(secret)),
        ctypes.c_ulonglong(ARGON2ID_PASSES), ctypes.c_size_t(ARGON2ID_MEMORY))
    if code != 0:
        raise MemoryError("libsodium cannot hash a password")
    return out.value.decode()
