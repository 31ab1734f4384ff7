# RFC 1939 section 5: an empty maildrop
1 C: STAT
1 C: LIST
1 C: UIDL
1 C: LIST 1
1 C: UIDL 1
1 C: RETR 1
1 C: DELE 1
1 C: TOP 1 1
1 S: +OK 0 0$
1 S: +OK
1 S: .$
1 S: +OK
1 S: .$
1 S: -ERR There is no such message
1 S: -ERR There is no such message
1 S: -ERR There is no such message
1 S: -ERR There is no such message
1 S: -ERR There is no such message
1 C: QUIT
1 S: +OK
1 closed
