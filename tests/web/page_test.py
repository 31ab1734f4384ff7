"""The settings page as a browser and as an attacker speak to it, over TLS, and what it does to IMAP and POP.

    POSTAMT=build/dev/src/server/postamt PYTHONPATH=tests/clients python3 tests/web/page_test.py
"""
import http.client
import json
import socket
import ssl

from service import PASSWORD, ServiceTest, main
from wire import Imap, Smtp

API = [  # every call: name, whether it changes something, a body that is right
    ("signOut", True, {}), ("session", False, None), ("servers", False, None), ("access", False, None),
    ("setAccess", True, {"imap": False, "pop": "off"}), ("appPasswords", False, None),
    ("addAppPassword", True, {"label": "intruder", "protocols": ["imap"]}),
    ("removeAppPassword", True, {"label": "phone"}), ("setProfile", True, {"name": "Mallory"}),
    ("changePassword", True, {"current": PASSWORD, "password": "mallory's now"}),
]


class Browser:
    """One browser with its cookie; `ask` gives status, fields and the JSON."""

    def __init__(self, service):
        self.service, self.cookie, self.csrf = service, "", ""
        self.connect()

    def connect(self):
        self.line = http.client.HTTPSConnection("localhost", self.service.port("web"), timeout=60,
                                                context=self.service.tls())

    def close(self):
        self.line.close()

    def send(self, method, path, body=None, **fields):
        headers = {"Cookie": f"__Host-postamt={self.cookie}"} if self.cookie else {}
        if method == "POST":
            headers |= {"Content-Type": "application/json", "X-CSRF-Token": self.csrf}
        headers |= {name.replace("_", "-"): value for name, value in fields.items() if value is not None}
        self.line.request(method, path, body, headers)
        answer = self.line.getresponse()
        text = answer.read()
        if cookie := answer.getheader("Set-Cookie"):
            self.cookie = cookie.split(";")[0].split("=", 1)[1]
        return answer, text

    def ask(self, name, body=None, **fields):
        method = "GET" if body is None else "POST"
        answer, text = self.send(method, f"/api/{name}", None if body is None else json.dumps(body), **fields)
        said = json.loads(text)
        if "csrf" in said:
            self.csrf = said["csrf"]
        return answer.status, said, answer

    def sign_in(self, user, password=PASSWORD):
        status, said, _ = self.ask("signIn", {"user": user, "password": password})
        assert status == 200, said
        return self


class PageTest(ServiceTest):
    settings = {"login.free_failures": 1000, "login.ban_failures": 1000000, "web.request_timeout": 2}

    def browser(self, user=None, password=PASSWORD):
        browser = Browser(self.service)
        self.addCleanup(browser.close)
        return browser.sign_in(user, password) if user else browser

    def imap(self, user, password=PASSWORD):
        client = Imap(self.service, user, password)
        self.addCleanup(client.close)
        return client

    def pop_login(self, user, password=PASSWORD):
        """What PASS is answered."""
        wire = Smtp(self.service, "pop3s", tls=True)
        self.addCleanup(wire.close)
        wire.line()
        wire.send(f"USER {user}\r\n")
        wire.line()
        wire.send(f"PASS {password}\r\n")
        return wire.line()

    def state(self, user):
        """What the operator sees of an account."""
        listed = self.service.run("account", "list", self.service.folder)
        passwords = self.service.run("account", "password", "list", self.service.folder, user)
        return [line for line in listed.splitlines() if line.startswith(user)], passwords

    def assert_problem(self, done, status, name):
        code, said, answer = done
        self.assertEqual((code, said["type"]), (status, f"/problem/{name}"), said)
        self.assertEqual(answer.getheader("Content-Type"), "application/problem+json")
        self.assertEqual(said["status"], status)

    # ---- what it does

    def test_switches_take_effect_at_once(self):
        browser = self.browser(self.alice)
        client = self.imap(self.alice)
        client.send("a IDLE\r\n")
        self.assertEqual(client.line()[:1], b"+")
        self.assertEqual(browser.ask("setAccess", {"imap": False})[1],
                         {"imap": False, "pop": "classic", "fetched": "keep", "popSince": None})
        line = client.line()
        while line == b"* OK still here":
            line = client.line()
        self.assertRegex(line, rb"^\* BYE .*IMAP is switched off")
        with self.assertRaisesRegex(AssertionError, "UNAVAILABLE"):
            self.imap(self.alice)
        self.assertRegex(self.pop_login(self.alice), rb"^\+OK")
        browser.ask("setAccess", {"imap": True, "pop": "off"})
        self.imap(self.alice).ok("NOOP")
        self.assertRegex(self.pop_login(self.alice), rb"^-ERR \[AUTH\] POP3 is switched off")
        self.assertRegex(self.pop_login(self.bob), rb"^\+OK")
        browser.ask("setAccess", {"pop": "classic"})
        self.assertRegex(self.pop_login(self.alice), rb"^\+OK")

    def test_app_passwords(self):
        browser = self.browser(self.bob)
        status, made, _ = browser.ask("addAppPassword", {"label": "tablet", "protocols": ["imap"]})
        self.assertEqual(status, 200)
        client = self.imap(self.bob, made["password"])
        self.assertRegex(self.pop_login(self.bob, made["password"]), rb"^-ERR")
        self.assert_problem(self.browser().ask("signIn", {"user": self.bob, "password": made["password"]}),
                            403, "not-permitted")
        listed = browser.ask("appPasswords")[1]["passwords"]
        self.assertEqual([one["label"] for one in listed], ["tablet"])
        self.assertNotIn(made["password"], json.dumps(listed))
        self.assertEqual(browser.ask("removeAppPassword", {"label": "tablet"})[0], 200)
        self.assertRegex(client.line(), rb"^\* BYE ")

    def test_servers_are_those_that_listen(self):
        said = self.browser(self.alice).ask("servers")[1]
        self.assertEqual(said["host"], "localhost")
        self.assertEqual(len(said["servers"]), 6)
        for server in said["servers"]:
            with socket.create_connection(("127.0.0.1", server["port"]), 30) as line:
                if server["security"] == "tls":
                    with self.service.tls().wrap_socket(line, server_hostname=said["host"]) as secured:
                        self.assertTrue(secured.recv(4))
                else:
                    self.assertTrue(line.recv(4))

    def test_password(self):
        address = self.service.add_account("carol")
        browser, other = self.browser(address), self.browser(address)
        client = self.imap(address)
        done = browser.ask("changePassword", {"current": PASSWORD, "password": "a better horse"})
        self.assertEqual(done[0], 200)
        self.assertRegex(client.line(), rb"^\* BYE ")
        self.assertEqual(browser.ask("session")[0], 200)
        self.assert_problem(other.ask("session"), 401, "not-signed-in")
        self.imap(address, "a better horse").ok("NOOP")

    def test_sign_ins_outlive_the_service(self):
        browser = self.browser(self.bob)
        self.service.stop()
        self.service.start()
        browser.connect()
        self.assertEqual(browser.ask("session")[1]["address"], self.bob)
        self.assertEqual(browser.ask("signOut", {})[0], 200)
        self.assert_problem(browser.ask("session"), 401, "not-signed-in")

    # ---- what it refuses

    def test_no_session_no_call(self):
        before = self.state(self.alice)
        for cookie in ("", "x", "1-" + "0" * 64, "99999999999999999999-" + "0" * 64):
            browser = self.browser()
            browser.cookie = cookie
            for name, _, body in API:
                self.assert_problem(browser.ask(name, body), 401, "not-signed-in")
        self.assertEqual(self.state(self.alice), before)

    def test_no_token_no_change(self):
        alice, bob = self.browser(self.alice), self.browser(self.bob)
        before = self.state(self.alice)
        own = alice.csrf
        for csrf in ("", "0" * 64, bob.csrf, own[:-1]):
            for name, changes, body in API:
                if changes:
                    alice.csrf = csrf
                    self.assert_problem(alice.ask(name, body), 403, "no-csrf-token")
        self.assertEqual(self.state(self.alice), before)

    def test_no_other_site(self):
        alice = self.browser(self.alice)
        before = self.state(self.alice)
        for fields in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec_Fetch_Site": "cross-site"}):
            for name, changes, body in API:
                if changes:
                    self.assert_problem(alice.ask(name, body, **fields), 403, "foreign-origin")
        for kind in ("text/plain", "application/x-www-form-urlencoded", None):
            done = alice.ask("setAccess", {"pop": "off"}, Content_Type=kind or "")
            self.assert_problem(done, 415, "wrong-type")
        self.assertEqual(self.state(self.alice), before)

    def test_nobody_reaches_another(self):
        """Bob says whatever could mean alice: her name, her number, her labels."""
        self.service.run("account", "password", "add", self.service.folder, self.alice, "--label", "phone")
        alice, bob = self.browser(self.alice), self.browser(self.bob)
        before = self.state(self.alice)
        stolen = self.browser()
        for cookie in (alice.cookie.split("-")[0] + "-" + bob.cookie.split("-")[1],
                       bob.cookie.split("-")[0] + "-" + alice.cookie.split("-")[1]):
            stolen.cookie, stolen.csrf = cookie, alice.csrf
            for name, _, body in API:
                self.assert_problem(stolen.ask(name, body), 401, "not-signed-in")
        for name, changes, body in API:
            if not changes or name == "signOut":
                continue
            for field in ("user", "address", "account", "id"):
                self.assert_problem(bob.ask(name, body | {field: self.alice}), 400, "invalid")
        self.assert_problem(bob.ask("removeAppPassword", {"label": "phone"}), 404, "not-there")
        for name in ("session", "access", "appPasswords", "servers"):
            _, text = bob.send("GET", f"/api/{name}?user={self.alice}&id=1")
            self.assertNotIn(b"alice", text)
            self.assertNotIn(b"phone", text)
        self.assertEqual(self.state(self.alice), before)

    def test_unknown_users_look_like_known_ones(self):
        answers = set()
        for user in (self.alice, "nobody@example.test", "x@elsewhere.example", "\u00e4", "a\"b"):
            code, said, answer = self.browser().ask("signIn", {"user": user, "password": "wrong"})
            answers.add((code, json.dumps(said)))
        self.assertEqual(len(answers), 1, answers)

    def test_sizes(self):
        browser = self.browser(self.alice)
        answer, text = browser.send("POST", "/api/setProfile", json.dumps({"name": "x" * 100000}))
        self.assertEqual(answer.status, 413)
        browser.connect()
        self.assert_problem(browser.ask("setProfile", {"name": "x" * 201}), 400, "invalid")
        answer, text = browser.send("GET", "/api/session", X="x" * 20000)
        self.assertEqual(answer.status, 431)
        browser.connect()
        answer, text = browser.send("POST", "/api/setProfile", "[" * 50000)
        self.assertEqual((answer.status, json.loads(text)["type"]), (400, "/problem/invalid"))
        self.assertEqual(browser.ask("session")[1]["name"], "")

    def raw(self):
        line = socket.create_connection(("127.0.0.1", self.service.port("web")), 60)
        secured = self.service.tls().wrap_socket(line, server_hostname="localhost")
        self.addCleanup(secured.close)
        return secured

    def test_slow_and_silent(self):
        line = self.raw()
        line.sendall(b"POST /api/signIn HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n")
        self.assertIn(b"408 Request Timeout", line.recv(65536))
        self.assertEqual(self.browser(self.alice).ask("session")[0], 200)

    def test_smuggling(self):
        """A second request hidden in the body of the first is never answered."""
        for fields in (b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", b"Transfer-Encoding: identity\r\n",
                       b"Transfer-Encoding: chunked, identity\r\n", b"Content-Length: 5\r\nContent-Length: 6\r\n",
                       b"Content-Length : 5\r\n", b"Transfer-Encoding : chunked\r\n"):
            line = self.raw()
            line.sendall(b"POST /robots.txt HTTP/1.1\r\nHost: localhost\r\n" + fields +
                         b"\r\n0\r\n\r\nGET /robots.txt HTTP/1.1\r\nHost: localhost\r\n\r\n")
            said = b""
            while piece := line.recv(65536):
                said += piece
            self.assertRegex(said, rb"^HTTP/1.1 400 ")
            self.assertNotIn(b"200 OK", said)

    def test_only_tls_and_only_http(self):
        with socket.create_connection(("127.0.0.1", self.service.port("web")), 60) as line:
            line.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            self.assertNotIn(b"HTTP/1.1", line.recv(65536))
        context = self.service.tls()
        context.set_alpn_protocols(["imap"])
        line = socket.create_connection(("127.0.0.1", self.service.port("web")), 60)
        self.addCleanup(line.close)
        with self.assertRaises(ssl.SSLError):
            context.wrap_socket(line, server_hostname="localhost")

    def test_protected_by_fields(self):
        browser = self.browser(self.alice)
        for path in ("/robots.txt", "/api/session", "/nowhere"):
            answer, _ = browser.send("GET", path)
            policy = answer.getheader("Content-Security-Policy")
            self.assertTrue(policy.startswith("default-src 'none'"))
            self.assertNotIn("unsafe", policy)
            self.assertIn("frame-ancestors 'none'", policy)
            self.assertEqual(answer.getheader("X-Content-Type-Options"), "nosniff")
            self.assertEqual(answer.getheader("Referrer-Policy"), "no-referrer")
            self.assertIsNone(answer.getheader("Access-Control-Allow-Origin"))

    def test_no_secret_in_the_log(self):
        browser = self.browser(self.alice)
        made = browser.ask("addAppPassword", {"label": "log", "protocols": ["smtp"]})[1]["password"]
        self.browser().ask("signIn", {"user": self.alice, "password": "typed by mistake"})
        log = self.service.log.read_text(errors="replace")
        for secret in (made, browser.cookie, browser.csrf, "typed by mistake", PASSWORD):
            self.assertNotIn(secret, log)


if __name__ == "__main__":
    main()
