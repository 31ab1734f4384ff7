# RFC 8474 section 4.1: a mailbox that was not made has no MAILBOXID
state: authenticated

1 C: a CREATE INBOX
1 S: a NO [ALREADYEXISTS]
store fails
1 C: b CREATE Work
1 S: b NO [UNAVAILABLE]
1 C: c STATUS Work (MAILBOXID)
1 S: c NO [NONEXISTENT]
store works
1 C: d CREATE Work (USE (\Drafts))
1 S: d NO [USEATTR]
