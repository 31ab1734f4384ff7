# imap.without: who was not shown that SCRAM can be bound to TLS says so, and nobody in between is to blame
state: greeted
connections: 2
set: imap.without ["AUTH=SCRAM-SHA-256-PLUS"]

1 C: a AUTHENTICATE SCRAM-SHA-256-PLUS $sasl(SCRAM-SHA-256-PLUS,alice@example.test,alice-password,tls-exporter)
1 S: a NO [CANNOT] there is no such login mechanism here$
1 C: b AUTHENTICATE SCRAM-SHA-256 $base64(y\x2c\x2cn=alice@example.test\x2cr=nonce)
1 S: + $first$
1 C: *
1 S: b BAD
# the other is still bound
2 C: a AUTHENTICATE SCRAM-SHA-1 $base64(y\x2c\x2cn=alice@example.test\x2cr=nonce)
2 S: a NO [AUTHENTICATIONFAILED]
2 C: b AUTHENTICATE SCRAM-SHA-1-PLUS $sasl(SCRAM-SHA-1-PLUS,alice@example.test,alice-password,tls-exporter)
2 S: + $second$
2 C: $answer($second)
2 S: + $last$
2 C:
2 S: b OK
