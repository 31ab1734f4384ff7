# RFC 4314, RFC 8440: what others share is listed below "Other Users/", as far as it may be looked up
accounts: alice bob
connections: 2
order: strict

2 C: a LIST "" "*"
2 S: ...
2 S: a OK
2 C: b LIST "" "Other Users/*"
2 S: b OK
1 C: a CREATE Work/Plans
1 S: a OK
1 C: b SETACL Work/Plans bob@example.test lri
1 S: b OK
1 C: c SETACL Sent bob@example.test l
1 S: c OK
# a level that may not be looked up is there for what is below it; the owner's special uses are not bob's
2 C: c LIST "" "Other Users/*"
2 S: * LIST (\Noselect \HasChildren) "/" "Other Users/alice@example.test"$
2 S: * LIST (\HasNoChildren) "/" "Other Users/alice@example.test/Sent"$
2 S: * LIST (\Noselect \HasChildren) "/" "Other Users/alice@example.test/Work"$
2 S: * LIST (\HasNoChildren) "/" "Other Users/alice@example.test/Work/Plans"$
2 S: c OK
2 C: d LIST "" %
2 S: * LIST (\HasNoChildren \Archive) "/" Archive$
2 S: * LIST (\HasNoChildren \Drafts) "/" Drafts$
2 S: * LIST (\HasNoChildren) "/" INBOX$
2 S: * LIST (\HasNoChildren \Junk) "/" Junk$
2 S: * LIST (\Noselect \HasChildren) "/" "Other Users"$
2 S: * LIST (\HasNoChildren \Sent) "/" Sent$
2 S: * LIST (\HasNoChildren \Trash) "/" Trash$
2 S: d OK
2 C: e LIST "" ("S*" "Other Users/*") RETURN (MYRIGHTS STATUS (MESSAGES))
2 S: * LIST (\NonExistent \HasChildren) "/" "Other Users/alice@example.test"$
2 S: * LIST (\HasNoChildren) "/" "Other Users/alice@example.test/Sent"$
2 S: * MYRIGHTS "Other Users/alice@example.test/Sent" l$
2 S: * LIST (\NonExistent \HasChildren) "/" "Other Users/alice@example.test/Work"$
2 S: * LIST (\HasNoChildren) "/" "Other Users/alice@example.test/Work/Plans"$
2 S: * STATUS "Other Users/alice@example.test/Work/Plans" (MESSAGES 0)$
2 S: * MYRIGHTS "Other Users/alice@example.test/Work/Plans" lri$
2 S: * LIST (\HasNoChildren \Sent) "/" Sent$
2 S: * STATUS Sent (MESSAGES 0)$
2 S: * MYRIGHTS Sent lrswipkxteacd$
2 S: e OK
2 C: f LIST (SPECIAL-USE) "" "*" RETURN (MYRIGHTS)
2 S: * LIST (\HasNoChildren \Archive) "/" Archive$
2 S: * MYRIGHTS Archive lrswipkxteacd$
2 S: ...
2 S: f OK
# subscriptions are one's own, and outlive what they name
2 C: g SUBSCRIBE "Other Users/alice@example.test/Work/Plans"
2 S: g OK
2 C: h SUBSCRIBE "Other Users/alice@example.test/Work"
2 S: h OK
2 C: i LSUB "" "Other*"
2 S: * LSUB (\Noselect \HasChildren) "/" "Other Users/alice@example.test/Work"$
2 S: * LSUB (\HasNoChildren) "/" "Other Users/alice@example.test/Work/Plans"$
2 S: i OK
1 C: d DELETEACL Work/Plans bob@example.test
1 S: d OK
2 C: j LIST (SUBSCRIBED) "" "Other*"
2 S: * LIST (\NonExistent \HasNoChildren \Subscribed) "/" "Other Users/alice@example.test/Work"$
2 S: * LIST (\NonExistent \HasNoChildren \Subscribed) "/" "Other Users/alice@example.test/Work/Plans"$
2 S: j OK
2 C: k UNSUBSCRIBE "Other Users/alice@example.test/Work/Plans"
2 S: k OK
2 C: l SUBSCRIBE "Other Users/alice@example.test/Work/Plans"
2 S: l NO [NONEXISTENT] there is no such mailbox$
# IMAP4rev2 wants a LIST line with SELECT
2 C: m ENABLE IMAP4rev2
2 S: * ENABLED IMAP4rev2
2 S: m OK
1 C: e SETACL INBOX bob@example.test lr
1 S: e OK
2 C: n EXAMINE "Other Users/alice@example.test/inbox"
2 S: * FLAGS (\Answered \Flagged \Deleted \Seen \Draft)$
2 S: * OK [PERMANENTFLAGS ()]
2 S: * 0 EXISTS
2 S: * OK [UIDVALIDITY
2 S: * OK [UIDNEXT 1]
2 S: * OK [HIGHESTMODSEQ
2 S: * OK [MAILBOXID
2 S: * LIST (\HasNoChildren) "/" "Other Users/alice@example.test/INBOX" ("OLDNAME" ("Other Users/alice@example.test/inbox"))$
2 S: n OK [READ-ONLY]
