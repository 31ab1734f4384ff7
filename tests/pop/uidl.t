# RFC 1939 section 7: UIDL is the same in every session, and never that of another message
mail: two-messages.mbox
connections: 3

1 C: UIDL
1 S: +OK
1 S: 1 $first$
1 S: 2 $second$
1 S: .$
1 C: UIDL 1
1 S: +OK 1 $first$
1 C: UIDL 2
1 S: +OK 2 $second$
1 C: UIDL 3
1 S: -ERR There is no such message
1 C: UIDL 0
1 S: -ERR
1 C: DELE 1
1 C: UIDL 1
1 C: UIDL
1 S: +OK
1 S: -ERR There is no such message
1 S: +OK
1 S: 2 $second$
1 S: .$
1 C: QUIT
1 S: +OK
1 closed

2 C: UIDL
2 S: +OK
2 S: 1 $second$
2 S: .$
