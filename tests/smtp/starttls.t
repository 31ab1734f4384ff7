# RFC 3207: everything said before TLS is forgotten
tls: no

1 C: EHLO mail.example.org
1 S: ...
1 S: 250 SIZE
1 C: STARTTLS now
1 S: 501 5.5.4 Expected: no argument
1 C: MAIL FROM:<x@example.org>
1 S: 250 2.1.0
1 C: STARTTLS
1 S: 220 2.0.0
1 tls
1 C: RCPT TO:<alice@example.test>
1 S: 503 5.5.1 Say MAIL FROM first
1 C: MAIL FROM:<x@example.org>
1 S: 503 5.5.1 Say EHLO first
1 C: EHLO mail.example.org
1 S: ...
1 S: 250 SIZE
1 C: STARTTLS
1 S: 503 5.5.1 TLS is active already
1 C: MAIL FROM:<x@example.org>
1 S: 250 2.1.0
