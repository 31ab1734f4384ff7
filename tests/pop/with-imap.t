# POP and IMAP on one maildrop: what QUIT deletes goes from IMAP's view, what IMAP expunges is no
# error for POP, and RETR leaves the message unread
mail: two-messages.mbox
service: pop imap
connections: 3

1 C: RETR 2
1 S: +OK
1 S: ...
1 S: .$
2 C: a SELECT INBOX
2 S: * 2 EXISTS
2 S: ...
2 S: a OK
1 C: DELE 1
1 S: +OK
1 C: QUIT
1 S: +OK
1 closed
2 C: b NOOP
2 S: * 1 EXPUNGE
2 S: b OK
2 C: c FETCH 1 FLAGS
2 S: * 1 FETCH (FLAGS (\Recent))
2 S: c OK
