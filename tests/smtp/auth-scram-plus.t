# RFC 4954 with RFC 5802 section 6: SCRAM-PLUS and SCRAM-SHA-1 for submission
service: submission
connections: 4

1 C: EHLO client.example
1 S: ...
1 S: 250 AUTH
1 C: AUTH SCRAM-SHA-256-PLUS $sasl(SCRAM-SHA-256-PLUS,alice@example.test,alice-password,tls-exporter)
1 S: 334 $first
1 C: $answer($first)
1 S: 334 $final
1 C: $answer($final)
1 S: 235 2.7.0

2 C: EHLO client.example
2 S: ...
2 S: 250 AUTH
2 C: AUTH SCRAM-SHA-1-PLUS $sasl(SCRAM-SHA-1-PLUS,alice@example.test,alice-password,tls-server-end-point)
2 S: 334 $second
2 C: $answer($second)
2 S: 334 $last
2 C: $answer($last)
2 S: 235 2.7.0

3 C: EHLO client.example
3 S: ...
3 S: 250 AUTH
3 C: AUTH SCRAM-SHA-1 $sasl(SCRAM-SHA-1,alice@example.test,alice-password)
3 S: 334 $third
3 C: $answer($third)
3 S: 334 $ending
3 C: $answer($ending)
3 S: 235 2.7.0

4 C: EHLO client.example
4 S: ...
4 S: 250 AUTH
4 C: AUTH SCRAM-SHA-256 $base64(y\x2c\x2cn=alice@example.test\x2cr=nonce)
4 S: 535 5.7.8
4 C: AUTH SCRAM-SHA-256-PLUS $base64(p=tls-unique\x2c\x2cn=alice@example.test\x2cr=nonce)
4 S: 535 5.7.8
