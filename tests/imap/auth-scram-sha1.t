# RFC 5802: AUTHENTICATE SCRAM-SHA-1, right, wrong, unknown
state: greeted
connections: 2

1 C: a AUTHENTICATE SCRAM-SHA-1 $sasl(SCRAM-SHA-1,alice@example.test,alice-password)
1 S: + $first$
1 C: $answer($first)
1 S: + $final$
1 C:
1 S: a OK [CAPABILITY

2 C: a AUTHENTICATE SCRAM-SHA-1
2 S: + $
2 C: $sasl(SCRAM-SHA-1,alice@example.test,wrong)
2 S: + $second$
2 C: $answer($second)
2 S: a NO [AUTHENTICATIONFAILED] Wrong user name or password$
2 C: b AUTHENTICATE SCRAM-SHA-1 $sasl(SCRAM-SHA-1,nobody@example.test,wrong)
2 S: + $third$
2 C: $answer($third)
2 S: b NO [AUTHENTICATIONFAILED] Wrong user name or password$
# a proof of the other hash is none
2 C: c AUTHENTICATE SCRAM-SHA-1 $sasl(SCRAM-SHA-256,alice@example.test,alice-password)
2 S: + $fourth$
2 C: $answer($fourth)
2 S: c BAD
