# RFC 4954 with RFC 5802: SCRAM-SHA-1 for submission, where no -PLUS is offered (SHA-256: auth.t)
service: submission
connections: 3

1 C: EHLO client.example
1 S: ...
1 S: 250 AUTH
1 C: AUTH SCRAM-SHA-1 $sasl(SCRAM-SHA-1,alice@example.test,alice-password)
1 S: 334 $third
1 C: $answer($third)
1 S: 334 $ending
1 C: $answer($ending)
1 S: 235 2.7.0

# y: the client can bind, and was told that the server cannot, which is true here
2 C: EHLO client.example
2 S: ...
2 S: 250 AUTH
2 C: AUTH SCRAM-SHA-256 $base64(y\x2c\x2cn=alice@example.test\x2cr=nonce)
2 S: 334
2 C: *
2 S: 501 5.5.2

3 C: EHLO client.example
3 S: ...
3 S: 250 AUTH
3 C: AUTH SCRAM-SHA-256-PLUS $sasl(SCRAM-SHA-256-PLUS,alice@example.test,alice-password,tls-exporter)
3 S: 504 5.5.4
3 C: AUTH SCRAM-SHA-1-PLUS $sasl(SCRAM-SHA-1-PLUS,alice@example.test,alice-password,tls-server-end-point)
3 S: 504 5.5.4
3 C: AUTH SCRAM-SHA-256 $base64(p=tls-exporter\x2c\x2cn=alice@example.test\x2cr=nonce)
3 S: 535 5.7.8
