# RFC 9051 section 6.3.6: RENAME of INBOX while it is selected: who has it open goes with the messages
mail: two-messages.mbox
connections: 3

1 C: a SELECT INBOX
1 S: * OK [UIDVALIDITY $old]
1 S: * OK [MAILBOXID ($id)]
1 S: ...
1 S: a OK
1 C: b STORE 2 +FLAGS.SILENT (\Seen $$label)
1 S: * FLAGS (
1 S: * OK [PERMANENTFLAGS (
1 S: b OK
2 C: a RENAME inbox Old
2 S: a OK
1 C: c FETCH 1:2 (UID FLAGS)
1 S: * 1 FETCH (UID 1 FLAGS (\Recent))$
1 S: * 2 FETCH (UID 2 FLAGS (\Seen \Recent $$label))$
1 S: c OK
# New mail is for the new INBOX, not for who has the old one open.
2 C: b APPEND INBOX {3+}
2 C: new
2 S: b OK [APPENDUID $new 1]
1 C: d NOOP
1 S: d OK
1 C: e STORE 1 +FLAGS (\Flagged)
1 S: * 1 FETCH (UID 1 FLAGS (\Flagged \Recent))$
1 S: e OK
3 C: a SELECT Old
3 S: * 2 EXISTS
3 S: * OK [UIDVALIDITY $old]
3 S: * OK [MAILBOXID ($id)]
3 S: ...
3 S: a OK
3 C: b FETCH 1:2 (UID FLAGS)
3 S: * 1 FETCH (UID 1 FLAGS (\Flagged))$
3 S: * 2 FETCH (UID 2 FLAGS (\Seen $$label))$
3 S: b OK
3 C: c SELECT INBOX
3 S: * OK [CLOSED]
3 S: * 1 EXISTS
3 S: * OK [UIDVALIDITY $new]
3 S: ...
3 S: c OK
# INBOX stays subscribed and keeps what is below it; the new name is not subscribed.
2 C: c LSUB "" "%"
2 S: * LSUB (\HasNoChildren) "/" INBOX$
2 S: ...
2 S: c OK
2 C: d LSUB "" Old
2 S: d OK
# Again, and to a name below itself
2 C: e RENAME INBOX INBOX/2025
2 S: e OK
2 C: f LIST "" "INBOX*"
2 S: * LIST (\HasChildren) "/" INBOX$
2 S: * LIST (\HasNoChildren) "/" INBOX/2025$
2 S: f OK
2 C: g STATUS INBOX/2025 (MESSAGES UIDVALIDITY)
2 S: * STATUS INBOX/2025 (MESSAGES 1 UIDVALIDITY $new)$
2 S: g OK
2 C: h RENAME INBOX InBox
2 S: h NO [ALREADYEXISTS]
2 C: i RENAME Old INBOX
2 S: i NO [ALREADYEXISTS]
2 C: j RENAME INBOX "a//b"
2 S: j NO [CANNOT]
