# RFC 9051 section 6.3.2: IMAP4rev2 has LIST in SELECT, no RECENT and no UNSEEN
mail: two-messages.mbox
order: strict

1 C: a ENABLE IMAP4rev2
1 S: * ENABLED IMAP4rev2$
1 S: a OK
1 C: b SELECT INBOX
1 S: * FLAGS (\Answered \Flagged \Deleted \Seen \Draft)$
1 S: * OK [PERMANENTFLAGS (\Answered \Flagged \Deleted \Seen \Draft \*)]
1 S: * 2 EXISTS$
1 S: * OK [UIDVALIDITY $validity]
1 S: * OK [UIDNEXT 3]
1 S: * OK [HIGHESTMODSEQ $modseq]
1 S: * OK [MAILBOXID
1 S: * LIST (\HasNoChildren \Subscribed) "/" INBOX$
1 S: b OK [READ-WRITE]
1 C: c FETCH 1 FLAGS
1 S: * 1 FETCH (FLAGS ())$
1 S: c OK
1 C: d SELECT Trash
1 S: * OK [CLOSED]
1 S: * FLAGS
1 S: * OK [PERMANENTFLAGS
1 S: * 0 EXISTS$
1 S: * OK [UIDVALIDITY $other]
1 S: * OK [UIDNEXT 1]
1 S: * OK [HIGHESTMODSEQ
1 S: * OK [MAILBOXID
1 S: * LIST (\HasNoChildren \Subscribed \Trash) "/" Trash$
1 S: d OK
