# A client that guesses is disconnected, and its address is banned for a while
state: greeted
connections: 7

1 C: USER alice@example.test
1 C: PASS 1
1 C: USER alice@example.test
1 C: PASS 2
1 C: USER alice@example.test
1 C: PASS 3
1 C: USER alice@example.test
1 C: PASS 4
1 C: USER alice@example.test
1 C: PASS 5
1 C: USER alice@example.test
1 S: +OK
1 S: -ERR [AUTH]
1 S: +OK
1 S: -ERR [AUTH]
1 S: +OK
1 S: -ERR [AUTH]
1 S: +OK
1 S: -ERR [AUTH]
1 S: +OK
1 S: -ERR [AUTH]
1 closed
