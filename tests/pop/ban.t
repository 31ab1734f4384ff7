# RFC 2449 section 8.1.1: an address that has guessed too often is told [LOGIN-DELAY]
set: login.ban_failures 2
state: greeted
connections: 2

1 C: USER alice@example.test
1 C: PASS 1
1 C: USER alice@example.test
1 C: PASS 2
1 C: USER alice@example.test
1 C: PASS alice-password
1 S: +OK
1 S: -ERR [AUTH]
1 S: +OK
1 S: -ERR [AUTH]
1 S: +OK
1 S: -ERR [LOGIN-DELAY]
1 closed

clock +901
2 C: USER alice@example.test
2 C: PASS alice-password
2 S: +OK
2 S: +OK
