"""What all attack tests share: one service with alice and bob, whose smart host is a rogue."""
import base64
import contextlib

import token_issuer
from authority import make_authority
from rogue_host import RogueHost
from service import PASSWORD, SMALL_QUARANTINE, Service, ServiceTest
from wire import Imap, Smtp, Wire

RELAY_USER, RELAY_PASSWORD = "postamt", "relay secret"
SETTINGS = {
    # Wrong passwords come from one address all the time; tests of the throttle are elsewhere.
    "login.free_failures": 1000, "login.ban_failures": 1000000, "login.longest_delay": 0,
    "limits.connections_per_account": 200, "smtp.errors": 1000, "mail.message_bytes": 16 * 1024 * 1024,
    "relay.host": "localhost", "relay.tls": "starttls", "relay.ca_file": "tls/ca.pem",
    "relay.user": RELAY_USER, "relay.password_file": "relay.password",
    "queue.first_retry": 1, "queue.longest_retry": 1,
    "oauth.issuer": token_issuer.NAME, "oauth.audience": token_issuer.AUDIENCE, "oauth.keys_ca": "tls/ca.pem",
    "tls.client_ca": "tls/clients.pem",
}


class AttackTest(ServiceTest):
    """All classes of one run share the service; the last to go (`close_service`) ends and checks it."""
    service = None

    @classmethod
    def setUpClass(cls):
        if AttackTest.service is not None:
            return
        service = Service(SETTINGS, sanitizer_options=SMALL_QUARANTINE)
        try:
            AttackTest.rogue = RogueHost(service.folder / "tls")
            AttackTest.issuer = token_issuer.TokenIssuer(service.folder / "tls")
            service.set({"relay.port": AttackTest.rogue.port, "oauth.keys": AttackTest.issuer.url})
            make_authority(service.folder / "tls")
            (service.folder / "relay.password").write_text(RELAY_PASSWORD + "\n")
            AttackTest.alice = service.add_account("alice")
            AttackTest.bob = service.add_account("bob", "bob's password")
            service.start()
        except BaseException:
            service.kill()
            service.ports.close()
            raise
        AttackTest.service = service

    @classmethod
    def tearDownClass(cls):
        pass

    @classmethod
    def close_service(cls):
        if AttackTest.service is not None:
            AttackTest.rogue.close()
            AttackTest.issuer.close()
            AttackTest.service.close()

    # ---- clients

    def greeted(self, name: str, tls: bool = False) -> Smtp:
        """A connection to any service, whose greeting was read; SMTP and LMTP have said hello."""
        wire = Smtp(self.service, name, tls=tls)
        self.addCleanup(wire.close)
        wire.line()
        if name in ("smtp", "submission", "submissions"):
            wire.expect(250, "EHLO client.example")
        elif name == "lmtp":
            wire.expect(250, "LHLO client.example")
        return wire

    def imap(self, user: str | None = None, password: str = PASSWORD) -> Imap:
        client = Imap(self.service, user, password)
        self.addCleanup(client.close)
        return client

    def pop(self, user: str | None = None, password: str = PASSWORD) -> Wire:
        wire = self.greeted("pop3s", tls=True)
        if user:
            for command in (f"USER {user}", f"PASS {password}"):
                wire.send(command + "\r\n")
                self.assertRegex(wire.line(), rb"^\+OK")
        return wire

    def submission(self, user: str | None = None, password: str = PASSWORD) -> Smtp:
        wire = self.greeted("submissions", tls=True)
        wire.expect(235, "AUTH PLAIN " + plain(user or self.alice, password))
        return wire

    # ---- measures

    @contextlib.contextmanager
    def bounded_memory(self, kilobytes: int = 24 * 1024):
        """The service may not grow by more while the block runs, nor be larger at its end."""
        before = self.service.resident_kilobytes()
        yield
        grown = self.service.resident_kilobytes() - before
        self.assertLess(grown, kilobytes, "the service has grown by so many KB")

    @contextlib.contextmanager
    def cpu(self):
        """Gives a list that holds the CPU seconds of the service when the block is over."""
        spent: list[float] = []
        before = self.service.cpu_seconds()
        yield spent
        spent.append(self.service.cpu_seconds() - before)

    def assert_alive(self):
        """Others are still served."""
        self.imap(self.bob, "bob's password").ok("NOOP")


def plain(user: str, password: str, authorize_as: str = "") -> str:
    """The message of SASL PLAIN."""
    return encoded(f"{authorize_as}\0{user}\0{password}".encode())


def encoded(message: bytes) -> str:
    return base64.b64encode(message).decode()


def flood(wire: Wire, piece: bytes, megabytes: float) -> bool:
    """Sends until the service has had enough and closes (True), or so many MB (False)."""
    wire.socket.settimeout(10)
    try:
        for _ in range(int(megabytes * 1024 * 1024 / len(piece))):
            wire.send(piece)
    except TimeoutError:
        raise AssertionError("the service neither reads nor closes") from None
    except OSError:
        return True
    return False
