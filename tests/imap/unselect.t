# RFC 3691: UNSELECT expunges nothing; RFC 9051 section 6.4.1: CLOSE does, and tells nothing
mail: two-messages.mbox
state: selected

1 C: a STORE 1 +FLAGS.SILENT (\Deleted)
1 S: a OK
1 C: b UNSELECT now
1 S: b BAD
1 C: c UNSELECT
1 S: c OK UNSELECT completed$
1 C: d UNSELECT
1 S: d BAD UNSELECT needs a selected mailbox
1 C: e CLOSE
1 S: e BAD CLOSE needs a selected mailbox
1 C: f STATUS INBOX (MESSAGES DELETED)
1 S: * STATUS INBOX (MESSAGES 2 DELETED 1)$
1 S: f OK

# after EXAMINE, CLOSE expunges nothing either
1 C: g EXAMINE INBOX
1 S: ...
1 S: g OK
1 C: h CLOSE
1 S: h OK CLOSE completed$
1 C: i SELECT INBOX
1 S: * 2 EXISTS
1 S: ...
1 S: i OK
1 C: j CLOSE it
1 S: j BAD
1 C: k CLOSE
1 S: k OK CLOSE completed$
1 C: l STATUS INBOX (MESSAGES DELETED)
1 S: * STATUS INBOX (MESSAGES 1 DELETED 0)$
1 S: l OK
