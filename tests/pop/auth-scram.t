# RFC 5034 with RFC 7677: AUTH SCRAM-SHA-256, right, wrong and aborted
state: greeted
connections: 2

1 C: AUTH SCRAM-SHA-256 $sasl(SCRAM-SHA-256,alice@example.test,alice-password)
1 S: + $first$
1 C: $answer($first)
1 S: + $final$
1 C:
1 S: +OK 0 messages
1 C: QUIT
1 S: +OK
1 closed

2 C: AUTH SCRAM-SHA-256
2 S: + $
2 C: $sasl(SCRAM-SHA-256,alice@example.test,wrong)
2 S: + $second$
2 C: $answer($second)
2 S: -ERR [AUTH] Wrong user name or password$
# an unknown user gets a challenge too
2 C: AUTH SCRAM-SHA-256 $sasl(SCRAM-SHA-256,nobody@example.test,wrong)
2 S: + $third$
2 C: $answer($third)
2 S: -ERR [AUTH] Wrong user name or password$
2 C: AUTH SCRAM-SHA-256 $sasl(SCRAM-SHA-256,alice@example.test,alice-password)
2 S: + $fourth$
2 C: *
2 S: -ERR
2 C: AUTH SCRAM-SHA-256 bm90aGluZw==
2 S: -ERR
2 C: QUIT
2 S: +OK
2 closed
