# pop3.fetched read: what RETR sent in a session that ended with QUIT is marked as read, what TOP
# showed or a lost line fetched is not
mail: two-messages.mbox
service: pop pop imap
connections: 3
set: alice pop3.fetched read

3 C: a SELECT INBOX
3 S: ...
3 S: a OK
1 C: RETR 1
1 S: +OK
1 S: ...
1 S: .$
1 close
2 C: TOP 1 0
2 S: +OK
2 S: ...
2 S: .$
2 C: RETR 2
2 S: +OK
2 S: ...
2 S: .$
3 C: b NOOP
3 S: b OK
2 C: QUIT
2 S: +OK
2 closed
3 C: c NOOP
3 S: * 2 FETCH (UID 2 FLAGS (\Seen \Recent))
3 S: c OK
3 C: d FETCH 1 FLAGS
3 S: * 1 FETCH (FLAGS (\Recent))
3 S: d OK
