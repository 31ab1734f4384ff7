# RFC 5322 section 3.6.3: nobody learns from a message who got a blind copy
service: submission pop
connections: 2
state: authenticated

1 C= "MAIL FROM:<alice@example.test>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\nDate: Sun, 1 Mar 2026 10:00:00 +0000\r\nMessage-ID: <1@client.example>\r\nbcc: hidden@example.org,\r\n other@example.org\r\nFrom: alice@example.test\r\nX-Bcc: stays\r\nRESENT-BCC : hidden@example.org\r\nBcc:\r\nSubject: s\r\n\r\nBcc: text\r\n.\r\n"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 354 
1 S: 250 2.0.0

2 C: RETR 1
2 S: +OK
2 S= "Return-Path: <alice@example.test>"
2 S: Received: 
2 S: 	by 
2 S: 	for 
2 S: 	Mon
2 S= "Date: Sun, 1 Mar 2026 10:00:00 +0000"
2 S= "Message-ID: <1@client.example>"
2 S= "From: alice@example.test"
2 S= "X-Bcc: stays"
2 S= "Subject: s"
2 S= ""
2 S= "Bcc: text"
2 S= "."
