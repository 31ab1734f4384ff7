# RFC 7377, RFC 5465: searches over, and notices of, what other users share
accounts: alice bob
connections: 3
mail: two-messages.mbox

1 C: a SETACL INBOX bob@example.test lr
1 S: a OK
2 C: a ESEARCH IN (subtree "Other Users") RETURN (COUNT) SUBJECT Second
2 S: * ESEARCH (TAG "a" MAILBOX "Other Users/alice@example.test/INBOX" UIDVALIDITY $validity) UID COUNT 1$
2 S: a OK
2 C: b ESEARCH IN (personal inboxes) ALL
2 S: b OK
2 C: c ESEARCH IN (mailboxes "Other Users/alice@example.test/INBOX") RETURN (ALL) SUBJECT First
2 S: * ESEARCH (TAG "c" MAILBOX "Other Users/alice@example.test/INBOX" UIDVALIDITY $validity) UID ALL 1$
2 S: c OK
2 C: d SELECT "Other Users/alice@example.test/INBOX"
2 S: ...
2 S: d OK [READ-ONLY]
2 C: e ESEARCH IN (selected) RETURN (COUNT) ALL
2 S: * ESEARCH (TAG "e" MAILBOX "Other Users/alice@example.test/INBOX" UIDVALIDITY $validity) UID COUNT 2$
2 S: e OK
2 C: f ESEARCH IN (selected personal) RETURN (COUNT) ALL
2 S: * ESEARCH (TAG "f" MAILBOX "Other Users/alice@example.test/INBOX" UIDVALIDITY $validity) UID COUNT 2$
2 S: f OK
2 C: g UID SORT (REVERSE SUBJECT) UTF-8 ALL
2 S: * SORT 2 1$
2 S: g OK
2 C: h THREAD REFS UTF-8 ALL
2 S: * THREAD (1)(2)$
2 S: h OK
2 C: i SEARCH RETURN (SAVE COUNT) ALL
2 S: * ESEARCH (TAG "i") COUNT 2$
2 S: i OK
# NOTIFY tells of what others share, and when they begin and end to
3 C: a NOTIFY SET STATUS (subtree "Other Users" (MessageNew MessageExpunge FlagChange MailboxName)) (personal (MailboxName))
3 S: * STATUS "Other Users/alice@example.test/INBOX" (MESSAGES 2 UIDNEXT 3 UIDVALIDITY $validity UNSEEN 2)$
3 S: a OK
1 C: b APPEND INBOX {4+}
1 C: test
1 S: b OK
3 S: * STATUS "Other Users/alice@example.test/INBOX" (MESSAGES 3 UIDNEXT 4 UIDVALIDITY $validity UNSEEN 3)$
1 C: c SETACL Sent bob@example.test l
1 S: c OK
3 S: * LIST (\HasNoChildren) "/" "Other Users/alice@example.test/Sent"$
1 C: d DELETEACL INBOX bob@example.test
1 S: d OK
3 S: * LIST (\NonExistent \HasNoChildren) "/" "Other Users/alice@example.test/INBOX"$
1 C: e APPEND INBOX {4+}
1 C: test
1 S: e OK
3 !
3 C: b NOTIFY NONE
3 S: b OK
