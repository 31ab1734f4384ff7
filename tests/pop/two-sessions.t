# Two sessions on one maildrop: each keeps the picture of its login, deleting twice is no error
mail: two-messages.mbox
connections: 4

1 C: STAT
1 S: +OK 2
2 C: STAT
2 S: +OK 2
1 C: DELE 1
1 S: +OK
1 C: QUIT
1 S: +OK
1 closed

# the message is gone for new sessions, and still there for this one
2 C: STAT
2 S: +OK 2
2 C: UIDL 2
2 S: +OK 2 $second$
2 C: RETR 1
2 S: +OK 224 octets
2 S: ...
2 S: .$
2 C: TOP 1 0
2 S: +OK
2 S: ...
2 S: .$
3 C: UIDL
3 S: +OK
3 S: 1 $second$
3 S: .$
2 C: DELE 1
2 S: +OK
2 C: DELE 2
2 S: +OK
2 C: QUIT
2 S: +OK
2 closed

3 C: RETR 1
3 S: +OK
3 S: ...
3 S: .$
3 C: QUIT
3 S: +OK
3 closed

4 C: STAT
4 S: +OK 0 0$
