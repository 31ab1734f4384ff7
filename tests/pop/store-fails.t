# RFC 3206: a disk that is full gives [SYS/TEMP] at QUIT; reading goes on, and nothing is lost
mail: two-messages.mbox
connections: 4

1 C: DELE 1
1 S: +OK
store fails
1 C: RETR 2
1 S: +OK
1 S: ...
1 S: .$
1 C: QUIT
1 S: -ERR [SYS/TEMP] Some deleted messages were not removed
1 closed

2 C: STAT
2 S: +OK 2
2 C: QUIT
2 S: +OK
2 closed

store works
3 C: DELE 1
3 S: +OK
3 C: QUIT
3 S: +OK
3 closed

4 C: STAT
4 S: +OK 1
