# A client that is refused again and again is hung up on, so is one that only tries names
set: smtp.errors 3
connections: 2

1 C: XYZZY
1 S: 500 5.5.1
1 C: XYZZY
1 S: 500 5.5.1
1 C: XYZZY
1 S: 500 5.5.1
1 S: 421 4.7.0 Too many refused commands
1 closed
2 C: EHLO mail.example.org
2 S: ...
2 S: 250 SIZE
2 C: MAIL FROM:<x@example.org>
2 C: RCPT TO:<a@example.test>
2 C: RCPT TO:<b@example.test>
2 C: RCPT TO:<c@example.test>
2 C: RCPT TO:<alice@example.test>
2 S: 250 2.1.0
2 S: 550 5.1.1
2 S: 550 5.1.1
2 S: 550 5.1.1
2 S: 421 4.7.0
2 closed
