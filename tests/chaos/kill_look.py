"""What is there after a crash, fetched by IMAP, control.sock and from the smart host, and the comparison with
the ledger."""
import os
import re

from kill_imap_writers import SUBSCRIBABLE
from kill_register_writer import control, register_of
from ledger import Found, key_of
from wire import Imap

ALICE, BOB = "alice@example.test", "bob@example.test"
KEPT = 25  # messages that stay in an inbox from round to round


class Picture:
    """What was found: `messages` and `selected` by user and mailbox."""

    def __init__(self):
        self.messages = {}
        self.selected = {}
        self.shelf = {}
        self.validity = {}
        self.register = frozenset()
        self.unasked = []  # differences that were met on the way

    def of_desk(self, desk):
        return {box: self.messages[ALICE, box] for box in desk.boxes}


def fetch_all(client, box):
    """Every message of a mailbox, whole."""
    selected = client.ok(f'EXAMINE "{box}"')
    answer = client.ok("UID FETCH 1:* (UID FLAGS BODY.PEEK[])")
    found = []
    for line in answer.having("BODY[]"):
        head, _, rest = line.partition(b"}\r\n")
        size = int(head.rpartition(b"{")[2])
        words = head.partition(b"BODY[]")[0] + rest[size:]
        flags = re.search(rb"FLAGS \(([^)]*)\)", words)[1].decode().split()
        uid = int(re.search(rb"UID (\d+)", words)[1])
        found.append(Found(uid, frozenset(flags) - {r"\Recent"}, rest[:size]))
    return selected, found


def look_at_shelf(client, picture):
    answer = client.ok('LIST "" "Shelf/*" RETURN (STATUS (MESSAGES UIDVALIDITY))')
    for line in answer.having("* STATUS"):
        found = re.search(rb'STATUS "?([^" ]+)"? \(MESSAGES (\d+) UIDVALIDITY (\d+)\)', line)
        picture.shelf[found[1].decode()] = int(found[2])
        picture.validity[found[1].decode()] = int(found[3])
    for line in client.ok('LIST (SUBSCRIBED) "" "*"').having("* LIST"):
        name = line.rpartition(b" ")[2].decode().strip('"')
        if name in SUBSCRIBABLE:
            picture.shelf[name] = None


def try_a_password(stage, picture):
    """One account that was made while it was killed lets in who knows its password."""
    passwords = stage.ledger.register.passwords
    known = [address for address in passwords if any(line.split()[:2] == ["account", address] for line in picture.register)]
    if not known:
        return
    address = stage.random.choice(known)
    for password in sorted(passwords[address]):
        with Imap(stage.service, seconds=60) as client:
            if client.ask(f'LOGIN "{address}" "{password}"').status == b"OK":
                passwords[address] = {password}
                return
    picture.unasked.append(f"register: no password of {address} is right")


def look(stage, clients):
    picture = Picture()
    places = [(user, "INBOX") for user in clients]
    places += [(ALICE, box) for desk in stage.ledger.desks.values() for box in desk.boxes]
    for user, box in places:
        picture.selected[user, box], picture.messages[user, box] = fetch_all(clients[user], box)
    look_at_shelf(clients[ALICE], picture)
    picture.register = register_of(stage.service)
    picture.unasked += stage.ledger.post.take(stage.smart_host.take())
    return picture


def tidy(clients, ledger, found):
    """Keeps the inboxes short; what is expunged here must stay away too."""
    for user, inbox in ledger.inboxes.items():
        surplus = found.messages[user, "INBOX"][:-KEPT]
        if not surplus:
            continue
        uids = ",".join(str(one.uid) for one in surplus)
        clients[user].ok("SELECT INBOX")
        clients[user].ok(rf"UID STORE {uids} +FLAGS.SILENT (\Deleted)")
        clients[user].ok(f"UID EXPUNGE {uids}")
        inbox.gone([key_of(one.text) for one in surplus])
        found.messages[user, "INBOX"] = found.messages[user, "INBOX"][-KEPT:]


def compare(stage):
    """What is there with what was acknowledged. The service runs and nobody writes."""
    for place in ("spool", "checkpoints"):
        folder = stage.service.folder / "data" / place
        if folder.exists() and (left_over := os.listdir(folder)):
            raise AssertionError(f"left over in {folder}: {left_over}")
    with Imap(stage.service, ALICE, seconds=60) as alice, Imap(stage.service, BOB, seconds=60) as bob:
        clients = {ALICE: alice, BOB: bob}
        for client in clients.values():
            client.ok("ENABLE IMAP4rev2 CONDSTORE")
        found = look(stage, clients)
        try_a_password(stage, found)
        differences = stage.ledger.differences(found)
        differences += [f"check: {line}" for line in control(stage.service, "check").splitlines()]
        if differences:
            raise AssertionError("\n".join(differences[:40]))
        stage.ledger.settle(found)
        tidy(clients, stage.ledger, found)
    return found
