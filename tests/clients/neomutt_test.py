"""neomutt, driven by key presses: reads, flags, moves, sends."""

from programs import need, run_on_terminal
from service import PASSWORD, ServiceTest, main, wait_until
from wire import Imap, message

SETTINGS = """
set folder = "imaps://localhost:{imaps}/"
set spool_file = "+INBOX"
set imap_user = "{user}"
set imap_pass = "{password}"
set smtp_url = "smtps://alice%40example.test@localhost:{submissions}/"
set smtp_pass = "{password}"
set from = "{user}"
set realname = "Alice Ärmel"
set use_from = yes
set certificate_file = "{ca}"
set ssl_verify_dates = no
set ssl_force_tls = yes
set record = "+Sent"
set trash = ""
set copy = yes
set delete = yes
set move = no
set confirm_append = no
set confirm_create = no
set quit = yes
set wait_key = no
set mark_old = no
set sleep_time = 0
set send_charset = "utf-8"
set history_file = ""
set header_cache = ""
set net_inc = 0
set time_inc = 0
set fast_reply = yes
set abort_unmodified = no
set abort_nosubject = no
"""


class NeomuttTest(ServiceTest):
    @classmethod
    def setUpClass(cls):
        need("neomutt")
        super().setUpClass()
        cls.file = cls.service.home / "neomuttrc"
        cls.file.write_text(SETTINGS.format(imaps=cls.service.port("imaps"), submissions=cls.service.port("submissions"),
                                            user=cls.alice, password=PASSWORD, ca=cls.service.ca_file))
        cls.environment = {"HOME": str(cls.service.home), "LC_ALL": "C.UTF-8", "NEOMUTT_LOG": ""}

    def press(self, keys, *options):
        code, painted = run_on_terminal("neomutt", "-n", "-F", self.file, "-e", f'push "{keys}"', *options,
                                        env=self.environment)
        self.assertEqual(code, 0, painted.decode(errors="replace")[-3000:])
        return painted

    def subjects(self, client, mailbox, *keys):
        client.ok(f'EXAMINE "{mailbox}"')
        numbers = client.search(' '.join(keys) or 'ALL')
        if not numbers:
            return []
        lines = client.ok(f"FETCH {','.join(map(str, numbers))} (BODY.PEEK[HEADER.FIELDS (SUBJECT)])").having("Subject:")
        return sorted(line.split(b"Subject: ")[1].split(b"\r\n")[0].decode() for line in lines)

    def test_read_flag_delete_and_move(self):
        with Imap(self.service, self.alice) as client:
            for number in range(1, 5):
                client.append("INBOX", message(f"mutt {number}", f"The text of number {number}.\r\n"))
        self.press("<first-entry><display-message><exit>"
                   "<next-entry><flag-message>"
                   "<first-entry><next-entry><next-entry><save-message>=Archive<enter>"
                   "<last-entry><delete-message><sync-mailbox><quit>")
        with Imap(self.service, self.alice) as client:
            self.assertEqual(self.subjects(client, "INBOX"), ["mutt 1", "mutt 2"])
            self.assertEqual(self.subjects(client, "INBOX", "SEEN"), ["mutt 1"])
            self.assertEqual(self.subjects(client, "INBOX", "FLAGGED"), ["mutt 2"])
            self.assertEqual(self.subjects(client, "Archive"), ["mutt 3"])

    def test_send(self):
        editor = self.service.home / "editor"
        editor.write_text('#!/bin/sh\necho "Schöne Grüße" > "$1"\n')
        editor.chmod(0o700)
        self.press("<mail>bob@example.test<enter>Grüße von mutt<enter><send-message><quit>",
                   "-e", f'set editor = "{editor}"')
        with Imap(self.service, self.bob) as client:
            def came():
                client.ok("EXAMINE INBOX")
                return client.search('SUBJECT "Grüße von mutt" BODY "Schöne" FROM "Ärmel"')
            wait_until(came, what="the message")
        with Imap(self.service, self.alice) as client:
            client.ok("EXAMINE Sent")
            self.assertEqual(len(client.search('BODY "Schöne"')), 1)


if __name__ == "__main__":
    main()
