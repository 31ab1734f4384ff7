"""Class hash_flooding: no table that a client fills can be made slow by the choice of its keys.

CVE-2021-33582 (Cyrus). Here the tables themselves are counted; that the keyed hash resists chosen keys is
`base/keyed_hash_test.cpp`.
"""
import pathlib
import re
import unittest

SOURCE = pathlib.Path(__file__).parents[2] / "src"
TABLE = re.compile(r"unordered_(?:multi)?(?:map|set)<\s*([\w:]+(?:::\w+)*)([^;]*);", re.DOTALL)

# Keyed by what no client chooses freely, or holding no more than one command brings: (file, key).
HARMLESS = {
    ("mime/kept_fields.cpp", "std::string"): "the names of a fixed list of ours",
    ("net/roster.h", "Stream*"): "addresses in memory",
    ("mail/account_pool.h", "AccountId"): "numbers that we give",
    ("accounts/session_limit.cpp", "mail::AccountId"): "numbers that we give",
    ("accounts/login_throttle.h", "std::uint64_t"): "SipHash under a secret key",
    ("accounts/password_cache.h", "std::uint64_t"): "a MAC under a secret key",
    ("store/watchers.h", "Partition"): "numbers that we give",
    ("store/rocks/committer.h", "Partition"): "numbers that we give",
    ("store/rocks/stage.h", "Partition"): "numbers that we give",
    ("store/rocks/stage.h", "BlobId"): "what one commit brings",
    ("store/rocks/stage.cpp", "BlobId"): "what one commit brings",
    ("store/rocks/pins.h", "BlobId"): "bodies in use at this moment",
    ("pop/choice.cpp", "store::BlobId"): "hashes over a Received field with our random id in it, or of the user's own making",
    ("pop/login_pace.h", "mail::AccountId"): "numbers that we give",
    ("queue/queue.h", "store::BlobId"): "hashes over a Received field with our random id in it",
    ("mail/sort_keys.h", "std::uint64_t"): "SipHash under a secret key",
    ("mail/draft.h", "std::string"): "what one fold of changes writes",
    ("mail/draft.h", "store::BlobId"): "what one fold of changes writes",
}


class HashFlooding(unittest.TestCase):
    def test_every_table_is_keyed_or_harmless(self):
        seen, wrong = 0, []
        for path in sorted([*SOURCE.rglob("*.h"), *SOURCE.rglob("*.cpp")]):
            name = path.relative_to(SOURCE).as_posix()
            if name.endswith("_test.cpp") or path.name.startswith("test_"):
                continue
            text = re.sub(r"//.*", "", path.read_text())
            for key, rest in TABLE.findall(text):
                seen += 1
                key += "*" if rest.startswith("*") else ""
                if "KeyedHash" not in rest and (name, key) not in HARMLESS:
                    wrong.append(f"src/{name}: a table keyed by {key}: use KeyedHash, or say in this test why not")
        self.assertGreater(seen, 10)
        self.assertEqual(wrong, [])

    def test_strings_are_hashed_by_us(self):
        """std::hash of text appears nowhere: its collisions can be computed."""
        for path in sorted([*SOURCE.rglob("*.h"), *SOURCE.rglob("*.cpp")]):
            if not path.name.endswith("_test.cpp"):
                self.assertNotRegex(path.read_text(), r"std::hash<std::string", path)
