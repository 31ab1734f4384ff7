# Passwords never in the clear: without TLS there is no AUTH and no MAIL
service: submission
tls: no

1 C: EHLO client.example
1 S: ...
1 S: 250-STARTTLS
1 S: 250 SIZE
1 C: AUTH PLAIN $plain(alice@example.test,alice-password)
1 S: 530 5.7.0 Start TLS first (STARTTLS), then log in
1 C: AUTH SCRAM-SHA-256
1 S: 530 5.7.0
1 C: MAIL FROM:<alice@example.test>
1 S: 530 5.7.0 Start TLS first (STARTTLS), then log in
1 C: STARTTLS
1 S: 220 2.0.0
1 tls
1 C: AUTH PLAIN $plain(alice@example.test,alice-password)
1 S: 503 5.5.1 Say EHLO first
1 C: EHLO client.example
1 S: ...
1 S: 250 AUTH
1 C: AUTH PLAIN $plain(alice@example.test,alice-password)
1 S: 235 2.7.0
