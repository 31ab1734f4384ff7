# RFC 1939 section 3: when the time is over the server closes, says nothing and deletes nothing
mail: two-messages.mbox
connections: 3

1 C: DELE 1
1 S: +OK
1 timeout
1 closed

2 C: STAT
2 S: +OK 2
