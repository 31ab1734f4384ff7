"""Kill -9 at any instant loses nothing that was acknowledged and leaves nothing half done.

Round by round: the service starts, what is there is compared with the journal, writers on all protocols work
for a moment, the service is killed, `postamt check` must find the store sound. At the end the comparison
itself is tried on journals that are false.
"""
import copy
import os
import random
import re
import sys
import time

from journal import GONE, THERE, Found, Item, Journal, key_of
from service import Service, wait_until
from wire import Imap
from writers import ImapWriter, LmtpWriter, PopWriter, SubmissionWriter

ROUNDS = int(os.environ.get("KILL_ROUNDS", "20"))
ALICE, BOB = "alice@example.test", "bob@example.test"
DESKS = {"one": ("One", "One/Copies"), "two": ("Two", "Two/Kopien für später")}
KEPT = 25  # messages that stay in an inbox from round to round


def fetch_all(client, box):
    """Every message of a mailbox, whole."""
    client.ok("ENABLE IMAP4rev2")
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


def look(clients, journal):
    """What is there: as Journal.differences() wants it. Also looks that UIDVALIDITY and HIGHESTMODSEQ keep
    their promises."""
    found = {user: fetch_all(client, "INBOX")[1] for user, client in clients.items()}
    for name, desk in journal.desks.items():
        found[name] = {}
        for box in desk.boxes:
            selected, found[name][box] = fetch_all(clients[ALICE], box)
            validity = desk.validity.setdefault(box, selected.code("UIDVALIDITY"))
            modseq = int(selected.code("HIGHESTMODSEQ"))
            if selected.code("UIDVALIDITY") != validity or modseq < desk.modseq.get(box, 0):
                raise AssertionError(f"{box}: UIDVALIDITY {validity}, MODSEQ {desk.modseq}, now {selected}")
    return found


def tidy(clients, journal, found):
    """Keeps the inboxes short; what is expunged here must stay away too."""
    for user, inbox in journal.inboxes.items():
        surplus = found[user][:-KEPT]
        if not surplus:
            continue
        uids = ",".join(str(one.uid) for one in surplus)
        clients[user].ok("SELECT INBOX")
        clients[user].ok(rf"UID STORE {uids} +FLAGS.SILENT (\Deleted)")
        clients[user].ok(f"UID EXPUNGE {uids}")
        inbox.gone([key_of(one.text) for one in surplus])
        found[user] = found[user][-KEPT:]


def write(service, journal, source):
    """Lets all write for a moment and kills the service. Gives the count of acknowledgements by writer."""
    def fresh():
        return random.Random(source.getrandbits(64))
    writers = [LmtpWriter(service, fresh(), journal.inboxes),
               LmtpWriter(service, fresh(), journal.inboxes),
               SubmissionWriter(service, fresh(), journal.inboxes, ALICE),
               PopWriter(service, fresh(), journal.inboxes[BOB], BOB),
               ImapWriter(service, fresh(), journal.desks["one"], ALICE),
               ImapWriter(service, fresh(), journal.desks["two"], ALICE)]
    for writer in writers:
        writer.start()
    wait_until(lambda: all(writer.ready.is_set() for writer in writers), 60, "the writers")
    time.sleep(source.uniform(0.3, 1.0))
    service.kill()
    for writer in writers:
        writer.join(30)
        if writer.failure:
            raise writer.failure
        if writer.is_alive():
            raise AssertionError(f"{type(writer).__name__} does not end")
    counts = {}
    for writer in writers:
        counts[type(writer).__name__] = counts.get(type(writer).__name__, 0) + writer.acknowledged
    return counts


def falsified(journal, found):
    """Journals and findings that do not fit together, each with a name."""
    def lie(name, change):
        false = copy.deepcopy((journal, found))
        change(*false)
        return name, false

    def first_letter(journal_, state):
        return next(letter for letter in journal_.inboxes[ALICE].letters.values() if letter.state == state)

    def first_item(journal_):
        return next(desk for desk in journal_.desks.values() if desk.now)

    def wrong_flags(journal_, _):
        desk = first_item(journal_)
        desk.now[0] = desk.now[0]._replace(flags=desk.now[0].flags ^ {r"\Seen"})

    def wrong_uid(journal_, _):
        desk = first_item(journal_)
        desk.now[0] = desk.now[0]._replace(uid=desk.now[0].uid + 100000)

    def phantom(journal_, _):
        desk = first_item(journal_)
        desk.now.append(Item(desk.boxes[0], 0, "phantom", frozenset()))

    def half_a_move(journal_, _):
        desk = first_item(journal_)
        moved = desk.now[0]._replace(box="elsewhere", uid=0)
        desk.after = desk.now[1:] + [moved]
        desk.now = desk.now + [moved]

    def half_a_quit(journal_, found_):
        keys = [key_of(one.text) for one in found_[ALICE][:2]]
        journal_.inboxes[ALICE].going(keys, 1)
        del found_[ALICE][0]

    def damaged(_, found_):
        found_[ALICE][0] = found_[ALICE][0]._replace(text=found_[ALICE][0].text[:-4] + b"X\r\n")

    return [
        lie("a lost message", lambda _, found_: found_[ALICE].pop()),
        lie("a message twice", lambda _, found_: found_[ALICE].append(found_[ALICE][0])),
        lie("a damaged message", damaged),
        lie("a deleted message is back", lambda journal_, _: setattr(first_letter(journal_, THERE), "state", GONE)),
        lie("a message nobody sent", lambda _, found_: found_[BOB].append(Found(1, frozenset(), b"Message-ID: <x>\r\n"))),
        lie("half a QUIT", half_a_quit), lie("wrong flags", wrong_flags), lie("a wrong UID", wrong_uid),
        lie("a lost APPEND", phantom), lie("half a MOVE", half_a_move),
    ]


def try_the_comparison(journal, found):
    """It must be able to fail."""
    for name, (false_journal, false_found) in falsified(journal, found):
        if not false_journal.differences(false_found):
            raise AssertionError(f"the comparison does not see {name}")
    print(f"the comparison sees all {len(falsified(journal, found))} lies it was told")


def compare(service, journal):
    """What is there with what was acknowledged."""
    left_over = os.listdir(service.folder / "data" / "spool")
    if left_over:
        raise AssertionError(f"messages half received are left over: {left_over}")
    with Imap(service, ALICE, seconds=60) as alice, Imap(service, BOB, seconds=60) as bob:
        clients = {ALICE: alice, BOB: bob}
        found = look(clients, journal)
        differences = journal.differences(found)
        if differences:
            raise AssertionError("\n".join(differences[:40]))
        journal.settle(found)
        tidy(clients, journal, found)
    return found


def kill_at_the_start(service, source):
    """In the middle of the recovery from the last time."""
    service.spawn()
    time.sleep(source.uniform(0.05, 0.6))
    service.kill()


def rounds(service, journal, source):
    under_way, total = 0, {}
    for number in range(1, ROUNDS + 1):
        if number % 4 == 0:
            kill_at_the_start(service, source)
        service.start()
        compare(service, journal)
        counts = write(service, journal, source)
        under_way += journal.under_way()
        service.check()
        total = {name: total.get(name, 0) + count for name, count in counts.items()}
        print(f"round {number}: {counts}, under way {journal.under_way()}", flush=True)
    service.start()
    try_the_comparison(journal, compare(service, journal))
    idle = [name for name, count in total.items() if count < ROUNDS / 4]
    if idle or under_way < ROUNDS / 4:
        raise AssertionError(f"too little was written to prove anything: {total}, under way {under_way}")
    print(f"acknowledged: {total}; under way when killed: {under_way}")


def main():
    seed = int(os.environ.get("KILL_SEED", random.SystemRandom().getrandbits(32)))
    print(f"KILL_SEED={seed}", flush=True)
    source = random.Random(seed)
    random.seed(seed)
    service = Service()
    journal = Journal((ALICE, BOB), DESKS)
    started = time.monotonic()
    try:
        for name in ("alice", "bob"):
            service.add_account(name)
        service.start()
        with Imap(service, ALICE) as client:
            client.ok("ENABLE IMAP4rev2")
            for boxes in DESKS.values():
                for box in boxes:
                    client.ok(f'CREATE "{box}"')
        service.stop()
        rounds(service, journal, source)
    except BaseException:
        print(service.log_tail(), file=sys.stderr)
        raise
    finally:
        service.close()
    print(f"{ROUNDS} rounds in {time.monotonic() - started:.0f} s")


main()
