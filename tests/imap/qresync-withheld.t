# RFC 7162 section 3.2 and 6: while an expunge cannot be told, the client is told that it is not at
# what it has seen since
connections: 2
order: strict

1 C= "a APPEND INBOX {1+}\r\n1 {1+}\r\n2 {1+}\r\n3 {1+}\r\n4\r\n"
1 S: a OK
1 C: b ENABLE QRESYNC
1 S: * ENABLED QRESYNC
1 S: b OK
1 C: c SELECT INBOX
1 S: ...
1 S: c OK
2 C: a SELECT INBOX
2 S: ...
2 S: a OK
2 C: b STORE 2 +FLAGS.SILENT (\Deleted)
2 S: b OK
1 C: d NOOP
1 S: * 2 FETCH (UID 2 MODSEQ ($deleted) FLAGS (\Deleted \Recent))$
1 S: d OK
2 C: c EXPUNGE
2 S: * 2 EXPUNGE
2 S: c OK
2 C: d STORE 1 +FLAGS.SILENT (\Flagged)
2 S: d OK
1 C: e FETCH 3 UID
1 S: * 3 FETCH (UID 3)$
1 S: * 1 FETCH (UID 1 MODSEQ ($flagged) FLAGS (\Flagged \Recent))$
1 S: * OK [HIGHESTMODSEQ $deleted]
1 S: e OK
1 C: f STORE 4 +FLAGS.SILENT (\Seen)
1 S: * 4 FETCH (UID 4 MODSEQ ($own))$
1 S: * OK [HIGHESTMODSEQ $deleted]
1 S: f OK
# UID SEARCH can have message numbers among its keys
1 C: g UID SEARCH 1:4
1 S: * SEARCH 1 2 3 4$
1 S: * OK [HIGHESTMODSEQ $deleted]
1 S: g OK
1 C: h UID FETCH 4 UID
1 S: * 4 FETCH (UID 4)$
1 S: * VANISHED 2$
1 S: * OK [HIGHESTMODSEQ $own]
1 S: h OK
1 C: i NOOP
1 S: i OK
