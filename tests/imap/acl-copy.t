# RFC 4314 section 4: messages from one account to another
accounts: alice bob
connections: 2
mail: two-messages.mbox

1 C: a SELECT INBOX
1 S: ...
1 S: a OK
1 C: b STORE 1:2 +FLAGS.SILENT (\Seen \Flagged \Deleted work)
1 S: ...
1 S: b OK
1 C: c SETACL INBOX bob@example.test lri
1 S: c OK
2 C: a SELECT "Other Users/alice@example.test/INBOX"
2 S: ...
2 S: a OK
2 C: b COPY 1 INBOX
2 S: b OK [COPYUID $bob 1 1]
# to take away needs the rights to mark and to expunge
2 C: c MOVE 1 INBOX
2 S: c NO [NOPERM]
1 C: d SETACL INBOX bob@example.test lrite
1 S: d OK
2 C: d MOVE 1 INBOX
2 S: * FLAGS (\Answered \Flagged \Deleted \Seen \Draft work)$
2 S: * OK [PERMANENTFLAGS (\Deleted)]
2 S: * OK [COPYUID $bob 1 2]
2 S: * 1 EXPUNGE$
2 S: d OK
# the flags that may not be set stay behind
2 C: e SELECT INBOX
2 S: ...
2 S: e OK
2 C: f FETCH 1:2 (FLAGS RFC822.SIZE)
2 S: * 1 FETCH (FLAGS (\Flagged \Deleted \Seen \Recent work) RFC822.SIZE $size)$
2 S: * 2 FETCH (FLAGS (\Flagged \Deleted \Seen \Recent work) RFC822.SIZE $size)$
2 S: f OK
2 C: g COPY 1 "Other Users/alice@example.test/INBOX"
2 S: g OK [COPYUID $alice 1 3]
2 C: h APPEND "Other Users/alice@example.test/INBOX" (\Seen \Flagged \Deleted more) {4+}
2 C: test
2 S: h OK [APPENDUID $alice 4]
1 C: e NOOP
1 S: ...
1 S: e OK
1 C: f FETCH 2:3 (UID FLAGS)
1 S: * 2 FETCH (UID 3 FLAGS (\Deleted
1 S: * 3 FETCH (UID 4 FLAGS (\Deleted
1 S: f OK
# into a mailbox without the right to insert; and one that cannot be looked up is to be made
1 C: g SETACL Sent bob@example.test lr
1 S: g OK
2 C: i COPY 1 "Other Users/alice@example.test/Sent"
2 S: i NO [NOPERM]
2 C: j COPY 1 "Other Users/alice@example.test/Trash"
2 S: j NO [TRYCREATE] there is no such mailbox$
2 C: k MOVE 1 "Other Users/alice@example.test/Trash"
2 S: k NO [TRYCREATE] there is no such mailbox$
# within the other's account all is one Change
1 C: h SETACL Archive bob@example.test i
1 S: h OK
2 C: l SELECT "Other Users/alice@example.test/INBOX"
2 S: ...
2 S: l OK
2 C: m MOVE 1 "Other Users/alice@example.test/Archive"
2 S: * OK [COPYUID $archive 2 1]
2 S: * 1 EXPUNGE$
2 S: m OK
# REPLACE takes a message out of one account and puts one into another
2 C: n REPLACE 1 INBOX {4+}
2 C: test
2 S: * OK [APPENDUID $bob 3]
2 S: * 1 EXPUNGE$
2 S: n OK
# CATENATE takes what the user may read
2 C: o SELECT INBOX
2 S: ...
2 S: o OK
2 C: p APPEND INBOX CATENATE (URL "/Other%20Users/alice@example.test/INBOX/;UID=4" TEXT {4+}
2 C:  too)
2 S: ...
2 S: p OK [APPENDUID $bob 4]
2 C: q FETCH 4 BODY.PEEK[]
2 S: * 4 FETCH (BODY[] {8}
2 S: ...
2 S: q OK
2 C: r APPEND INBOX CATENATE (URL "/Other%20Users/alice@example.test/Archive/;UID=1")
2 S: r NO [BADURL /Other%20Users/alice@example.test/Archive/;UID=1]
