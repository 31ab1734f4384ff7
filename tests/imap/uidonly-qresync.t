# RFC 9586 with RFC 7162: QRESYNC without message numbers; UIDONLY enabled while a mailbox is open
mail: search.mbox
connections: 2

1 C: a SELECT INBOX
1 S: * OK [UIDVALIDITY $validity]
1 S: ...
1 S: a OK
1 C: b ENABLE UIDONLY QRESYNC
1 S: * OK [HIGHESTMODSEQ $start]
1 S: * ENABLED UIDONLY QRESYNC$
1 S: b OK
2 C: a SELECT INBOX
2 S: ...
2 S: a OK
2 C: b STORE 2 +FLAGS.SILENT (\Flagged)
2 S: b OK
2 C: c STORE 1 +FLAGS.SILENT (\Deleted)
2 S: c OK
2 C: d EXPUNGE
2 S: * 1 EXPUNGE
2 S: d OK
1 C: c NOOP
1 S: * VANISHED 1$
1 S: * 2 UIDFETCH (MODSEQ ($flagged) FLAGS (\Flagged \Recent))$
1 S: c OK
1 C: d UID FETCH 1:* (FLAGS) (CHANGEDSINCE $start VANISHED)
1 S: * VANISHED (EARLIER) 1$
1 S: * 2 UIDFETCH (MODSEQ ($flagged) FLAGS (\Flagged \Recent))$
1 S: d OK
1 C: e UID STORE 2 (UNCHANGEDSINCE $start) +FLAGS (\Seen)
1 S: e OK [MODIFIED 2]
1 C: f UID STORE 2 (UNCHANGEDSINCE $flagged) +FLAGS.SILENT (\Seen)
1 S: * 2 UIDFETCH (MODSEQ ($seen))$
1 S: f OK
1 C: g CLOSE
1 S: g OK
1 C: h SELECT INBOX (QRESYNC ($validity $start 1:3 (1 1)))
1 S: h BAD [UIDREQUIRED]
1 C: i SELECT INBOX (QRESYNC ($validity $start 1:3))
1 S: * VANISHED (EARLIER) 1$
1 S: * 2 UIDFETCH (MODSEQ ($seen) FLAGS (\Flagged \Seen))$
1 S: ...
1 S: i OK
1 C: j UID EXPUNGE 2
1 S: j OK [HIGHESTMODSEQ
1 C: k UIDBATCHES 500
1 S: * UIDBATCHES (TAG "k") $all
1 S: k OK
