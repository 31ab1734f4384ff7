# RFC 2449 section 6.5: a user logs in once in so many seconds; a refusal counts for nothing, and who
# has not the password learns nothing
connections: 2
state: greeted
set: pop3.login_delay 300

1 C: CAPA
1 S: +OK
1 S: ...
1 S: LOGIN-DELAY 300$
1 S: .$
1 C: USER alice@example.test
1 C: PASS alice-password
1 S: +OK
1 S: +OK
1 C: CAPA
1 S: +OK
1 S: ...
1 S: LOGIN-DELAY 300$
1 S: .$
1 C: QUIT
1 S: +OK
1 closed
clock +299
2 C: USER alice@example.test
2 C: PASS bob-password
2 S: +OK
2 S: -ERR [AUTH] Wrong user name or password$
2 C: USER alice@example.test
2 C: PASS alice-password
2 S: +OK
2 S: -ERR [LOGIN-DELAY] Log in once in 300 seconds, not more often$
2 C: AUTH PLAIN $plain(recent:alice@example.test,alice-password)
2 S: -ERR [LOGIN-DELAY]
clock +1
2 C: USER alice@example.test
2 C: PASS alice-password
2 S: +OK
2 S: +OK
