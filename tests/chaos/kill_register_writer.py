"""Who administers the service while it is killed, through control.sock as the command line does."""
import json

from kill_writers import Writer
from wire import Smtp, Wire, dot_stuffed, message


class Refused(Exception):
    pass


def control(service, verb, *arguments, secret=""):
    """What the running service answers to one request."""
    with Wire(service, None, unix=service.folder / "control.sock", seconds=120) as wire:
        wire.send(json.dumps({"verb": verb, "arguments": arguments, "secret": secret}) + "\n")
        answer = wire.at_end()
    if not answer.endswith(b"\n"):
        raise EOFError("control.sock gave no answer")
    reply = json.loads(answer)
    if not reply["done"]:
        raise Refused(f"{verb} {arguments}: {reply['text']}")
    return reply["text"]


def register_of(service):
    """As the ledger wants it."""
    lines = [f"{kind} {line}" for kind in ("account", "alias", "domain")
             for line in control(service, f"{kind} list").splitlines()]
    return frozenset(lines)


class RegisterWriter(Writer):
    name = "register"

    def work(self):
        self.register = self.ledger.register
        self.repeat(self.step)

    def lines(self, kind):
        """The names of what this writer has made."""
        mine = self.register.now - self.register.first
        return sorted(line.split(" ")[1] for line in mine if line.startswith(kind + " "))

    def step(self):
        accounts, aliases, domains = (self.lines(kind) for kind in ("account", "alias", "domain"))
        steps = [self.add_alias, self.set, self.add_domain]
        steps += [self.add_account] if len(accounts) < 4 else [self.remove_account]
        steps += [self.set_password] if accounts else []
        steps += [self.remove_alias] if aliases else []
        steps += [self.remove_domain] if domains else []
        self.random.choice(steps)(accounts, aliases, domains)

    def change(self, gone, come, verb, *arguments, secret=""):
        self.register.begin(self.register.now - set(gone) | set(come))
        try:
            control(self.service, verb, *arguments, secret=secret)
        except Refused as refused:
            self.refusal(str(refused))
            return False
        self.register.done()
        self.acknowledged += 1
        return True

    def fresh(self):
        return f"{self.random.getrandbits(40):x}"

    def line_of(self, address):
        """The line of an account, with what is set for it."""
        return next(line for line in self.register.now if line.split(" ")[:2] == ["account", address])

    def add_account(self, *_):
        address, password = f"{self.fresh()}@example.test", self.fresh()
        self.register.passwords[address] = {password}
        if self.change([], [f"account {address}"], "account add", address, secret=password):
            self.deliver(address)

    def deliver(self, address):
        """So that there is something to erase some day."""
        with Smtp(self.service, "lmtp") as client:
            client.reply()
            client.expect(250, "LHLO writer.example")
            client.expect(250, "MAIL FROM:<>")
            code, words = client.ask(f"RCPT TO:<{address}>")  # makes its first mailboxes
            if code == 250:
                client.expect(354, "DATA")
                client.send(dot_stuffed(message("welcome")))
                code, words = client.reply()
            if code != 250:
                self.refusal(f"LMTP: {code} {words}")

    def remove_account(self, accounts, *_):
        address = self.random.choice(accounts)
        self.change([self.line_of(address)], [], "account remove", address)

    def set(self, accounts, *_):
        if not accounts:
            return
        address, quota = self.random.choice(accounts), self.random.randrange(1000000, 9000000)
        self.change([self.line_of(address)], [f"account {address} quota.bytes={quota}"],
                    "account set", address, "quota.bytes", str(quota))

    def set_password(self, accounts, *_):
        address, password = self.random.choice(accounts), self.fresh()
        known = self.register.passwords
        known[address] = known[address] | {password}
        if self.change([], [], "account password", address, secret=password):
            known[address] = {password}

    def add_alias(self, *_):
        address = f"{self.fresh()}@example.test"
        self.change([], [f"alias {address} -> alice@example.test, bob@example.test"],
                    "alias add", address, "alice@example.test", "bob@example.test")

    def remove_alias(self, _, aliases, __):
        address = self.random.choice(aliases)
        self.change([f"alias {address} -> alice@example.test, bob@example.test"], [], "alias remove", address)

    def add_domain(self, *_):
        domain = f"{self.fresh()}.test"
        self.change([], [f"domain {domain}"], "domain add", domain)

    def remove_domain(self, _, __, domains):
        domain = self.random.choice(domains)
        self.change([f"domain {domain}"], [], "domain remove", domain)
