# RFC 1939 section 6: a line that is lost deletes nothing, and so does one that is idle too long
mail: two-messages.mbox
connections: 3

1 C: DELE 1
1 C: DELE 2
1 S: +OK
1 S: +OK
1 close

2 C: STAT
2 S: +OK 2
2 C: DELE 1
2 S: +OK
2 C= "QUI"
2 close

3 C: STAT
3 S: +OK 2
