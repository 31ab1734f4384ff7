# RFC 6152: 8-bit bodies come through unchanged, announced or not
service: smtp pop
connections: 2
state: greeted

1 C: EHLO mail.example.org
1 S: ...
1 S: 250 SIZE
1 C= "MAIL FROM:<x@example.org> BODY=8BITMIME\r\nRCPT TO:<alice@example.test>\r\nDATA\r\nSubject: a\r\n\r\n\xff\xfe\x80\r\n.\r\n"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 354 
1 S: 250 2.0.0
1 C= "MAIL FROM:<x@example.org>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\nSubject: \xe4\r\n\r\n\xff\r\n.\r\n"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 354 
1 S: 250 2.0.0

2 C: USER alice@example.test
2 S: +OK
2 C: PASS alice-password
2 S: +OK 2 messages
2 C: RETR 1
2 S: +OK
2 S: ...
2 S= "Subject: a"
2 S= ""
2 S= "\xff\xfe\x80"
2 S= "."
2 C: RETR 2
2 S: +OK
2 S: ...
2 S= "Subject: \xe4"
2 S= ""
2 S= "\xff"
2 S= "."
