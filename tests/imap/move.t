# RFC 6851: MOVE is COPY and EXPUNGE in one; COPYUID comes first
mail: two-messages.mbox
state: selected
order: strict

1 C: a STORE 2 FLAGS.SILENT (\Seen $Label)
1 S: * FLAGS
1 S: * OK [PERMANENTFLAGS
1 S: a OK
1 C: b MOVE 2 Trash
1 S: * OK [COPYUID $validity 2 1]
1 S: * 2 EXPUNGE$
1 S: b OK MOVE completed$
1 C: c UID MOVE 1,2,3 Trash
1 S: * OK [COPYUID $validity 1 2]
1 S: * 1 EXPUNGE$
1 S: c OK
1 C: d UID MOVE 1 Trash
1 S: d OK MOVE completed$
1 C: e MOVE 1 Trash
1 S: e BAD
1 C: f SELECT Trash
1 S: * OK [CLOSED]
1 S: * FLAGS (\Answered \Flagged \Deleted \Seen \Draft $Label)$
1 S: * OK [PERMANENTFLAGS
1 S: * 2 EXISTS
1 S: ...
1 S: f OK
1 C: g FETCH 1:* FLAGS
1 S: * 1 FETCH (FLAGS (\Seen \Recent $Label))$
1 S: * 2 FETCH (FLAGS (\Recent))$
1 S: g OK
1 C: h MOVE 1 Nothing
1 S: h NO [TRYCREATE]
1 C: i MOVE 1
1 S: i BAD
# within a mailbox: a new message at the end
1 C: j MOVE 1 Trash
1 S: * OK [COPYUID $validity 1 3]
1 S: * 1 EXPUNGE$
1 S: * 2 EXISTS
1 S: * 2 RECENT
1 S: j OK
1 C: k EXAMINE Trash
1 S: ...
1 S: k OK
1 C: l MOVE 1 INBOX
1 S: l NO [READ-ONLY]
1 C: m COPY 1 INBOX
1 S: m OK [COPYUID
