# RFC 5465 section 6.1: the selected mailbox, at once or with expunges delayed; what is fetched of new
# messages
mail: two-messages.mbox
connections: 3

1 C: a SELECT INBOX
1 S: ...
1 S: a OK
1 C: b NOTIFY SET (selected (MessageNew (FLAGS PREVIEW BODY.PEEK[HEADER.FIELDS (Subject)]) MessageExpunge FlagChange)) (personal (MessageNew MessageExpunge))
1 S: b OK
2 C: a SELECT INBOX
2 S: ...
2 S: a OK
2 C: b NOTIFY SET (selected-delayed (MessageNew MessageExpunge))
2 S: b OK
3 C: a SELECT INBOX
3 S: ...
3 S: a OK
3 C: b STORE 1 +FLAGS.SILENT (\Flagged)
3 S: b OK
1 S: * 1 FETCH (UID 1 FLAGS (\Flagged \Recent))$
2 !
3 C: c APPEND INBOX {{{
Subject: third

Here I am
}}}
3 S: * 3 EXISTS
3 S: ...
3 S: c OK
1 S: * 3 EXISTS
1 S: * $recent RECENT
1 S: * 3 FETCH (UID 3 FLAGS $flags
2 S: * 3 EXISTS
2 S: * $other RECENT
3 C: d STORE 1 +FLAGS.SILENT (\Deleted)
3 S: d OK
1 S: * 1 FETCH (UID 1 FLAGS (\Flagged \Deleted \Recent))$
3 C: e EXPUNGE
3 S: * 1 EXPUNGE
3 S: e OK
1 S: * 1 EXPUNGE$
2 !
2 C: c FETCH 1 UID
2 S: * 1 FETCH (UID 1)$
2 S: c OK
2 C: d NOOP
2 S: * 1 EXPUNGE$
2 S: d OK
# the selected mailbox has no STATUS; the others have, and it has once it is left
3 C: f COPY 1 Trash
3 S: f OK
1 S: * STATUS Trash (MESSAGES 1
1 C: c UNSELECT
1 S: c OK
3 C: g STORE 1 +FLAGS.SILENT (\Deleted)
3 S: g OK
1 !
3 C: h EXPUNGE
3 S: * 1 EXPUNGE
3 S: h OK
1 S: * STATUS INBOX (MESSAGES 1
# in the next mailbox the same holds
1 C: d SELECT Trash
1 S: ...
1 S: d OK
3 C: i COPY 1 Trash
3 S: i OK
1 S: * 2 EXISTS
1 S: * 2 RECENT
1 S: * 2 FETCH (UID 2 FLAGS (\Recent) PREVIEW "Here I am" BODY[HEADER.FIELDS (SUBJECT)] {{{
Subject: third

}}})
# without a group for it, the selected mailbox is told of with the answers of commands only
1 C: e NOTIFY SET (inboxes (MailboxName))
1 S: e OK
3 C: j COPY 1 Trash
3 S: j OK
1 !
1 C: f NOOP
1 S: * 3 EXISTS
1 S: * 3 RECENT
1 S: f OK
1 C: g NOTIFY SET (selected NONE)
1 S: g OK
3 C: k COPY 1 Trash
3 S: k OK
1 !
1 C: h IDLE
1 S: + idling
1 S: * OK still here$
1 S: * 4 EXISTS
1 S: * 4 RECENT
1 C: DONE
1 S: h OK
