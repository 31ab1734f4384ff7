# RFC 5321 sections 4.1.1.5 to 4.1.1.10: RSET, VRFY, EXPN, HELP, NOOP, QUIT
tls: no

1 C: HELP
1 S: 214 2.0.0 Commands: EHLO HELO STARTTLS MAIL RCPT DATA BDAT RSET NOOP VRFY HELP QUIT
1 C: HELP MAIL
1 S: 214 2.0.0
1 C: NOOP
1 S: 250 2.0.0
1 C: NOOP whatever
1 S: 250 2.0.0
1 C: VRFY alice
1 S: 252 2.1.5
1 C: VRFY
1 S: 501 5.5.4 Expected: VRFY name
1 C: EXPN staff
1 S: 502 5.5.1 Command not implemented
1 C: ETRN example.org
1 S: 502 5.5.1
1 C: XYZZY
1 S: 500 5.5.1 Command not recognised
1 C: AUTH PLAIN
1 S: 502 5.5.1 There is no login at this port
1 C: RSET
1 S: 250 2.0.0
1 C: RSET now
1 S: 501 5.5.4
1 C: EHLO mail.example.org
1 S: ...
1 S: 250 SIZE
1 C: MAIL FROM:<x@example.org>
1 C: RCPT TO:<alice@example.test>
1 C: RSET
1 C: RCPT TO:<alice@example.test>
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 250 2.0.0 Forgotten
1 S: 503 5.5.1 Say MAIL FROM first
1 C: QUIT now
1 S: 501 5.5.4
1 C: quit
1 S: 221 2.0.0
1 closed
