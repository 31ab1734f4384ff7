# RFC 6531: addresses beyond ASCII need SMTPUTF8; domains mean the same in both forms
service: smtp pop
connections: 2
state: greeted

1 C: EHLO mail.example.org
1 S: ...
1 S: 250 SIZE
1 C: MAIL FROM:<jürgen@köln.example>
1 S: 553 5.6.7 An address beyond ASCII needs SMTPUTF8
1 C: MAIL FROM:<jürgen@köln.example> SMTPUTF8=yes
1 S: 501 5.5.4 Expected once: SMTPUTF8
1 C: MAIL FROM:<jürgen@köln.example> BODY=8BITMIME SMTPUTF8
1 S: 250 2.1.0
1 C: RCPT TO:<alicé@example.test>
1 S: 550 5.1.1
1 C= "RCPT TO:<\xff@example.test>\r\n"
1 S: 501 5.1.3
1 C: RCPT TO:<alice@example.test>
1 S: 250 2.1.5
1 C: DATA
1 S: 354 
1 C: Subject: Grüße
1 C:
1 C: Müller
1 C: .
1 S: 250 2.0.0
1 C: MAIL FROM:<x@example.org>
1 S: 250 2.1.0
1 C: RCPT TO:<alicé@example.test>
1 S: 553 5.6.7
1 C: RCPT TO:<alice@example.test>
1 S: 250 2.1.5
1 C: VRFY alicé
1 S: 553 5.6.7

2 C: USER alice@example.test
2 S: +OK
2 C: PASS alice-password
2 S: +OK
2 C: RETR 1
2 S: +OK
2 S= "Return-Path: <jürgen@xn--kln-sna.example>"
2 S: Received: from mail.example.org
2 S: 	by localhost with UTF8SMTPS id 
2 S: 	for <alice@example.test>
2 S: 	Mon
2 S= "Subject: Grüße"
2 S= ""
2 S= "Müller"
2 S= "."
