# RFC 5034 with RFC 5802 section 6: SCRAM-PLUS and SCRAM-SHA-1 over POP3
state: greeted
connections: 4

1 C: AUTH SCRAM-SHA-256-PLUS $sasl(SCRAM-SHA-256-PLUS,alice@example.test,alice-password,tls-exporter)
1 S: + $first$
1 C: $answer($first)
1 S: + $final$
1 C:
1 S: +OK 0 messages

2 C: AUTH SCRAM-SHA-1-PLUS $sasl(SCRAM-SHA-1-PLUS,alice@example.test,alice-password,tls-server-end-point)
2 S: + $second$
2 C: $answer($second)
2 S: + $last$
2 C:
2 S: +OK 0 messages

3 C: AUTH SCRAM-SHA-1 $sasl(SCRAM-SHA-1,alice@example.test,alice-password)
3 S: + $third$
3 C: $answer($third)
3 S: + $ending$
3 C:
3 S: +OK 0 messages

4 C: AUTH SCRAM-SHA-256 $base64(y\x2c\x2cn=alice@example.test\x2cr=nonce)
4 S: -ERR [AUTH] Wrong user name or password$
4 C: AUTH SCRAM-SHA-256-PLUS $base64(p=tls-unique\x2c\x2cn=alice@example.test\x2cr=nonce)
4 S: -ERR [AUTH]
4 C: AUTH SCRAM-SHA-256-PLUS $sasl(SCRAM-SHA-256-PLUS,alice@example.test,wrong,tls-exporter)
4 S: + $fourth$
4 C: $answer($fourth)
4 S: -ERR [AUTH]
