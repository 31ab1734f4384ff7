# RFC 2449 section 8.1.1: an account with too many connections is [IN-USE]
set: limits.connections_per_account 2
connections: 4
state: greeted

1 C: AUTH PLAIN $plain(alice@example.test,alice-password)
1 S: +OK
2 C: AUTH PLAIN $plain(alice@example.test,alice-password)
2 S: +OK
3 C: AUTH PLAIN $plain(alice@example.test,alice-password)
3 S: -ERR [IN-USE]
3 C: AUTH PLAIN $plain(bob@example.test,bob-password)
3 S: +OK
1 C: QUIT
1 S: +OK
1 closed
4 C: AUTH PLAIN $plain(alice@example.test,alice-password)
4 S: +OK
