# RFC 3030: BDAT sends the message in chunks; they need no dots
service: smtp pop
connections: 2
state: greeted

1 C: EHLO mail.example.org
1 S: ...
1 S: 250 SIZE
1 C= "BDAT 5 LAST\r\nhello"
1 S: 503 5.5.1 Say MAIL FROM first
1 C: MAIL FROM:<x@example.org>
1 S: 250 2.1.0
1 C= "BDAT 5 LAST\r\nhello"
1 S: 554 5.5.1 The message has no recipient
1 C: RCPT TO:<alice@example.test>
1 S: 250 2.1.5
1 C= "BDAT 14\r\nSubject: bdat\r"
1 S: 250 2.0.0 14 bytes taken
1 C: DATA
1 S: 503 5.5.1 The message began with BDAT and must end with it
1 C: RCPT TO:<bob@example.test>
1 S: 503 5.5.1 The message is under way
1 C= "BDAT 5\r\n\n\r\n.\r"
1 C= "BDAT 0\r\n"
1 C= "BDAT 7 LAST\r\n\nQUIT\r\n"
1 S: 250 2.0.0 5 bytes taken
1 S: 250 2.0.0 0 bytes taken
1 S: 250 2.0.0 Taken, 
1 C= "MAIL FROM:<x@example.org>\r\nRCPT TO:<alice@example.test>\r\nBDAT 0 LAST\r\n"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 250 2.0.0 Taken, 
1 C= "BDAT 3\r\nabc"
1 S: 503 5.5.1 Say MAIL FROM first
1 C: MAIL FROM:<x@example.org>
1 C: RCPT TO:<alice@example.test>
1 C= "BDAT 4\r\na\nb\r"
1 C= "BDAT 3 LAST\r\n\ncd"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 550 5.6.0 The message holds a bare CR or LF
1 S: 503 5.5.1
1 C= "MAIL FROM:<x@example.org>\r\nRCPT TO:<alice@example.test>\r\nBDAT 4\r\nab\r\nRSET\r\nDATA\r\n"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 250 2.0.0 4 bytes taken
1 S: 250 2.0.0 Forgotten
1 S: 503 5.5.1 Say MAIL FROM first
1 C: BDAT x LAST
1 S: 501 5.5.4 Expected: BDAT size [LAST]
1 closed

2 C: USER alice@example.test
2 S: +OK
2 C: PASS alice-password
2 S: +OK 2 messages
2 C: RETR 1
2 S: +OK
2 S: ...
2 S= "Subject: bdat"
2 S= ""
2 S= ".."
2 S= "QUIT"
2 S= "."
