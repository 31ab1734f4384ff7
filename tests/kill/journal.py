"""What was acknowledged, and the comparison with what is there after a crash.

Two kinds of places are kept apart. An *inbox* is filled by deliveries and emptied by POP sessions, by many
at once: each message has a state of its own. A *desk* is a pair of mailboxes that one IMAP session alone
works on, one command at a time: what is there must be the picture before the command under way, or the
picture after it, nothing between.
"""
import collections
import re

# States of a message in an inbox.
COMING, THERE, GOING, GONE = "coming", "there", "going", "gone"

#: A message as it is found: `text` whole, `flags` without \Recent.
Found = collections.namedtuple("Found", "uid flags text")

#: A message on a desk: `uid` 0 if it is not known yet.
Item = collections.namedtuple("Item", "box uid key flags")


def key_of(text):
    """The Message-ID, which names a message for us."""
    found = re.search(rb"(?m)^Message-ID: <([^>]+)>", text)
    return found[1].decode() if found else None


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
                if not self._is_sound(one.text, letter.text):
                    yield f"{name}: {key} is not what was sent"
        for key, letter in self.letters.items():
            if letter.state == THERE and key not in by_key:
                yield f"{name}: {key} was acknowledged and is lost"
        yield from self._half_done(name, by_key)

    @staticmethod
    def _is_sound(text, sent):
        """What was sent, behind trace headers."""
        trace = text[:-len(sent)]
        return text.endswith(sent) and len(trace) < 2000 and (not trace or trace.endswith(b"\r\n"))

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


class Desk:
    def __init__(self, boxes):
        self.boxes = boxes
        self.texts = {}
        self.now = []       # as acknowledged
        self.after = None   # with the command under way
        self.validity = {}  # UIDVALIDITY of each box
        self.modseq = {}    # the highest that was told

    def begin(self, items):
        self.after = items

    def done(self):
        self.now, self.after = self.after, None

    def undone(self):
        self.after = None

    @staticmethod
    def _counts(items):
        return collections.Counter((item.box, item.key, item.flags) for item in items)

    def differences(self, name, found):
        """`found`: box -> messages."""
        there = [Item(box, one.uid, key_of(one.text), one.flags) for box in self.boxes for one in found[box]]
        for box in self.boxes:
            for one in found[box]:
                if one.text != self.texts.get(key_of(one.text)):
                    yield f"{name}/{box}: message {one.uid} is not what was appended"
        pictures = [self.now] + ([self.after] if self.after is not None else [])
        matching = [items for items in pictures if self._counts(items) == self._counts(there)]
        if not matching:
            for items, when in zip(pictures, ("before", "after")):
                lost, extra = self._counts(items) - self._counts(there), self._counts(there) - self._counts(items)
                yield f"{name}: not as {when} the last command: missing {dict(lost)}, not expected {dict(extra)}"
            return
        at = {(item.box, item.uid): item for item in there}
        wrong = [item for item in matching[0] if item.uid and at.get((item.box, item.uid)) != item]
        for item in wrong:
            yield f"{name}: {item} has another UID, another message has its UID, or other flags"

    def settle(self, found):
        self.now = [Item(box, one.uid, key_of(one.text), one.flags) for box in self.boxes for one in found[box]]
        self.after = None


class Journal:
    def __init__(self, inboxes, desks):
        self.inboxes = {name: Inbox() for name in inboxes}
        self.desks = {name: Desk(boxes) for name, boxes in desks.items()}

    def differences(self, found):
        """`found`: name of an inbox -> messages; name of a desk -> box -> messages."""
        out = []
        for name, inbox in self.inboxes.items():
            out += inbox.differences(name, found[name])
        for name, desk in self.desks.items():
            out += desk.differences(name, found[name])
        return out

    def settle(self, found):
        for name, inbox in self.inboxes.items():
            inbox.settle(found[name])
        for name, desk in self.desks.items():
            desk.settle(found[name])

    def under_way(self):
        letters = [letter for inbox in self.inboxes.values() for letter in inbox.letters.values()]
        return (sum(letter.state in (COMING, GOING) for letter in letters)
                + sum(desk.after is not None for desk in self.desks.values()))
