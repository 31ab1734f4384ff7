# RFC 5321 section 4.5.3.2.7: a silent client is told and hung up on, also within a message
connections: 2

1 timeout
1 S: 421 4.4.2 Nothing was heard from you for too long
1 closed
2 C: EHLO mail.example.org
2 S: ...
2 S: 250 SIZE
2 C: MAIL FROM:<x@example.org>
2 C: RCPT TO:<alice@example.test>
2 C: DATA
2 S: 250 2.1.0
2 S: 250 2.1.5
2 S: 354 
2 C: Subject: half
2 timeout
2 S: 421 4.4.2
2 closed
