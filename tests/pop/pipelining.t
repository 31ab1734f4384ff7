# RFC 2449 section 6.6: commands sent together are answered in order
mail: two-messages.mbox
state: greeted
connections: 2

1 C: USER alice@example.test
1 C: PASS alice-password
1 C: NOOP
1 C: STAT
1 C: RETR 2
1 C: DELE 2
1 C: NOOP
1 C: QUIT
1 C: NOOP
1 S: +OK
1 S: +OK 2 messages
1 S: +OK
1 S: +OK 2
1 S: +OK
1 S: ...
1 S: .$
1 S: +OK
1 S: +OK
1 S: +OK
1 closed

2 C: AUTH PLAIN
2 C: $plain(alice@example.test,alice-password)
2 C: STAT
2 S: + $
2 S: +OK
2 S: +OK 1
