# A message that goes on far beyond the limit is not read to its end
set: mail.message_bytes 65536

1 C: EHLO mail.example.org
1 S: ...
1 S: 250 SIZE 65536
1 C: MAIL FROM:<x@example.org>
1 C: RCPT TO:<alice@example.test>
1 C: DATA
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 354 
1 C= "\r\n" "x"*270000
1 S: 552 5.3.4 The message is far too big
1 closed
