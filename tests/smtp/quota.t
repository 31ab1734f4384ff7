# A full mailbox is a temporary failure, at RCPT if the size is announced, else at the end
set: mail.quota_bytes 1000
service: smtp lmtp
connections: 2

1 C: EHLO mail.example.org
1 S: ...
1 S: 250 SIZE
1 C: MAIL FROM:<x@example.org> SIZE=1001
1 S: 250 2.1.0
1 C: RCPT TO:<alice@example.test>
1 S: 452 4.2.2 the mailbox is full
1 C: RSET
1 S: 250 2.0.0
1 C: MAIL FROM:<x@example.org>
1 S: 250 2.1.0
1 C: RCPT TO:<alice@example.test>
1 S: 250 2.1.5
1 C: DATA
1 S: 354 
1 C= "\r\n" "x"*1000 "\r\n.\r\n"
1 S: 452 4.2.2
2 C: LHLO mail.example.org
2 S: ...
2 S: 250 SIZE
2 C: MAIL FROM:<x@example.org>
2 C: RCPT TO:<alice@example.test>
2 C: RCPT TO:<bob@example.test>
2 C: DATA
2 S: 250 2.1.0
2 S: 250 2.1.5
2 S: 250 2.1.5
2 S: 354 
2 C= "\r\n" "x"*500 "\r\n.\r\n"
2 S: 250 2.0.0 Delivered, 
2 S: 250 2.0.0 Delivered, 
2 C: MAIL FROM:<x@example.org>
2 C: RCPT TO:<alice@example.test>
2 C: RCPT TO:<bob@example.test>
2 C: DATA
2 S: 250 2.1.0
2 S: 250 2.1.5
2 S: 250 2.1.5
2 S: 354 
2 C= "\r\n" "x"*500 "\r\n.\r\n"
2 S: 452 4.2.2
2 S: 452 4.2.2
