# RFC 1939 section 6: where QUIT cannot write it says so; nothing is moved, deleted or noted
mail: two-messages.mbox
service: pop imap pop
connections: 3
set: alice pop3.fetched trash

1 C: RETR 1
1 S: +OK
1 S: ...
1 S: .$
1 C: DELE 2
1 S: +OK
store fails
1 C: QUIT
1 S: -ERR [SYS/TEMP]
1 closed
store works
2 C: a STATUS INBOX (MESSAGES UNSEEN)
2 S: * STATUS INBOX (MESSAGES 2 UNSEEN 2)
2 S: a OK
2 C: b STATUS Trash (MESSAGES)
2 S: * STATUS Trash (MESSAGES 0)
2 S: b OK
3 C: RETR 1
3 S: +OK
3 S: ...
3 S: .$
3 C: QUIT
3 S: +OK
3 closed
2 C: c STATUS Trash (MESSAGES)
2 S: * STATUS Trash (MESSAGES 1)
2 S: c OK
