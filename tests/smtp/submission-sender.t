# Who is said to send a message is its user, in every field that says so (RFC 5322 sections 3.6.2, 3.6.6)
service: submission
state: authenticated

1 C= "MAIL FROM:<alice@example.test>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\nFrom: alice@example.test\r\nSender: bob@example.test\r\n\r\n.\r\n"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 354 
1 S: 550 5.7.1 Sender: <bob@example.test> is not an address of alice@example.test
1 C= "MAIL FROM:<alice@example.test>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\nSender: alice@example.test\r\nFrom: alice@example.test\r\nSENDER : <x@example.org>\r\n\r\n.\r\n"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 354 
1 S: 550 5.7.1 SENDER: <x@example.org> is not an address of alice@example.test
1 C= "MAIL FROM:<alice@example.test>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\nFrom: alice@example.test\r\nResent-From: alice@example.test, bob@example.test\r\n\r\n.\r\n"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 354 
1 S: 550 5.7.1 Resent-From: <bob@example.test>
1 C= "MAIL FROM:<alice@example.test>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\nFrom: alice@example.test\r\nResent-Sender: bob@example.test\r\n\r\n.\r\n"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 354 
1 S: 550 5.7.1 Resent-Sender: <bob@example.test>
1 C= "MAIL FROM:<alice@example.test>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\nFrom: alice@example.test\r\nSender:\r\n\r\n.\r\n"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 354 
1 S: 550 5.7.1 The Sender field must have an address of yours
1 C= "MAIL FROM:<alice@example.test>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\nFrom: alice@example.test\r\nSender: alice+work@example.test\r\nResent-From: <alice@example.test>\r\nResent-Sender: Alice <alice@example.test>\r\n\r\n.\r\n"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 354 
1 S: 250 2.0.0
