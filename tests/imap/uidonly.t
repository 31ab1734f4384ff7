# RFC 9586: after ENABLE UIDONLY message numbers are spoken of no more, neither way
mail: search.mbox
connections: 2

1 C: a ENABLE UIDONLY
1 S: * ENABLED UIDONLY$
1 S: a OK
1 C: b SELECT INBOX
1 S: * FLAGS
1 S: * OK [PERMANENTFLAGS
1 S: * $count EXISTS
1 S: * $count RECENT
1 S: * OK [UIDVALIDITY $validity]
1 S: * OK [UIDNEXT
1 S: * OK [HIGHESTMODSEQ
1 S: * OK [MAILBOXID
1 S: b OK [READ-WRITE]
1 C: c FETCH 1 FLAGS
1 S: c BAD [UIDREQUIRED]
1 C: d STORE 1 FLAGS (\Seen)
1 S: d BAD [UIDREQUIRED]
1 C: e COPY 1 Trash
1 S: e BAD [UIDREQUIRED]
1 C: f MOVE 1 Trash
1 S: f BAD [UIDREQUIRED]
1 C: g SEARCH ALL
1 S: g BAD [UIDREQUIRED]
1 C: h UID SEARCH 1:2
1 S: h BAD [UIDREQUIRED]
1 C: i UID SEARCH OR UNSEEN NOT (1 UID 2)
1 S: i BAD [UIDREQUIRED]
1 C: j UID SEARCH RETURN (SAVE ALL) UID 1:2
1 S: * ESEARCH (TAG "j") UID ALL 1:2$
1 S: j OK
1 C: k UID SEARCH $ UID 2
1 S: * SEARCH 2$
1 S: k OK

1 C: l UID FETCH 1:2 (FLAGS RFC822.SIZE)
1 S: * 1 UIDFETCH (FLAGS (\Recent) RFC822.SIZE $size)$
1 S: * 2 UIDFETCH (FLAGS (\Recent) RFC822.SIZE $other)$
1 S: l OK
1 C: m UID FETCH 2 UID
1 S: * 2 UIDFETCH (UID 2)$
1 S: m OK
1 C: n UID FETCH 2 (BODY[HEADER.FIELDS (X-NONE)] BODY[TEXT]<0.1>)
1 S: * 2 UIDFETCH (BODY[HEADER.FIELDS (X-NONE)] $text
1 S: n OK
1 C: o UID STORE 1 +FLAGS (\Deleted)
1 S: * 1 UIDFETCH (FLAGS (\Deleted \Recent))$
1 S: o OK
# what others do
2 C: a SELECT INBOX
2 S: ...
2 S: a OK
2 C: b STORE 3 +FLAGS.SILENT (\Flagged)
2 S: b OK
1 C: p NOOP
1 S: * 3 UIDFETCH (FLAGS (\Flagged \Recent))$
1 S: p OK
1 C: q EXPUNGE
1 S: * VANISHED 1$
1 S: q OK EXPUNGE completed$
1 C: r UID MOVE 2 Trash
1 S: * OK [COPYUID $to 2 1]
1 S: * VANISHED 2$
1 S: r OK
2 C: c NOOP
2 S: * 1 EXPUNGE
2 S: * 1 EXPUNGE
2 S: c OK
# no number is told, so expunges may be told at any time
2 C: d STORE 1 +FLAGS.SILENT (\Deleted)
2 S: d OK
2 C: e EXPUNGE
2 S: * 1 EXPUNGE
2 S: e OK
1 C: s UID SEARCH UID 3
1 S: * SEARCH 3$
1 S: * VANISHED 3$
1 S: s OK
1 C: t UNAUTHENTICATE
1 S: t OK
1 C: u LOGIN alice@example.test alice-password
1 S: u OK
1 C: v SELECT INBOX
1 S: ...
1 S: v OK
1 C: w FETCH 1 UID
1 S: * 1 FETCH (UID 4)$
1 S: w OK
