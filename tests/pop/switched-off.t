# Who has the right password learns that POP3 is switched off; who has not hears what everybody hears
state: greeted
connections: 2

1 C: USER alice@example.test
1 C: PASS alice-password
1 S: +OK
1 S: +OK
operator account set: alice@example.test pop3 off
1 S: -ERR [SYS/PERM] POP3 is switched off for this account$
1 closed

2 C: USER alice@example.test
2 C: PASS wrong-password
2 S: +OK
2 S: -ERR [AUTH] Wrong user name or password$
2 C: USER alice@example.test
2 C: PASS alice-password
2 S: +OK
2 S: -ERR [AUTH] POP3 is switched off for this account$
2 C: AUTH PLAIN $plain(alice@example.test,alice-password)
2 S: -ERR [AUTH] POP3 is switched off for this account$

operator account set: alice@example.test pop3 on
2 C: USER alice@example.test
2 C: PASS alice-password
2 S: +OK
2 S: +OK
