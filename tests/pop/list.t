# RFC 1939 section 5: LIST of all and of one, with the octets that RETR sends
mail: two-messages.mbox
connections: 2

1 C: LIST
1 S: +OK 2 messages
1 S: 1 $first$
1 S: 2 $second$
1 S: .$
1 C: LIST 1
1 S: +OK 1 $first$
1 C: RETR 1
1 S: +OK $first octets
1 S: ...
1 S: .$
1 C: LIST 2
1 S: +OK 2 $second$
1 C: LIST 3
1 S: -ERR There is no such message
1 C: LIST 0
1 S: -ERR
1 C: LIST x
1 S: -ERR
1 C: LIST 99999999999999999999
1 S: -ERR There is no such message
1 C: DELE 1
1 S: +OK
1 C: LIST 1
1 S: -ERR There is no such message
1 C: LIST
1 S: +OK 1 messages
1 S: 2 $second$
1 S: .$
1 C: STAT
1 S: +OK 1 $second$
1 C: DELE 2
1 C: LIST
1 S: +OK
1 S: +OK 0 messages
1 S: .$
1 C: RSET
1 S: +OK 2 messages
