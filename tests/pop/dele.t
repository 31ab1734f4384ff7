# RFC 1939 sections 5 and 6: DELE marks, RSET takes it back, QUIT deletes
mail: two-messages.mbox
connections: 3

1 C: DELE 1
1 S: +OK
1 C: DELE 1
1 S: -ERR There is no such message
1 C: DELE 3
1 S: -ERR There is no such message
1 C: DELE
1 S: -ERR
1 C: RSET
1 S: +OK 2 messages
1 C: RSET 1
1 S: -ERR
1 C: DELE 2
1 S: +OK
1 C: STAT
1 S: +OK 1 224$
1 C: QUIT
1 S: +OK
1 closed

2 C: STAT
2 S: +OK 1 224$
2 C: DELE 1
2 S: +OK
2 C: QUIT
2 S: +OK
2 closed

3 C: STAT
3 S: +OK 0 0$
