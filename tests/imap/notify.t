# RFC 5465: NOTIFY tells of the mailboxes that are not selected, while no command runs
mail: two-messages.mbox
connections: 2

1 C: a CREATE Lists/Garden
1 S: a OK
1 C: b NOTIFY SET STATUS (mailboxes (INBOX Nothing) (MessageNew MessageExpunge FlagChange)) (subtree Lists (MessageNew MessageExpunge MailboxName SubscriptionChange))
1 S: * STATUS INBOX (MESSAGES 2 UIDNEXT 3 UIDVALIDITY $inbox UNSEEN 2)$
1 S: * STATUS Lists (MESSAGES 0 UIDNEXT 1 UIDVALIDITY $lists UNSEEN 0)$
1 S: * STATUS Lists/Garden (MESSAGES 0 UIDNEXT 1 UIDVALIDITY $garden UNSEEN 0)$
1 S: b OK NOTIFY completed$
2 C: a APPEND Lists/Garden {4+}
2 C: test
2 S: a OK
1 S: * STATUS Lists/Garden (MESSAGES 1 UIDNEXT 2 UIDVALIDITY $garden UNSEEN 1)$
# flags of INBOX only were asked for
2 C: b SELECT Lists/Garden
2 S: ...
2 S: b OK
2 C: c STORE 1 +FLAGS.SILENT (\Seen)
2 S: c OK
1 !
2 C: d SELECT INBOX
2 S: ...
2 S: d OK
2 C: e STORE 1 +FLAGS.SILENT (\Seen \Deleted)
2 S: e OK
1 S: * STATUS INBOX (MESSAGES 2 UIDNEXT 3 UIDVALIDITY $inbox UNSEEN 1)$
2 C: f EXPUNGE
2 S: * 1 EXPUNGE
2 S: f OK
1 S: * STATUS INBOX (MESSAGES 1 UIDNEXT 3 UIDVALIDITY $inbox UNSEEN 1)$
2 C: g APPEND Trash {4+}
2 C: test
2 S: g OK
1 !
# names and subscriptions below Lists, and what goes there
2 C: h CREATE Lists/House
2 S: h OK
1 S: * LIST (\HasNoChildren) "/" Lists/House$
2 C: i SUBSCRIBE Lists/House
2 S: i OK
1 S: * LIST (\HasNoChildren \Subscribed) "/" Lists/House$
2 C: j RENAME Lists/House Lists/Home
2 S: j OK
1 S: * LIST (\HasNoChildren \Subscribed) "/" Lists/Home ("OLDNAME" (Lists/House))$
1 S: * LIST (\HasNoChildren \Subscribed) "/" Lists/Home$
1 S: * LIST (\NonExistent \HasNoChildren) "/" Lists/House$
2 C: k UNSUBSCRIBE Lists/Home
2 S: k OK
1 S: * LIST (\HasNoChildren) "/" Lists/Home$
2 C: l CREATE Elsewhere
2 S: l OK
2 C: m DELETE Lists/Home
2 S: m OK
1 S: * LIST (\NonExistent \HasNoChildren) "/" Lists/Home$
2 C: n RENAME Elsewhere Lists/Here
2 S: n OK
1 S: * LIST (\HasNoChildren) "/" Lists/Here ("OLDNAME" (Elsewhere))$
# in IDLE, and with the answers of commands
1 C: c IDLE
1 S: + idling
1 S: * OK still here$
2 C: o MOVE 1 Lists/Here
2 S: * OK [COPYUID
2 S: * 1 EXPUNGE
2 S: o OK
1 S: * STATUS INBOX (MESSAGES 0 UIDNEXT 3 UIDVALIDITY $inbox UNSEEN 0)$
1 S: * STATUS Lists/Here (MESSAGES 1 UIDNEXT 2 UIDVALIDITY $here UNSEEN 1)$
1 C: DONE
1 S: c OK
1 C: d APPEND INBOX {4+}
1 C: test
1 S: * STATUS INBOX (MESSAGES 1 UIDNEXT 4 UIDVALIDITY $inbox UNSEEN 1)$
1 S: d OK
2 C: p NOOP
2 S: * 1 EXISTS
2 S: * 1 RECENT
2 S: p OK
1 C: e NOTIFY NONE
1 S: e OK
2 C: q STORE 1 +FLAGS.SILENT (\Deleted)
2 S: q OK
1 !
1 C: f NOOP
1 S: f OK
