"""The settings page in a real browser: what is saved there is looked at by IMAP and POP.

    POSTAMT=build/dev/src/server/postamt PYTHONPATH=tests/clients python3 tests/web/browser_test.py

walk.mjs plays the user (playwright-core, Debian's Chromium) and prints what it saw.
"""
import json
import os
import pathlib
import subprocess

from service import PASSWORD, ServiceTest, main
from wire import Imap, Smtp

WALK = pathlib.Path(__file__).parent / "walk.mjs"


class BrowserTest(ServiceTest):
    def walk(self, name, user, language="de-DE", password=PASSWORD):
        wanted = {"url": f"https://localhost:{self.service.port('web')}/", "user": user, "password": password,
                  "walk": name, "language": language, "pictures": os.environ.get("PICTURES", "")}
        done = subprocess.run(["node", str(WALK), json.dumps(wanted)], capture_output=True, text=True, timeout=300)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return json.loads(done.stdout)

    def pop_login(self, user, password=PASSWORD):
        wire = Smtp(self.service, "pop3s", tls=True)
        self.addCleanup(wire.close)
        wire.line()
        wire.send(f"USER {user}\r\n")
        wire.line()
        wire.send(f"PASS {password}\r\n")
        return wire.line()

    def stat(self, user):
        """How much mail POP lists."""
        wire = Smtp(self.service, "pop3s", tls=True)
        self.addCleanup(wire.close)
        for line in ("", f"USER {user}\r\n", f"PASS {PASSWORD}\r\n", "STAT\r\n"):
            if line:
                wire.send(line)
            answer = wire.line()
        return answer

    def test_switches(self):
        with Imap(self.service, self.alice) as client:
            client.append("INBOX", b"Subject: old\r\n\r\nold\r\n")
        self.assertTrue(self.stat(self.alice).startswith(b"+OK 1 "))
        seen = self.walk("popOff", self.alice)
        self.assertEqual(seen["title"], "Weiterleitung und POP/IMAP")
        self.assertEqual(seen["status"], ["POP ist deaktiviert.", "IMAP ist aktiviert."])
        self.assertRegex(self.pop_login(self.alice), rb"^-ERR \[AUTH\] POP3 is switched off")
        Imap(self.service, self.alice).close()
        seen = self.walk("popFromNowOn", self.alice)
        since = r"\d+\. \w+ \d{4} um \d\d:\d\d"
        self.assertRegex(seen["status"][0], f"^POP ist für E-Mails aktiviert, die seit {since} eingegangen sind\\.$")
        self.assertEqual(self.stat(self.alice), b"+OK 0 0")
        seen = self.walk("popAll", self.alice)
        self.assertEqual(seen["status"][0], "POP ist für alle E-Mails aktiviert.")
        self.assertTrue(self.stat(self.alice).startswith(b"+OK 1 "))
        seen = self.walk("popClassic", self.alice, "en-GB")
        self.assertEqual(seen["title"], "Forwarding and POP/IMAP")
        self.assertEqual(seen["status"], ["POP is enabled for the inbox (classic).", "IMAP is enabled."])
        self.assertRegex(self.pop_login(self.alice), rb"^\+OK")

    def test_app_password(self):
        seen = self.walk("appPassword", self.bob)
        Imap(self.service, self.bob, seen["password"]).close()
        seen = self.walk("removeAppPassword", self.bob)
        self.assertEqual(seen["left"], 0)

    def test_every_tab(self):
        """In both languages, light and dark, on a desk and a phone: sound for assistive technology, and nothing
        that the policy of the page forbids."""
        for language in ("de-DE", "en-GB"):
            seen = self.walk("tabs", self.alice, language)
            self.assertEqual(seen["violations"], [])
            self.assertEqual(seen["complaints"], [])
            self.assertLess(seen["bytes"], 150_000)


if __name__ == "__main__":
    main()
