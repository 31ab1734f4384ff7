"""What was acknowledged, and the comparison with what is there after a crash.

Places are kept apart by who changes them. An *inbox* is filled by deliveries and emptied by POP sessions, by
many at once: each message has a state of its own. A *desk* (two mailboxes), a *shelf* (names of mailboxes) and
the *register* (accounts and addresses) each belong to one writer, who does one thing at a time: what is there
must be the picture before the command under way, or the picture after it, nothing between. The *post* is mail
for other servers: it waits in the queue or has arrived.
"""
import collections
import re

# States of a message.
COMING, THERE, GOING, GONE = "coming", "there", "going", "gone"

#: A message as it is found: `text` whole, `flags` without \Recent.
Found = collections.namedtuple("Found", "uid flags text")

#: A message on a desk: `uid` 0 if it is not known yet.
Item = collections.namedtuple("Item", "box uid key flags")


def key_of(text):
    """The Message-ID, which names a message for us."""
    found = re.search(rb"(?m)^Message-ID: <([^>]+)>", text)
    return found[1].decode() if found else None


def is_sound(text, sent):
    """What was sent, behind trace headers."""
    trace = text[:-len(sent)]
    return text.endswith(sent) and len(trace) < 2000 and (not trace or trace.endswith(b"\r\n"))


class Promises:
    """What IMAP promises of a mailbox for good (RFC 9051 section 2.3.1.1, RFC 7162 section 3.1)."""

    def __init__(self):
        self.validity = None
        self.uid_next = 1
        self.modseq = 0
        self.keys = {}  # UID -> message, of all that ever had one

    def told(self, answer):
        """Notes what an answer of the server says of the selected mailbox."""
        for line in [answer.text] + answer.untagged:
            for number in re.findall(rb"MODSEQ \(?(\d+)", line):
                self.modseq = max(self.modseq, int(number))
            for number in re.findall(rb"UIDNEXT (\d+)", line):
                self.uid_next = max(self.uid_next, int(number))

    def gave(self, uid, key):
        self.keys[uid] = key
        self.uid_next = max(self.uid_next, uid + 1)

    def differences(self, box, selected, found):
        validity = selected.code("UIDVALIDITY")
        uid_next, modseq = int(selected.code("UIDNEXT")), int(selected.code("HIGHESTMODSEQ"))
        if self.validity not in (None, validity):
            yield f"{box}: UIDVALIDITY was {self.validity} and is {validity}"
        if uid_next < self.uid_next:
            yield f"{box}: UIDNEXT was {self.uid_next} and is {uid_next}"
        if modseq < self.modseq:
            yield f"{box}: HIGHESTMODSEQ was {self.modseq} and is {modseq}"
        for one in found:
            had = self.keys.get(one.uid)
            if had not in (None, key_of(one.text)):
                yield f"{box}: UID {one.uid} was {had} and is {key_of(one.text)}"
            if one.uid >= uid_next:
                yield f"{box}: UID {one.uid} is not below UIDNEXT {uid_next}"

    def settle(self, selected, found):
        self.validity = selected.code("UIDVALIDITY")
        self.told(selected)
        for one in found:
            self.gave(one.uid, key_of(one.text))


class Letter:
    """One message in one inbox."""

    def __init__(self, text):
        self.text = text
        self.state = COMING
        self.farewell = None  # the POP session that deletes it


class Inbox:
    def __init__(self):
        self.letters = {}

    # From several threads; each of these steps is one for Python too.

    def coming(self, text):
        self.letters[key_of(text)] = Letter(text)

    def there(self, key):
        """Unless a POP session was faster than the answer to who delivered it."""
        if self.letters[key].state == COMING:
            self.letters[key].state = THERE

    def going(self, keys, farewell):
        for key in keys:
            self.letters[key].farewell = farewell
            self.letters[key].state = GOING

    def gone(self, keys):
        for key in keys:
            self.letters[key].state = GONE

    def differences(self, name, found):
        by_key = collections.defaultdict(list)
        for one in found:
            by_key[key_of(one.text)].append(one)
        for key, ones in by_key.items():
            letter = self.letters.get(key)
            if letter is None:
                yield f"{name}: {key} was never sent"
                continue
            if len(ones) > 1:
                yield f"{name}: {key} is there {len(ones)} times"
            if letter.state == GONE:
                yield f"{name}: {key} was deleted and is back"
            for one in ones:
                if letter.text is not None and not is_sound(one.text, letter.text):
                    yield f"{name}: {key} is not what was sent"
        for key, letter in self.letters.items():
            if letter.state == THERE and key not in by_key:
                yield f"{name}: {key} was acknowledged and is lost"
        yield from self._half_done(name, by_key)

    def _half_done(self, name, by_key):
        """QUIT deletes all or nothing."""
        sessions = collections.defaultdict(set)
        for key, letter in self.letters.items():
            if letter.state == GOING:
                sessions[letter.farewell].add(key in by_key)
        for farewell, kept in sessions.items():
            if len(kept) > 1:
                yield f"{name}: QUIT {farewell} deleted some of its messages only"

    def settle(self, found):
        """What was under way is decided now."""
        keys = {key_of(one.text) for one in found}
        for key, letter in list(self.letters.items()):
            if letter.state in (COMING, GOING):
                letter.state = THERE if key in keys else GONE
            if letter.state == GONE:
                letter.text = None


class Owned:
    """What one writer alone changes: as acknowledged, and as it will be after the command under way."""

    def __init__(self, now):
        self.now = now
        self.after = None

    def begin(self, after):
        self.after = after

    def done(self):
        self.now, self.after = self.after, None

    def undone(self):
        self.after = None

    def pictures(self):
        return [self.now] + ([self.after] if self.after is not None else [])


class Desk(Owned):
    """Messages in mailboxes, a list of Items."""

    def __init__(self, boxes):
        super().__init__([])
        self.boxes = boxes
        self.texts = {}

    @staticmethod
    def _counts(items):
        return collections.Counter((item.box, item.key, item.flags) for item in items)

    def items(self, found):
        return [Item(box, one.uid, key_of(one.text), one.flags) for box in self.boxes for one in found[box]]

    def differences(self, name, found):
        """`found`: box -> messages."""
        there = self.items(found)
        for box in self.boxes:
            for one in found[box]:
                if one.text != self.texts.get(key_of(one.text)):
                    yield f"{name}/{box}: message {one.uid} is not what was appended"
        matching = [items for items in self.pictures() if self._counts(items) == self._counts(there)]
        if not matching:
            for items, when in zip(self.pictures(), ("before", "after")):
                lost, extra = self._counts(items) - self._counts(there), self._counts(there) - self._counts(items)
                yield f"{name}: not as {when} the last command: missing {dict(lost)}, not expected {dict(extra)}"
            return
        at = {(item.box, item.uid): item for item in there}
        wrong = [item for item in matching[0] if item.uid and at.get((item.box, item.uid)) != item]
        for item in wrong:
            yield f"{name}: {item} has another UID, another message has its UID, or other flags"

    def settle(self, found):
        self.now, self.after = self.items(found), None
        kept = {item.key for item in self.now}
        self.texts = {key: text for key, text in self.texts.items() if key in kept}


class Shelf(Owned):
    """Names of mailboxes and how many messages each has; subscriptions are names with None."""

    def __init__(self):
        super().__init__({})
        self.validity = {}  # the last UIDVALIDITY of a name

    def differences(self, name, found, validity):
        if found not in self.pictures():
            yield f"{name}: found {found}, expected one of {self.pictures()}"
        for box, number in validity.items():
            if number < self.validity.get(box, 0):
                yield f"{name}: UIDVALIDITY of {box} went back"

    def settle(self, found, validity):
        self.now, self.after = found, None
        self.validity.update(validity)


class Register(Owned):
    """Lines that `account list`, `alias list` and `domain list` show, a frozenset."""

    def __init__(self):
        super().__init__(frozenset())
        self.first = frozenset()
        self.passwords = {}  # address -> those that may be right, of accounts that the writer made

    def begin_with(self, lines):
        """What there is before anything is changed, and stays."""
        self.first = self.now = lines

    def differences(self, found):
        if found not in self.pictures():
            yield "register: " + "; or ".join(
                f"missing {sorted(lines - found)}, not expected {sorted(found - lines)}" for lines in self.pictures())

    def settle(self, found):
        self.now, self.after = found, None


class Post:
    """Mail for other servers. It may arrive twice when the service ends in the middle, never not at all."""

    def __init__(self):
        self.letters = {}
        self.arrived = set()

    def coming(self, text):
        self.letters[key_of(text)] = Letter(text)

    def there(self, key):
        self.letters[key].state = THERE

    def take(self, messages):
        """What has come to the smart host since the last time; yields what should not have come."""
        for _, _, text in messages:
            letter = self.letters.get(key_of(text))
            if letter is None or not is_sound(text, letter.text):
                yield f"post: {key_of(text)} is not what was sent"
            else:
                self.arrived.add(key_of(text))

    def missing(self):
        return {key for key, letter in self.letters.items() if letter.state == THERE} - self.arrived


class Ledger:
    def __init__(self, inboxes, desks):
        self.inboxes = {name: Inbox() for name in inboxes}
        self.desks = {name: Desk(boxes) for name, boxes in desks.items()}
        self.promises = collections.defaultdict(Promises)  # by user and mailbox
        self.shelf = Shelf()
        self.register = Register()
        self.post = Post()

    def differences(self, found):
        """`found`: as kill_look.Picture."""
        out = list(found.unasked)
        for name, inbox in self.inboxes.items():
            out += inbox.differences(name, found.messages[name, "INBOX"])
        for name, desk in self.desks.items():
            out += desk.differences(name, found.of_desk(desk))
        for place, selected in found.selected.items():
            out += self.promises[place].differences(place, selected, found.messages[place])
        out += self.shelf.differences("shelf", found.shelf, found.validity)
        out += self.register.differences(found.register)
        return out

    def settle(self, found):
        for name, inbox in self.inboxes.items():
            inbox.settle(found.messages[name, "INBOX"])
        for desk in self.desks.values():
            desk.settle(found.of_desk(desk))
        for place, selected in found.selected.items():
            self.promises[place].settle(selected, found.messages[place])
        self.shelf.settle(found.shelf, found.validity)
        self.register.settle(found.register)

    def under_way(self):
        letters = [letter for inbox in self.inboxes.values() for letter in inbox.letters.values()]
        owned = [*self.desks.values(), self.shelf, self.register]
        return sum(letter.state in (COMING, GOING) for letter in letters) + sum(one.after is not None for one in owned)
