# pop3.fetched trash: what RETR sent moves to \Trash. The setting is that of the moment of QUIT; a
# Trash that the user has deleted is made again, and one that only has its name is left alone
mail: two-messages.mbox
service: pop imap pop
connections: 3

2 C: a DELETE Trash
2 S: a OK
2 C: b CREATE Trash
2 S: b OK
1 C: RETR 2
1 S: +OK
1 S: ...
1 S: .$
operator account set: alice@example.test pop3.fetched trash
1 C: QUIT
1 S: +OK
1 closed
2 C: c LIST (SPECIAL-USE) "" "Tr*"
2 S: * LIST (\HasNoChildren \Trash) "/" "Trash 2"$
2 S: c OK
2 C: d STATUS "Trash 2" (MESSAGES)
2 S: * STATUS "Trash 2" (MESSAGES 1)
2 S: d OK
2 C: e STATUS Trash (MESSAGES)
2 S: * STATUS Trash (MESSAGES 0)
2 S: e OK
operator account set: alice@example.test pop3.fetched default
3 C: RETR 1
3 S: +OK
3 S: ...
3 S: .$
3 C: QUIT
3 S: +OK
3 closed
2 C: f STATUS INBOX (MESSAGES)
2 S: * STATUS INBOX (MESSAGES 1)
2 S: f OK
