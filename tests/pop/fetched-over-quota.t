# An account that is full moves what was fetched, as that takes no room; one that is over its quota
# cannot, and then it stays, while what the client deletes goes
mail: two-messages.mbox two-messages.mbox
service: pop imap pop
connections: 3
set: alice pop3.fetched archive
set: alice quota.messages 4

1 C: RETR 1
1 S: +OK
1 S: ...
1 S: .$
1 C: QUIT
1 S: +OK
1 closed
2 C: a STATUS Archive (MESSAGES)
2 S: * STATUS Archive (MESSAGES 1)
2 S: a OK
2 C: b STATUS INBOX (MESSAGES)
2 S: * STATUS INBOX (MESSAGES 3)
2 S: b OK
2 C: c APPEND INBOX {1+}
2 C: x
2 S: c NO [OVERQUOTA]
operator account set: alice@example.test quota.messages 2
3 C: RETR 1
3 S: +OK
3 S: ...
3 S: .$
3 C: DELE 3
3 S: +OK
3 C: QUIT
3 S: +OK
3 closed
2 C: d STATUS Archive (MESSAGES)
2 S: * STATUS Archive (MESSAGES 1)
2 S: d OK
2 C: e STATUS INBOX (MESSAGES)
2 S: * STATUS INBOX (MESSAGES 2)
2 S: e OK
