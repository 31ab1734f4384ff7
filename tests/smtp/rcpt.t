# RFC 5321 section 4.1.1.3: mail for addresses here only; never a relay
1 C: EHLO mail.example.org
1 S: ...
1 S: 250 SIZE
1 C: RCPT TO:<alice@example.test>
1 S: 503 5.5.1 Say MAIL FROM first
1 C: MAIL FROM:<x@example.org>
1 S: 250 2.1.0
1 C: RCPT TO:<nobody@example.test>
1 S: 550 5.1.1 There is no mailbox <nobody@example.test>
1 C: RCPT TO:<someone@example.org>
1 S: 550 5.7.1 Relaying denied: example.org is not a domain of this server
1 C: RCPT TO:<alice%example.org@example.test>
1 S: 550 5.1.1
1 C: RCPT TO:<@example.test:someone@example.org>
1 S: 550 5.7.1
1 C: RCPT TO:<"someone@example.org"@example.test>
1 S: 550 5.1.1
1 C: RCPT TO:<alice@[192.0.2.1]>
1 S: 550 5.7.1
1 C: RCPT TO:<alice>
1 S: 501 5.1.3
1 C: RCPT TO:<>
1 S: 501 5.1.3 The recipient must not be empty
1 C: RCPT TO:<alice@example.test> NOTIFY=NEVER
1 S: 555 5.5.4 Unsupported parameter: NOTIFY
1 C= "RCPT TO:<" "a"*70 "@example.test>\r\n"
1 S: 550 5.1.1
1 C= "RCPT TO:<" "a"*70 "@example.org>\r\n"
1 S: 550 5.7.1
1 C= "RCPT TO:<" "a"*256 "@example.test>\r\n"
1 S: 501 5.1.3 The address is too long
1 C: DATA
1 S: 554 5.5.1 The message has no recipient
1 C: RCPT TO:<Alice@EXAMPLE.test>
1 S: 250 2.1.5
1 C: RCPT TO:<bob+shop@example.test>
1 S: 250 2.1.5
1 C: rcpt to:<"alice"@example.test>
1 S: 250 2.1.5
1 C: RCPT TO:<Postmaster>
1 S: 250 2.1.5
1 C: RCPT TO:<postmaster@example.test>
1 S: 250 2.1.5
