# RFC 1870: the limit holds for what is announced and for what comes
set: mail.message_bytes 65536
service: smtp pop
connections: 2
state: greeted

1 C: EHLO mail.example.org
1 S: ...
1 S: 250 SIZE 65536
1 C: MAIL FROM:<x@example.org> SIZE=65537
1 S: 552 5.3.4 The message is too big; the limit is 65536
1 C: MAIL FROM:<x@example.org> SIZE=99999999999999999999
1 S: 552 5.3.4
1 C: MAIL FROM:<x@example.org> SIZE=999999999999999999999
1 S: 501 5.5.4
1 C: MAIL FROM:<x@example.org> SIZE=65536
1 S: 250 2.1.0
1 C: RCPT TO:<alice@example.test>
1 S: 250 2.1.5
1 C: DATA
1 S: 354 
1 C= "\r\n" "x"*65532 "\r\n.\r\n"
1 S: 250 2.0.0
1 C: MAIL FROM:<x@example.org>
1 C: RCPT TO:<alice@example.test>
1 C: DATA
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 354 
1 C= "\r\n" "x"*65533 "\r\n.\r\n"
1 S: 552 5.3.4 The message is too big
1 C: NOOP
1 S: 250 2.0.0

2 C: USER alice@example.test
2 S: +OK
2 C: PASS alice-password
2 S: +OK 1 message
