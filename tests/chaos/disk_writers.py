"""Writers who take a temporary refusal for an answer, and go on when the disk is well again."""
import re
import time

from kill_imap_writers import DeskWriter, ShelfWriter
from kill_look import Picture, fetch_all, look_at_shelf
from kill_register_writer import Refused, RegisterWriter, control, register_of
from kill_writers import LmtpWriter, PopWriter, Reader, SubmissionWriter

#: How each protocol may refuse (RFC 5321 section 4.2.3, RFC 5530 section 3, RFC 3206 section 4).
REFUSALS = {
    "LMTP": r": 45[12] 4\.",
    "SMTP": r": 45[12] 4\.",
    "POP3": r": QUIT: b'-ERR \[SYS/TEMP\]",
    "IMAP": r".* b'NO' b'\[UNAVAILABLE\]",
    "control": r".*(the disk|the store|try again)",
}
PROBE = "Sent"  # a mailbox whose subscription is nobody's business


class Patient:
    """Before a writer class. A refusal is looked at and counted."""

    def refusal(self, what):
        kind = re.match(r"\w+", what)[0]
        if not re.match(kind + REFUSALS[kind], what):
            raise AssertionError(f"not a temporary refusal: {what}")
        self.refused += 1
        self.ending.wait(0.05)

    def until_it_works(self, attempt):
        """Tries harmless changes until they are done: then it is decided what became of a refused one. False
        if the writer shall end."""
        while not self.ending.is_set():
            if attempt():
                return True
            self.ending.wait(0.05)
        return False


class PatientImap(Patient):
    def recover(self, client):
        def attempt():
            # One of the two is a change.
            return all(client.ask(f'{verb} "{PROBE}"').status == b"OK" for verb in ("UNSUBSCRIBE", "SUBSCRIBE"))
        if self.until_it_works(attempt):
            self.decide(client)


class PatientDeskWriter(PatientImap, DeskWriter):
    def decide(self, client):
        fetched = {box: fetch_all(client, box) for box in self.desk.boxes}
        found = {box: messages for box, (_, messages) in fetched.items()}
        for box, (selected, messages) in fetched.items():
            self.complain(self.promises(box).differences(box, selected, messages))
        self.complain(self.desk.differences("desk", found))
        self.desk.settle(found)
        self.select(client)

    @staticmethod
    def complain(differences):
        differences = list(differences)
        if differences:
            raise AssertionError("after a refusal: " + "; ".join(differences))


class PatientShelfWriter(PatientImap, ShelfWriter):
    def decide(self, client):
        picture = Picture()
        look_at_shelf(client, picture)
        differences = list(self.shelf.differences("shelf", picture.shelf, picture.validity))
        if differences:
            raise AssertionError("after a refusal: " + "; ".join(differences))
        self.shelf.settle(picture.shelf, picture.validity)


class PatientRegisterWriter(Patient, RegisterWriter):
    PROBE = "probe.test"

    def refusal(self, what):
        super().refusal("control: " + what if not what.startswith("LMTP") else what)
        if not what.startswith("LMTP") and self.until_it_works(self.probe):
            found = register_of(self.service)
            differences = list(self.register.differences(found))
            if differences:
                raise AssertionError("after a refusal: " + "; ".join(differences))
            self.register.settle(found)

    def probe(self):
        try:
            if f"domain {self.PROBE}" not in register_of(self.service):
                control(self.service, "domain add", self.PROBE)
            control(self.service, "domain remove", self.PROBE)
            return True
        except Refused:
            return False


class Gone(Exception):
    """A message that a refused QUIT has deleted after all, which the server finds out when it writes again."""


class PatientPopWriter(Patient, PopWriter):
    def ask(self, client, command):
        if not self.refused or not command.startswith("RETR"):
            return super().ask(client, command)
        answer = self.answer(client, command)
        if b"gone" in answer:
            raise Gone
        if not answer.startswith(b"+OK"):
            raise AssertionError(f"POP3: {command}: {answer}")
        return answer

    def session(self):
        try:
            super().session()
        except Gone:
            pass
        # Nobody may log in again before the last session has given the maildrop back.
        time.sleep(0.02)


class PatientLmtpWriter(Patient, LmtpWriter):
    pass


class PatientSubmissionWriter(Patient, SubmissionWriter):
    pass


def cast(stage):
    """One of each."""
    kinds = [PatientLmtpWriter, PatientSubmissionWriter, PatientPopWriter, PatientShelfWriter, PatientRegisterWriter]
    writers = [kind(stage, stage.fresh_random()) for kind in kinds]
    writers += [PatientDeskWriter(stage, stage.fresh_random(), desk) for desk in stage.ledger.desks.values()]
    return writers + [Reader(stage, stage.fresh_random())]
