# RFC 8437: UNAUTHENTICATE takes back the login and all that came after it
mail: two-messages.mbox
connections: 3
accounts: alice alice bob
set: limits.connections_per_account 2

1 C: a ENABLE IMAP4rev2 CONDSTORE
1 S: * ENABLED
1 S: a OK
1 C: b SELECT INBOX
1 S: ...
1 S: b OK
1 C: c SEARCH RETURN (SAVE) 1
1 S: c OK
1 C: d STORE 1 +FLAGS.SILENT (\Deleted)
1 S: * 1 FETCH
1 S: d OK
1 C: e UNAUTHENTICATE now
1 S: e BAD expected the end of the command after UNAUTHENTICATE
1 C: f UNAUTHENTICATE
1 S: f OK [CAPABILITY IMAP4rev1 IMAP4rev2 AUTH=PLAIN
1 C: g UNAUTHENTICATE
1 S: g BAD UNAUTHENTICATE needs a login first
1 C: h FETCH 1 FLAGS
1 S: h BAD FETCH needs a login first
# nothing of before is told any more, and the limits are those before a login
2 C: a SELECT INBOX
2 S: ...
2 S: a OK
2 C: b STORE 1 +FLAGS.SILENT (\Flagged)
2 S: b OK
1 C: i NOOP
1 S: i OK
1 C: j LOGIN {4097+}
1 S: j BAD [TOOBIG]
1 C= "x"*4097 " x\r\n"
# another user, who finds neither a mailbox selected nor anything enabled
1 C: k LOGIN bob@example.test bob-password
1 S: k OK [CAPABILITY
1 C: l SEARCH $
1 S: l BAD SEARCH needs a selected mailbox
1 C: m SELECT INBOX
1 S: * 0 EXISTS
1 S: * 0 RECENT
1 S: ...
1 S: m OK
1 C: n SEARCH $
1 S: * SEARCH$
1 S: n OK
1 C: o APPEND INBOX {4+}
1 C: test
1 S: * 1 EXISTS
1 S: * 1 RECENT
1 S: o OK
1 C: p STORE 1 FLAGS (\Seen)
1 S: * 1 FETCH (UID 1 FLAGS (\Seen \Recent))
1 S: p OK
# no message was expunged, and the place of the first login is free again
2 C: c UNAUTHENTICATE
2 S: c OK
2 C: d LOGIN alice@example.test alice-password
2 S: d OK
2 C: e STATUS INBOX (MESSAGES DELETED)
2 S: * STATUS INBOX (MESSAGES 2 DELETED 1)
2 S: e OK
3 C: a UNAUTHENTICATE
3 S: a OK
3 C: b AUTHENTICATE PLAIN $plain(alice@example.test,alice-password)
3 S: b OK
3 C: c STATUS INBOX (MESSAGES)
3 S: * STATUS INBOX (MESSAGES 2)
3 S: c OK
