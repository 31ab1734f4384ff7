"""Those who change mailboxes by IMAP while the service is killed."""
from kill_writers import Writer
from ledger import Item, key_of
from wire import Imap, message

FLAGS = (r"\Seen", r"\Flagged", r"\Answered", r"\Draft", "$Forwarded", "work")
USER = "alice@example.test"
SUBSCRIBABLE = ("One", "One/Copies", "Two")


def uid_set(items):
    return ",".join(str(item.uid) for item in items)


def numbers(text):
    """The numbers of a set such as 3:5,9."""
    out = []
    for part in text.split(","):
        first, _, last = part.partition(":")
        out += range(int(first), int(last or first) + 1)
    return out


class DeskWriter(Writer):
    """Works on the two mailboxes of a desk."""
    name = "desk"

    def __init__(self, stage, random, desk):
        super().__init__(stage, random)
        self.desk = desk

    def work(self):
        with Imap(self.service, USER) as client:
            self.greet(client)
            self.repeat(lambda: self.step(client))

    def greet(self, client):
        client.ok("ENABLE IMAP4rev2 CONDSTORE")
        self.select(client)

    def promises(self, box):
        return self.ledger.promises[USER, box]

    def select(self, client):
        self.box = self.random.choice(self.desk.boxes)
        self.promises(self.box).told(client.ok(f'SELECT "{self.box}"'))

    def mine(self):
        return [item for item in self.desk.now if item.box == self.box]

    def step(self, client):
        mine = self.mine()
        if len(mine) < 3:
            return self.append(client)
        if len(mine) > 30:
            return self.expunge(client, self.random.sample(mine, 15))
        chosen = self.random.sample(mine, self.random.randint(1, min(len(mine), 8)))
        return self.random.choices(
            (lambda: self.append(client), lambda: self.store(client, chosen), lambda: self.copy(client, chosen),
             lambda: self.move(client, chosen), lambda: self.expunge(client, chosen), lambda: self.select(client)),
            (4, 4, 2, 2, 2, 1))[0]()

    def command(self, client, command, after):
        """One change: noted, sent, acknowledged. None if it was refused."""
        self.desk.begin(after)
        answer = client.ask(command)
        if answer.status != b"OK":
            self.refusal(f"IMAP: {command[:80]!r}: {answer}")
            self.recover(client)
            return None
        self.desk.done()
        self.promises(self.box).told(answer)
        self.acknowledged += 1
        return answer

    def recover(self, client):
        """After a refusal that was not a surprise."""

    def learn(self, uids):
        """The UIDs of messages that were new in a box: the last items."""
        start = len(self.desk.now) - len(uids)
        new = [item._replace(uid=uid) for item, uid in zip(self.desk.now[start:], uids)]
        self.desk.now[start:] = new
        for item in new:
            self.promises(item.box).gave(item.uid, item.key)

    def append(self, client):
        """APPEND of one to three messages, which come together (RFC 3502)."""
        new, command = [], f'APPEND "{self.box}"'.encode()
        for _ in range(self.random.randint(1, 3)):
            text, flags = self.letter(), self.some_flags()
            self.desk.texts[key_of(text)] = text
            new.append(Item(self.box, 0, key_of(text), frozenset(flags)))
            command += f" ({' '.join(flags)}) {{{len(text)}+}}\r\n".encode() + text
        if answer := self.command(client, command, self.desk.now + new):
            self.learn(numbers(answer.code("APPENDUID").split()[1]))

    def some_flags(self):
        return self.random.sample(FLAGS, self.random.randint(0, 3))

    def store(self, client, chosen):
        flags, mode = frozenset(self.some_flags()), self.random.choice(("+", "-", ""))
        change = {"+": lambda old: old | flags, "-": lambda old: old - flags, "": lambda old: flags}[mode]
        after = [item._replace(flags=change(item.flags)) if item in chosen else item for item in self.desk.now]
        self.command(client, f"UID STORE {uid_set(chosen)} {mode}FLAGS.SILENT ({' '.join(flags)})", after)

    def other(self):
        return next(box for box in self.desk.boxes if box != self.box)

    def copy(self, client, chosen):
        chosen = sorted(chosen, key=lambda item: item.uid)
        new = [item._replace(box=self.other(), uid=0) for item in chosen]
        if answer := self.command(client, f'UID COPY {uid_set(chosen)} "{self.other()}"', self.desk.now + new):
            self.learn(numbers(answer.code("COPYUID").split()[2]))

    def move(self, client, chosen):
        chosen = sorted(chosen, key=lambda item: item.uid)
        new = [item._replace(box=self.other(), uid=0) for item in chosen]
        rest = [item for item in self.desk.now if item not in chosen]
        if answer := self.command(client, f'UID MOVE {uid_set(chosen)} "{self.other()}"', rest + new):
            self.learn(numbers(answer.code("COPYUID").split()[2]))

    def expunge(self, client, chosen):
        deleted = [item._replace(flags=item.flags | {r"\Deleted"}) for item in chosen]
        rest = [item for item in self.desk.now if item not in chosen]
        if self.command(client, rf"UID STORE {uid_set(chosen)} +FLAGS.SILENT (\Deleted)", rest + deleted):
            self.command(client, f"UID EXPUNGE {uid_set(chosen)}", rest)


class ShelfWriter(Writer):
    """Makes, fills, renames and deletes mailboxes below Shelf/."""
    name = "shelf"

    def work(self):
        self.shelf = self.ledger.shelf
        with Imap(self.service, USER) as client:
            self.repeat(lambda: self.step(client))

    def step(self, client):
        boxes = [name for name, count in self.shelf.now.items() if count is not None]
        if len(boxes) < 3 or (len(boxes) < 12 and self.random.random() < 0.4):
            return self.create(client, boxes)
        return self.random.choice((self.fill, self.rename, self.delete, self.subscribe))(client, boxes)

    def command(self, client, command, after):
        self.shelf.begin(after)
        answer = client.ask(command)
        if answer.status != b"OK":
            self.refusal(f"IMAP: {command[:80]!r}: {answer}")
            self.recover(client)
            return
        self.shelf.done()
        self.acknowledged += 1

    def recover(self, client):
        """After a refusal that was not a surprise."""

    def new_name(self, boxes):
        """At the top or below another."""
        top = self.random.choice(["Shelf"] + [box for box in boxes if box.count("/") == 1])
        return f"{top}/{self.random.getrandbits(40):x}"

    def create(self, client, boxes):
        name = self.new_name(boxes)
        self.command(client, f'CREATE "{name}"', {**self.shelf.now, name: 0})

    def fill(self, client, boxes):
        box = self.random.choice(boxes)
        text = message("on the shelf")
        self.command(client, f'APPEND "{box}" {{{len(text)}+}}\r\n'.encode() + text,
                     {**self.shelf.now, box: self.shelf.now[box] + 1})

    def rename(self, client, boxes):
        """Takes those below along; subscriptions stay where they are (RFC 9051 section 6.3.6)."""
        old = self.random.choice(boxes)
        new = f"Shelf/{self.random.getrandbits(40):x}"

        def moved(name, count):
            inside = count is not None and (name == old or name.startswith(old + "/"))
            return new + name[len(old):] if inside else name
        after = {moved(name, count): count for name, count in self.shelf.now.items()}
        self.command(client, f'RENAME "{old}" "{new}"', after)

    def delete(self, client, boxes):
        leaves = [box for box in boxes if not any(other.startswith(box + "/") for other in boxes)]
        name = self.random.choice(leaves)
        self.command(client, f'DELETE "{name}"', {box: count for box, count in self.shelf.now.items() if box != name})

    def subscribe(self, client, _):
        """To mailboxes that stay."""
        name = self.random.choice(SUBSCRIBABLE)
        if name in self.shelf.now:
            after = {box: count for box, count in self.shelf.now.items() if box != name}
            self.command(client, f'UNSUBSCRIBE "{name}"', after)
        else:
            self.command(client, f'SUBSCRIBE "{name}"', {**self.shelf.now, name: None})
