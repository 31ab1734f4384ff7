# RFC 9738: one command works on at most so many messages; those with the highest UIDs, or none
set: imap.command_messages 1000
connections: 2

1 C: a CAPABILITY
1 S: * CAPABILITY IMAP4rev1
1 S: a OK
1 C= "b APPEND INBOX" " {4+}\r\ntest"*1001 "\r\n"
1 S: b NO [MESSAGELIMIT 1000]
1 C= "c APPEND INBOX" " {4+}\r\ntest"*1000 "\r\n"
1 S: c OK [APPENDUID $validity 1:1000]
1 C: d SELECT INBOX
1 S: * 1000 EXISTS
1 S: ...
1 S: d OK
1 C: e STORE 1:* FLAGS.SILENT (\Seen)
1 S: e OK STORE completed$
1 C: f APPEND INBOX {4+}
1 C: test
1 S: * 1001 EXISTS
1 S: * 1001 RECENT
1 S: f OK
1 C: g COPY 1:1000 Trash
1 S: g OK [COPYUID $to 1:1000 1:1000]
1 C: h COPY 1:* Trash
1 S: h NO [MESSAGELIMIT 1000]
1 C: i UID MOVE 1:* Trash
1 S: i NO [MESSAGELIMIT 1000]
1 C: j STATUS Trash (MESSAGES)
1 S: * STATUS Trash (MESSAGES 1000)$
1 S: j OK
1 C: k STORE 1:* +FLAGS.SILENT (\Flagged)
1 S: k OK [MESSAGELIMIT 1000 2] STORE completed$
1 C: l SEARCH UNFLAGGED
1 S: * SEARCH 1$
1 S: l OK
1 C: m UID FETCH 1:* (FLAGS) (CHANGEDSINCE 1)
1 S: ...
1 S: m OK [MESSAGELIMIT 1000 2] FETCH completed$
1 C: n FETCH 2:* UID
1 S: ...
1 S: n OK FETCH completed$
# what else is to be said of a STORE goes before
2 C: a SELECT INBOX
2 S: ...
2 S: a OK
2 C: b STORE 1001 -FLAGS.SILENT (\Flagged)
2 S: b OK
1 C: o STORE 1:* (UNCHANGEDSINCE 1) -FLAGS.SILENT (\Flagged)
1 S: * OK [MESSAGELIMIT 1000 2]
1 S: ...
1 S: o OK [MODIFIED 2:1001]
