# RFC 5465 with UIDONLY, QRESYNC, CONDSTORE, COMPRESS and UNAUTHENTICATE
mail: two-messages.mbox
connections: 2

1 C: a ENABLE QRESYNC UIDONLY
1 S: * ENABLED
1 S: a OK
1 C: b COMPRESS DEFLATE
1 S: b OK
1 deflate
1 C: c SELECT INBOX
1 S: ...
1 S: c OK
1 C: d NOTIFY SET STATUS (selected (MessageNew (MODSEQ) MessageExpunge FlagChange)) (mailboxes Trash (MessageNew MessageExpunge FlagChange))
1 S: * STATUS Trash (MESSAGES 0 UIDNEXT 1 UIDVALIDITY $trash UNSEEN 0 HIGHESTMODSEQ $start)$
1 S: d OK
2 C: a SELECT INBOX
2 S: ...
2 S: a OK
2 C: b STORE 2 +FLAGS.SILENT (\Flagged)
2 S: b OK
1 S: * 2 UIDFETCH (MODSEQ ($flagged) FLAGS (\Flagged \Recent))$
2 C: c MOVE 1 Trash
2 S: * OK [COPYUID
2 S: * 1 EXPUNGE
2 S: c OK
1 S: * VANISHED 1$
1 S: * STATUS Trash (MESSAGES 1 UIDNEXT 2 UIDVALIDITY $trash UNSEEN 1 HIGHESTMODSEQ $moved)$
2 C: d APPEND INBOX {4+}
2 C: test
2 S: ...
2 S: d OK
1 S: * 2 EXISTS
1 S: * $recent RECENT
1 S: * 3 UIDFETCH (MODSEQ ($appended))$
1 C: e UNAUTHENTICATE
1 S: e OK
2 C: e STORE 1 -FLAGS.SILENT (\Flagged)
2 S: e OK
1 !
1 C: f LOGIN alice@example.test alice-password
1 S: f OK
2 C: f STORE 1 +FLAGS.SILENT (\Flagged)
2 S: f OK
1 !
