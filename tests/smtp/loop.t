# RFC 5321 section 6.3: a message that has passed too many servers goes in circles
1 C: EHLO mail.example.org
1 S: ...
1 S: 250 SIZE
1 C: MAIL FROM:<x@example.org>
1 C: RCPT TO:<alice@example.test>
1 C: DATA
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 354 
1 C= "Received: x\r\n"*50 "\r\nText\r\n.\r\n"
1 S: 250 2.0.0
1 C: MAIL FROM:<x@example.org>
1 C: RCPT TO:<alice@example.test>
1 C: DATA
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 354 
1 C= "Received: x\r\n"*51 "\r\nText\r\n.\r\n"
1 S: 554 5.4.6 The message goes in circles
