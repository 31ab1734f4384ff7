# RFC 4314 section 5.1.1: who may not read any more what is selected is sent away, at the next command or in IDLE
accounts: alice bob
connections: 6
mail: two-messages.mbox

1 C: a SETACL INBOX bob@example.test lrswte
1 S: a OK
2 C: a SELECT "Other Users/alice@example.test/INBOX"
2 S: ...
2 S: a OK [READ-WRITE]
3 C: a SELECT "Other Users/alice@example.test/INBOX"
3 S: ...
3 S: a OK [READ-WRITE]
3 C: b IDLE
3 S: + idling
3 S: * OK still here
4 C: a SELECT "Other Users/alice@example.test/INBOX"
4 S: ...
4 S: a OK [READ-WRITE]
4 C: b NOTIFY SET (selected (MessageNew MessageExpunge FlagChange))
4 S: b OK
# all are told what happens there
1 C: b SELECT INBOX
1 S: ...
1 S: b OK
1 C: c STORE 2 +FLAGS.SILENT (\Flagged)
1 S: c OK
3 S: * 2 FETCH (UID 2 FLAGS (\Flagged
4 S: * 2 FETCH (UID 2 FLAGS (\Flagged
1 C: d SETACL INBOX bob@example.test -r
1 S: d OK
3 S: * BYE [UNAVAILABLE] the selected mailbox is not there any more$
3 closed
4 S: * BYE [UNAVAILABLE] the selected mailbox is not there any more$
4 closed
2 C: b FETCH 1 BODY[]
2 S: * BYE [UNAVAILABLE] the selected mailbox is not there any more$
2 closed
5 C: a SELECT "Other Users/alice@example.test/INBOX"
5 S: a NO [NOPERM]
# a mailbox that the owner deletes looks the same
1 C: e CREATE Box
1 S: e OK
1 C: f SETACL Box bob@example.test lr
1 S: f OK
6 C: a EXAMINE "Other Users/alice@example.test/Box"
6 S: ...
6 S: a OK [READ-ONLY]
1 C: g DELETE Box
1 S: g OK
6 C: b NOOP
6 S: * BYE [UNAVAILABLE] the selected mailbox is not there any more$
6 closed
