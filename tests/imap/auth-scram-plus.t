# RFC 5802 section 6: SCRAM bound to the TLS session (RFC 9266, RFC 5929), and what betrays a man in between
state: greeted
connections: 6

1 C: a AUTHENTICATE SCRAM-SHA-256-PLUS $sasl(SCRAM-SHA-256-PLUS,alice@example.test,alice-password,tls-exporter)
1 S: + $first$
1 C: $answer($first)
1 S: + $final$
1 C:
1 S: a OK [CAPABILITY

2 C: a AUTHENTICATE SCRAM-SHA-256-PLUS
2 S: + $
2 C: $sasl(SCRAM-SHA-256-PLUS,alice@example.test,alice-password,tls-server-end-point)
2 S: + $second$
2 C: $answer($second)
2 S: + $last$
2 C:
2 S: a OK

3 C: a authenticate scram-sha-1-plus $sasl(SCRAM-SHA-1-PLUS,alice@example.test,alice-password,tls-exporter)
3 S: + $third$
3 C: $answer($third)
3 S: + $ending$
3 C:
3 S: a OK

4 C: a AUTHENTICATE SCRAM-SHA-1-PLUS $sasl(SCRAM-SHA-1-PLUS,alice@example.test,wrong,tls-server-end-point)
4 S: + $fourth$
4 C: $answer($fourth)
4 S: a NO [AUTHENTICATIONFAILED] Wrong user name or password$
# a login of another TLS session (here without one at all) is none of this
4 C: b AUTHENTICATE SCRAM-SHA-256-PLUS $sasl(SCRAM-SHA-256,alice@example.test,alice-password)
4 S: b NO [AUTHENTICATIONFAILED]

# y: the client can bind, and was told that the server cannot
5 C: a AUTHENTICATE SCRAM-SHA-256 $base64(y\x2c\x2cn=alice@example.test\x2cr=nonce)
5 S: a NO [AUTHENTICATIONFAILED]
5 C: b AUTHENTICATE SCRAM-SHA-1 $base64(y\x2c\x2cn=alice@example.test\x2cr=nonce)
5 S: b NO [AUTHENTICATIONFAILED]
5 C: c AUTHENTICATE SCRAM-SHA-256-PLUS $base64(y\x2c\x2cn=alice@example.test\x2cr=nonce)
5 S: c NO [AUTHENTICATIONFAILED]

# a binding that is not offered, and one without a name
6 C: a AUTHENTICATE SCRAM-SHA-256-PLUS $base64(p=tls-unique\x2c\x2cn=alice@example.test\x2cr=nonce)
6 S: a NO [AUTHENTICATIONFAILED]
6 C: b AUTHENTICATE SCRAM-SHA-256-PLUS $base64(p=\x2c\x2cn=alice@example.test\x2cr=nonce)
6 S: b BAD
6 C: c AUTHENTICATE SCRAM-SHA-256 $base64(p=tls-exporter\x2c\x2cn=alice@example.test\x2cr=nonce)
6 S: c NO [AUTHENTICATIONFAILED]
