# RFC 9051 section 6.1.2: NOOP before and after the login, and with a selected mailbox
mail: two-messages.mbox
state: greeted

1 C: a NOOP
1 S: a OK NOOP completed$
1 C: b NOOP now
1 S: b BAD
1 C: c LOGIN alice@example.test alice-password
1 S: c OK
1 C: d noop
1 S: d OK
1 C: e SELECT INBOX
1 S: ...
1 S: e OK
1 C: f NOOP
1 S: f OK
1 C: g UID NOOP
1 S: g BAD UID cannot stand before NOOP
