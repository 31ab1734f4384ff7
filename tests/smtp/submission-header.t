# The From of a user's message is judged with the whole header in view: nothing hides a second one
service: submission
state: authenticated

1 C= "MAIL FROM:<alice@example.test>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\nFrom: alice@example.test\r\nno field\r\nFrom: bob@example.test\r\n\r\nx\r\n.\r\n"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 354 
1 S: 550 5.6.0 The header of the message holds a line that is no field
1 C= "MAIL FROM:<alice@example.test>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\nFrom: alice@example.test\r\n: empty\r\nFrom: bob@example.test\r\n\r\nx\r\n.\r\n"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 354 
1 S: 550 5.6.0
1 C= "MAIL FROM:<alice@example.test>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\nFrom: alice@example.test\r\n" "a:\r\n"*20000 "From: bob@example.test\r\n\r\nx\r\n.\r\n"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 354 
1 S: 552 5.3.4 The header of the message is too big
1 C= "MAIL FROM:<alice@example.test>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\nFrom: alice@example.test\r\nX: " "0123456789abcdef"*16500 "\r\nFrom: bob@example.test\r\n\r\nx\r\n.\r\n"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 354 
1 S: 552 5.3.4 The header of the message is too big
1 C= "MAIL FROM:<alice@example.test>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\n folded\r\nFrom: alice@example.test\r\nX: a\r\n\t\r\n b\r\n\r\nno field\r\nFrom: bob@example.test\r\n.\r\n"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 354 
1 S: 250 2.0.0
1 C= "MAIL FROM:<alice@example.test>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\nFrom: alice@example.test\r\n.\r\n"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 354 
1 S: 250 2.0.0
