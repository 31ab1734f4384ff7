# RFC 8474: identifiers are the same for all who may see them
accounts: alice bob
connections: 2
mail: two-messages.mbox

1 C: a STATUS INBOX (MAILBOXID)
1 S: * STATUS INBOX (MAILBOXID ($box))$
1 S: a OK
1 C: b SETACL INBOX bob@example.test lr
1 S: b OK
1 C: c SELECT INBOX
1 S: ...
1 S: c OK
1 C: d FETCH 1 (EMAILID)
1 S: * 1 FETCH (EMAILID ($email))$
1 S: d OK
2 C: a STATUS "Other Users/alice@example.test/INBOX" (MAILBOXID)
2 S: * STATUS "Other Users/alice@example.test/INBOX" (MAILBOXID ($box))$
2 S: a OK
2 C: b LIST "" "Other Users/alice@example.test/*" RETURN (STATUS (MAILBOXID))
2 S: * LIST (\HasNoChildren) "/" "Other Users/alice@example.test/INBOX"$
2 S: * STATUS "Other Users/alice@example.test/INBOX" (MAILBOXID ($box))$
2 S: b OK
2 C: c SELECT "Other Users/alice@example.test/INBOX"
2 S: ...
2 S: c OK
2 C: d COPY 1 INBOX
2 S: d OK [COPYUID $bob 1 1]
2 C: e SELECT INBOX
2 S: ...
2 S: e OK
2 C: f FETCH 1 (EMAILID)
2 S: * 1 FETCH (EMAILID ($email))$
2 S: f OK
2 C: g UID SEARCH EMAILID $email
2 S: * SEARCH 1$
2 S: g OK
