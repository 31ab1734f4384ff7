# RFC 8508: REPLACE puts a message in and takes another out, both or neither
mail: two-messages.mbox
state: selected
connections: 2
order: strict

1 C: a REPLACE 1 INBOX (\Seen $Draft) "17-Jul-2026 02:44:25 +0000" {20}
1 S: + OK
1 C= "Subject: x\r\n\r\nbody\r\n\r\n"
1 S: * OK [APPENDUID $validity 3]
1 S: * FLAGS
1 S: * OK [PERMANENTFLAGS
1 S: * 1 EXPUNGE$
1 S: * 2 EXISTS$
1 S: * 2 RECENT$
1 S: a OK REPLACE completed$
1 C: b FETCH 1:2 (UID FLAGS INTERNALDATE)
1 S: * 1 FETCH (UID 2
1 S: * 2 FETCH (UID 3 FLAGS (\Seen \Recent $Draft) INTERNALDATE "17-Jul-2026 02:44:25 +0000")$
1 S: b OK
# into another mailbox, by UID, by literals of every kind
1 C= "c UID REPLACE 3 {6+}\r\nDrafts ~{5+}\r\na\x00b\r\n\r\n"
1 S: * OK [APPENDUID $drafts 1]
1 S: * 2 EXPUNGE$
1 S: c OK
1 C= "d REPLACE * INBOX {4+}\r\nlast\r\n"
1 S: * OK [APPENDUID $validity 4]
1 S: * 1 EXPUNGE$
1 S: * 1 EXISTS$
1 S: * 1 RECENT$
1 S: d OK

# what cannot be: no such message, no such mailbox, more than one message
1 C: e REPLACE 2 INBOX {4+}
1 C: test
1 S: e BAD there is no message of that number
1 C: f UID REPLACE 2 INBOX {4+}
1 C: test
1 S: f NO [NONEXISTENT]
1 C: g REPLACE 1 Nothing {4}
1 S: g NO [TRYCREATE]
1 C= "h REPLACE 1 INBOX {4+}\r\ntest {4+}\r\ntest\r\n"
1 S: h BAD
1 C: i REPLACE 1:2 INBOX {4+}
1 C: test
1 S: i BAD
1 C: j REPLACE 1 INBOX
1 S: j BAD expected a message as a literal after the mailbox name
1 C= "k REPLACE 1 INBOX {3+}\r\na\x00b\r\n"
1 S: k BAD expected a message without NUL
1 C: l FETCH 1:* UID
1 S: * 1 FETCH (UID 4)$
1 S: l OK
# the saved result forgets what was replaced
1 C: m SEARCH RETURN (SAVE) ALL
1 S: m OK
1 C: n REPLACE 1 INBOX {4+}
1 C: next
1 S: * OK [APPENDUID $validity 5]
1 S: * 1 EXPUNGE$
1 S: * 1 EXISTS$
1 S: * 1 RECENT$
1 S: n OK
1 C: o SEARCH $
1 S: * SEARCH$
1 S: o OK
# another session was faster: nothing is put in
2 C: a STORE 1 +FLAGS.SILENT (\Deleted)
2 S: a OK
2 C: b EXPUNGE
2 S: * 1 EXPUNGE$
2 S: b OK
1 C: p REPLACE 1 INBOX {4}
1 S: * 1 EXPUNGE$
1 S: p NO [EXPUNGEISSUED]
1 C: q STATUS INBOX (MESSAGES UIDNEXT)
1 S: * STATUS INBOX (MESSAGES 0 UIDNEXT 6)$
1 S: q OK
2 C: c EXAMINE Drafts
2 S: * OK [CLOSED]
2 S: * FLAGS
2 S: * OK [PERMANENTFLAGS
2 S: * 1 EXISTS
2 S: * 1 RECENT
2 S: * OK [UNSEEN 1]
2 S: ...
2 S: c OK
2 C: d REPLACE 1 INBOX {4}
2 S: d NO [READ-ONLY]
2 C: e FETCH 1 BINARY[]
2 S= "* 1 FETCH (BINARY[] ~{5}\r\na\x00b\r\n)"
2 S: e OK
2 C: f UNSELECT
2 S: f OK
2 C: g REPLACE 1 INBOX {4+}
2 C: test
2 S: g BAD REPLACE needs a selected mailbox
