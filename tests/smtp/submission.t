# RFC 6409: users send as themselves only; Date and Message-ID are added where they lack
service: submission pop
connections: 2
state: authenticated

1 C: MAIL FROM:<bob@example.test>
1 S: 553 5.7.1 <bob@example.test> is not an address of alice@example.test
1 C: MAIL FROM:<alice@example.org>
1 S: 553 5.7.1
1 C: MAIL FROM: <Alice+work@example.test> 
1 S: 250 2.1.0
1 C: RCPT TO: <someone@example.org>
1 S: 550 5.7.1 Mail for example.org cannot be sent: this server has no smart host
1 C: RCPT TO:<nobody@example.test>
1 S: 550 5.1.1
1 C: RCPT TO:<alice@example.test>
1 S: 250 2.1.5
1 C: DATA
1 S: 354 
1 C: From: Alice <alice+x@example.test>
1 C: Subject: bare
1 C:
1 C: Text
1 C: .
1 S: 250 2.0.0 Taken, $id
1 C= "MAIL FROM:<alice@example.test>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\nFrom: bob@example.test\r\n\r\n.\r\n"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 354 
1 S: 550 5.7.1 From: <bob@example.test> is not an address of alice@example.test
1 C= "MAIL FROM:<alice@example.test>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\nFrom: alice@example.test, bob@example.test\r\n\r\n.\r\n"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 354 
1 S: 550 5.7.1
1 C= "MAIL FROM:<alice@example.test>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\nFrom: alice@example.test\r\nFROM : bob@example.test\r\n\r\n.\r\n"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 354 
1 S: 550 5.7.1 The message must have one From field
1 C= "MAIL FROM:<alice@example.test>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\nSubject: none\r\n\r\nFrom: alice@example.test\r\n.\r\n"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 354 
1 S: 550 5.7.1 The message must have one From field
1 C= "MAIL FROM:<alice@example.test>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\nFrom: nobody:;\r\n\r\n.\r\n"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 354 
1 S: 550 5.7.1 The From field must have an address of yours
1 C= "MAIL FROM:<>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\nDate: Sun, 1 Mar 2026 10:00:00 +0000\r\nMessage-ID: <1@client.example>\r\nFrom: alice@example.test\r\n\r\n.\r\n"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 354 
1 S: 250 2.0.0

2 C: RETR 1
2 S: +OK
2 S= "Return-Path: <Alice+work@example.test>"
2 S: Received: from client.example
2 S: 	by localhost with ESMTPSA id $id
2 S= "\tfor <alice@example.test>;"
2 S= "\tMon, 2 Mar 2026 10:00:00 +0000"
2 S= "Date: Mon, 2 Mar 2026 10:00:00 +0000"
2 S: Message-ID: <$local@example.test>$
2 S= "From: Alice <alice+x@example.test>"
2 S= "Subject: bare"
2 S= ""
2 S= "Text"
2 S= "."
2 C: RETR 2
2 S: +OK
2 S= "Return-Path: <>"
2 S: Received: 
2 S: 	by 
2 S: 	for 
2 S: 	Mon
2 S= "Date: Sun, 1 Mar 2026 10:00:00 +0000"
2 S= "Message-ID: <1@client.example>"
2 S= "From: alice@example.test"
2 S= ""
2 S= "."
