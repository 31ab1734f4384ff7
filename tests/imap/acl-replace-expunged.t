# RFC 8508: what is gone is not replaced, also not by a message in the mailbox of another user
accounts: alice bob
connections: 2
mail: two-messages.mbox

1 C: a SETACL INBOX bob@example.test lrite
1 S: a OK
2 C: a SELECT "Other Users/alice@example.test/INBOX"
2 S: ...
2 S: a OK
1 C: b SELECT INBOX
1 S: ...
1 S: b OK
1 C: c STORE 1 +FLAGS.SILENT (\Deleted)
1 S: c OK
1 C: d EXPUNGE
1 S: * 1 EXPUNGE
1 S: d OK
2 C: b REPLACE 1 INBOX {4+}
2 C: test
2 S: ...
2 S: b NO [EXPUNGEISSUED]
2 C: c STATUS INBOX (MESSAGES UIDNEXT)
2 S: ...
2 S: * STATUS INBOX (MESSAGES 0 UIDNEXT 1)
2 S: c OK
