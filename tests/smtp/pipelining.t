# RFC 2920: a whole message in one packet, the next begun behind it; every command has its answer
service: smtp pop
connections: 2
state: greeted

1 C= "EHLO mail.example.org\r\nMAIL FROM:<x@example.org>\r\nRCPT TO:<nobody@example.test>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\nSubject: one\r\n\r\n.\r\nMAIL FROM:<y@example.org>\r\nRCPT TO:<nobody@example.test>\r\nDATA\r\nRSET\r\nNOOP\r\nQUIT\r\nNOOP\r\n"
1 S: 250-localhost
1 S: ...
1 S: 250 SIZE
1 S: 250 2.1.0
1 S: 550 5.1.1
1 S: 250 2.1.5
1 S: 354 
1 S: 250 2.0.0
1 S: 250 2.1.0
1 S: 550 5.1.1
1 S: 554 5.5.1
1 S: 250 2.0.0
1 S: 250 2.0.0
1 S: 221 2.0.0
1 closed

2 C: USER alice@example.test
2 S: +OK
2 C: PASS alice-password
2 S: +OK 1 message
