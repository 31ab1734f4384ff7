# RFC 5034 with RFC 4616: AUTH PLAIN with and without initial response, and its failures
state: greeted
connections: 4

1 C: AUTH PLAIN $plain(alice@example.test,alice-password)
1 S: +OK
1 C: STAT
1 S: +OK 0 0$
1 C: QUIT
1 S: +OK
1 closed

2 C: auth plain
2 S: + $
2 C: $plain(bob@example.test,bob-password)
2 S: +OK
2 C: QUIT
2 S: +OK
2 closed

# "=" is an empty initial response, which PLAIN does not know
3 C: AUTH PLAIN =
3 S: -ERR
3 C: AUTH PLAIN
3 S: + $
3 C: *
3 S: -ERR
3 C: AUTH PLAIN
3 S: + $
3 C: this is no base64
3 S: -ERR
3 C: AUTH PLAIN $plain(alice@example.test,wrong)
3 S: -ERR [AUTH] Wrong user name or password$
# alice may not act for bob
3 C: AUTH PLAIN $base64(bob@example.test\0alice@example.test\0alice-password)
3 S: -ERR [AUTH] Wrong user name or password$
3 C: AUTH PLAIN $base64(alice@example.test\0alice@example.test\0alice-password)
3 S: +OK
3 C: QUIT
3 S: +OK
3 closed

# the answer to a challenge may be longer than a command, not longer than SASL's limit
4 C: AUTH PLAIN
4 S: + $
4 C= "A"*12288 "\r\n"
4 S: -ERR
4 C: AUTH PLAIN
4 S: + $
4 C= "A"*12289 "\r\n"
4 S: -ERR The line is too long
4 C: AUTH PLAIN
4 S: + $
4 C= "AG\x00A\r\n"
4 S: -ERR
4 C: QUIT
4 S: +OK
4 closed
