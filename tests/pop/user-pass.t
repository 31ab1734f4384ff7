# RFC 1939 section 7: USER and PASS; every refusal reads the same (RFC 3206: [AUTH])
state: greeted
connections: 4

1 C: PASS alice-password
1 S: -ERR USER comes before PASS
1 C: USER alice@example.test
1 S: +OK
1 C: PASS alice-password
1 S: +OK 0 messages
1 C: USER alice@example.test
1 S: -ERR USER comes before login
1 C: PASS alice-password
1 S: -ERR
1 C: AUTH PLAIN
1 S: -ERR
1 C: QUIT
1 S: +OK
1 closed

# a name without the domain, and letter case
2 C: user Alice
2 S: +OK
2 C: pass alice-password
2 S: +OK
2 C: QUIT
2 S: +OK
2 closed

3 C: USER alice@example.test
3 S: +OK
3 C: PASS wrong
3 S: -ERR [AUTH] Wrong user name or password$
3 C: PASS alice-password
3 S: -ERR USER comes before PASS
3 C: USER nobody@example.test
3 S: +OK
3 C: PASS wrong
3 S: -ERR [AUTH] Wrong user name or password$
3 C: USER
3 S: -ERR
3 C: USER bob@example.test
3 S: +OK
3 C: PASS
3 S: -ERR
3 C: PASS bob-password
3 S: +OK
3 C: QUIT
3 S: +OK
3 closed

# invalid UTF-8 and 8-bit names
4 C= "USER \xff\xfe\r\n"
4 S: -ERR
4 C= "USER m\xc3\xbcller\r\n"
4 S: +OK
4 C= "PASS \xc3\xa4\xc3\xb6\r\n"
4 S: -ERR [AUTH]
4 C= "USER alice@example.test\r\nPASS \xff\r\n"
4 S: +OK
4 S: -ERR
4 C: QUIT
4 S: +OK
4 closed
