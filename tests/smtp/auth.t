# RFC 4954: PLAIN and LOGIN with and without initial response, SCRAM-SHA-256
service: submission
connections: 6

1 C: AUTH PLAIN $plain(alice@example.test,alice-password)
1 S: 503 5.5.1 Say EHLO first
1 C: EHLO client.example
1 S: ...
1 S: 250 AUTH
1 C: AUTH PLAIN $plain(alice@example.test,alice-password)
1 S: 235 2.7.0 Welcome, alice@example.test
1 C: AUTH PLAIN $plain(alice@example.test,alice-password)
1 S: 503 5.5.1 You are logged in already
1 C: MAIL FROM:<alice@example.test>
1 S: 250 2.1.0

2 C: EHLO client.example
2 S: ...
2 S: 250 AUTH
2 C: auth plain
2 S= "334 "
2 C: $plain(alice@example.test,alice-password)
2 S: 235 2.7.0

3 C: EHLO client.example
3 S: ...
3 S: 250 AUTH
3 C: AUTH LOGIN
3 S= "334 VXNlcm5hbWU6"
3 C: $base64(alice@example.test)
3 S= "334 UGFzc3dvcmQ6"
3 C: $base64(alice-password)
3 S: 235 2.7.0

4 C: EHLO client.example
4 S: ...
4 S: 250 AUTH
4 C: AUTH LOGIN $base64(alice)
4 S= "334 UGFzc3dvcmQ6"
4 C: $base64(alice-password)
4 S: 235 2.7.0

5 C: EHLO client.example
5 S: ...
5 S: 250 AUTH
5 C: AUTH SCRAM-SHA-256 $sasl(SCRAM-SHA-256,alice@example.test,alice-password)
5 S: 334 $challenge
5 C: $answer($challenge)
5 S: 334 $proof
5 C: $answer($proof)
5 S: 235 2.7.0

6 C: EHLO client.example
6 S: ...
6 S: 250 AUTH
6 C: AUTH SCRAM-SHA-256
6 S= "334 "
6 C: $sasl(SCRAM-SHA-256,alice@example.test,alice-password)
6 S: 334 $second
6 C: $answer($second)
6 S: 334 $last
6 C: $answer($last)
6 S: 235 2.7.0
