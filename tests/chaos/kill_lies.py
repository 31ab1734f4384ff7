"""Ledgers and findings that do not fit together: the comparison must see each."""
import copy

from kill_look import ALICE, BOB
from ledger import GONE, THERE, Found, Item, key_of

INBOX = (ALICE, "INBOX")


def first_letter(ledger, state):
    return next(letter for letter in ledger.inboxes[ALICE].letters.values() if letter.state == state)


def first_desk(ledger):
    return next(desk for desk in ledger.desks.values() if desk.now)


def first_item(ledger, found):
    """A message on a desk and its mailbox as found."""
    item = first_desk(ledger).now[0]
    return item, found.messages[ALICE, item.box]


def lost(_, found):
    found.messages[INBOX].pop()


def twice(_, found):
    found.messages[INBOX].append(found.messages[INBOX][0])


def damaged(_, found):
    one = found.messages[INBOX][0]
    found.messages[INBOX][0] = one._replace(text=one.text[:-4] + b"X\r\n")


def back(ledger, _):
    first_letter(ledger, THERE).state = GONE


def never_sent(_, found):
    found.messages[BOB, "INBOX"].append(Found(1, frozenset(), b"Message-ID: <x>\r\n"))


def half_a_quit(ledger, found):
    keys = [key_of(one.text) for one in found.messages[INBOX][:2]]
    ledger.inboxes[ALICE].going(keys, 1)
    del found.messages[INBOX][0]


def wrong_flags(ledger, _):
    now = first_desk(ledger).now
    now[0] = now[0]._replace(flags=now[0].flags ^ {r"\Seen"})


def lost_append(ledger, _):
    desk = first_desk(ledger)
    desk.now.append(Item(desk.boxes[0], 0, "phantom", frozenset()))


def half_a_move(ledger, _):
    desk = first_desk(ledger)
    moved = desk.now[0]._replace(box="elsewhere", uid=0)
    desk.after = desk.now[1:] + [moved]
    desk.now = desk.now + [moved]


def another_uid(ledger, _):
    now = first_desk(ledger).now
    now[0] = now[0]._replace(uid=now[0].uid + 100000)


def uid_again(ledger, found):
    item, _ = first_item(ledger, found)
    ledger.promises[ALICE, item.box].keys[item.uid] = "one that was expunged"


def uid_next_back(ledger, _):
    ledger.promises[INBOX].uid_next += 1


def modseq_back(ledger, _):
    ledger.promises[INBOX].modseq += 1


def validity_changed(ledger, _):
    ledger.promises[INBOX].validity = "1"


def half_a_rename(ledger, found):
    ledger.shelf.now = {"Shelf/a": 0, "Shelf/a/b": 1}
    ledger.shelf.after = {"Shelf/c": 0, "Shelf/c/b": 1}
    found.shelf = {"Shelf/c": 0, "Shelf/a/b": 1}


def lost_account(ledger, _):
    ledger.register.now |= {"account phantom@example.test"}


def alias_is_back(_, found):
    found.register |= {"alias phantom@example.test -> alice@example.test"}


LIES = (lost, twice, damaged, back, never_sent, half_a_quit, wrong_flags, lost_append, half_a_move, another_uid,
        uid_again, uid_next_back, modseq_back, validity_changed, half_a_rename, lost_account, alias_is_back)


def try_the_comparison(ledger, found):
    """It must be able to fail."""
    if ledger.differences(found):
        raise AssertionError("the comparison sees differences where there are none")
    for lie in LIES:
        false_ledger, false_found = copy.deepcopy((ledger, found))
        lie(false_ledger, false_found)
        if not false_ledger.differences(false_found):
            raise AssertionError(f"the comparison does not see {lie.__name__}")
    print(f"the comparison sees all {len(LIES)} lies it was told")
