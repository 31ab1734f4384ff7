# RFC 2033: LHLO, and after the message an answer for every recipient that was taken
service: lmtp pop
connections: 2
state: greeted

1 C: EHLO mail.example.org
1 S: 500 5.5.1 This is LMTP; expected: LHLO
1 C: HELO mail.example.org
1 S: 500 5.5.1
1 C: MAIL FROM:<x@example.org>
1 S: 503 5.5.1 Say LHLO first
1 C: HELP
1 S: 214 2.0.0 Commands: LHLO MAIL
1 C: AUTH PLAIN
1 S: 502 5.5.1
1 C: LHLO mail.example.org
1 S: 250-localhost
1 S: ...
1 S: 250 SIZE
1 C: MAIL FROM:<x@example.org>
1 S: 250 2.1.0
1 C: RCPT TO:<nobody@example.test>
1 S: 550 5.1.1
1 C: RCPT TO:<someone@example.org>
1 S: 550 5.7.1
1 C: DATA
1 S: 503 5.5.1 Say RCPT TO first
1 C: RCPT TO:<alice@example.test>
1 S: 250 2.1.5
1 C: RCPT TO:<nobody@example.test>
1 S: 550 5.1.1
1 C: RCPT TO:<bob@example.test>
1 S: 250 2.1.5
1 C: RCPT TO:<alice+again@example.test>
1 S: 250 2.1.5
1 C: DATA
1 S: 354 
1 C: Subject: hello
1 C:
1 C: .
1 S: 250 2.0.0 Delivered, $id$
1 S: 250 2.0.0 Delivered, $id$
1 S: 250 2.0.0 Delivered, $id$
1 C= "MAIL FROM:<x@example.org>\r\nRCPT TO:<alice@example.test>\r\nRCPT TO:<bob@example.test>\r\nDATA\r\na\nb\r\n.\r\n"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 250 2.1.5
1 S: 354 
1 S: 550 5.6.0
1 S: 550 5.6.0
1 C= "MAIL FROM:<>\r\nRCPT TO:<alice@example.test>\r\nRCPT TO:<bob@example.test>\r\nBDAT 2\r\n\r\nBDAT 6 LAST\r\nText\r\n"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 250 2.1.5
1 S: 250 2.0.0 2 bytes taken
1 S: 250 2.0.0 Delivered, 
1 S: 250 2.0.0 Delivered, 
1 C: QUIT
1 S: 221 2.0.0
1 closed

2 C: USER alice@example.test
2 S: +OK
2 C: PASS alice-password
2 S: +OK 2 messages
2 C: RETR 1
2 S: +OK
2 S= "Return-Path: <x@example.org>"
2 S: Received: from mail.example.org
2 S: 	by localhost with LMTPS id $id;
2 S= "\tMon, 2 Mar 2026 10:00:00 +0000"
2 S= "Subject: hello"
2 S= ""
2 S= "."
