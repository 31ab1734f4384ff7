# RFC 9051 section 6.2.1: STARTTLS, and what came behind it in the same packet is dropped
connections: 4
tls: no
state: greeted

1 C: a STARTTLS now
1 S: a BAD
1 C: b STARTTLS
1 S: b OK
1 tls
1 !
1 C: c STARTTLS
1 S: c BAD TLS is active already
1 C: d LOGIN alice@example.test alice-password
1 S: d OK
1 C: e STARTTLS
1 S: e BAD you are logged in already

# injection: no command, no part of one, no literal reaches the TLS session
2 C: a STARTTLS
2 C: b LOGIN alice@example.test alice-password
2 S: a OK
2 tls
2 !
2 C: c SELECT INBOX
2 S: c BAD SELECT needs a login first

3 C= "a STARTTLS\r\nb LOG"
3 S: a OK
3 tls
3 C: OUT
3 S: OUT BAD
3 C: c LOGOUT
3 S: * BYE
3 S: c OK
3 closed

4 C= "a STARTTLS\r\nb LOGIN {100+}\r\nalice"
4 S: a OK
4 tls
4 C: c NOOP
4 S: c OK
