# RFC 7677: AUTHENTICATE SCRAM-SHA-256, right, wrong and given up
state: greeted
connections: 3

1 C: a AUTHENTICATE SCRAM-SHA-256 $sasl(SCRAM-SHA-256,alice@example.test,alice-password)
1 S: + $first$
1 C: $answer($first)
1 S: + $final$
1 C:
1 S: a OK [CAPABILITY
1 C: b LOGOUT
1 S: * BYE
1 S: b OK
1 closed

2 C: a AUTHENTICATE SCRAM-SHA-256
2 S: + $
2 C: $sasl(SCRAM-SHA-256,alice@example.test,alice-password)
2 S: + $second$
2 C: $answer($second)
2 S: + $last$
2 C:
2 S: a OK

3 C: a AUTHENTICATE SCRAM-SHA-256 $sasl(SCRAM-SHA-256,alice@example.test,wrong)
3 S: + $third$
3 C: $answer($third)
3 S: a NO [AUTHENTICATIONFAILED] Wrong user name or password$
# an unknown user gets a challenge too
3 C: b AUTHENTICATE SCRAM-SHA-256 $sasl(SCRAM-SHA-256,nobody@example.test,wrong)
3 S: + $fourth$
3 C: $answer($fourth)
3 S: b NO [AUTHENTICATIONFAILED] Wrong user name or password$
3 C: c AUTHENTICATE SCRAM-SHA-256 $sasl(SCRAM-SHA-256,alice@example.test,alice-password)
3 S: + $fifth$
3 C: *
3 S: c BAD
3 C: d AUTHENTICATE SCRAM-SHA-256 bm90aGluZw==
3 S: d BAD
3 C: e NOOP
3 S: e OK
