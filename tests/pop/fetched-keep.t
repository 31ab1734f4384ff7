# What was fetched with POP3 stays in INBOX, unread, unless the account says otherwise
mail: two-messages.mbox
service: pop imap
connections: 2

1 C: RETR 1
1 S: +OK
1 S: ...
1 S: .$
1 C: QUIT
1 S: +OK
1 closed
2 C: a STATUS INBOX (MESSAGES UNSEEN)
2 S: * STATUS INBOX (MESSAGES 2 UNSEEN 2)
2 S: a OK
