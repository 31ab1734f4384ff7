# Only CRLF.CRLF ends a message; bare CR or LF refuses it, wherever it stands (CVE-2023-51764)
service: smtp pop
connections: 2
state: greeted

1 C= "EHLO mail.example.org\r\n"
1 S: ...
1 S: 250 SIZE
1 C= "MAIL FROM:<x@example.org>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\na\r\n\n.\r\nMAIL FROM:<evil@example.org>\r\n.\r\n"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 354 
1 S: 550 5.6.0 The message holds a bare CR or LF; lines must end with CRLF
1 C= "MAIL FROM:<x@example.org>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\na\n.\nMAIL FROM:<evil@example.org>\r\n.\r\n"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 354 
1 S: 550 5.6.0
1 C= "MAIL FROM:<x@example.org>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\na\n.\r\nMAIL FROM:<evil@example.org>\r\n.\r\n"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 354 
1 S: 550 5.6.0
1 C= "MAIL FROM:<x@example.org>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\na\r\n.\nMAIL FROM:<evil@example.org>\r\n.\r\n"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 354 
1 S: 550 5.6.0
1 C= "MAIL FROM:<x@example.org>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\na\r\n.\rMAIL FROM:<evil@example.org>\r\n.\r\n"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 354 
1 S: 550 5.6.0
1 C= "MAIL FROM:<x@example.org>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\na\r.\rMAIL FROM:<evil@example.org>\r\n.\r\n"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 354 
1 S: 550 5.6.0
1 C= "MAIL FROM:<x@example.org>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\na\r.\r\nMAIL FROM:<evil@example.org>\r\n.\r\n"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 354 
1 S: 550 5.6.0
1 C= "MAIL FROM:<x@example.org>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\na\r\n.\r\r\nMAIL FROM:<evil@example.org>\r\n.\r\n"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 354 
1 S: 550 5.6.0
1 C= "MAIL FROM:<x@example.org>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\na\r\n.\0\r\nMAIL FROM:<evil@example.org>\r\n.\r\n"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 354 
1 S: 550 5.6.0 The message holds a NUL
1 C= "MAIL FROM:<x@example.org>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\na\0b\r\n.\r\n"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 354 
1 S: 550 5.6.0 The message holds a NUL
1 C= "MAIL FROM:<x@example.org>\r\nRCPT TO:<alice@example.test>\r\nBDAT 6 LAST\r\na\r\n.\n\r"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 550 5.6.0
1 C= "MAIL FROM:<x@example.org>\r\nRCPT TO:<alice@example.test>\r\nBDAT 2 LAST\r\na\r"
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 550 5.6.0
1 C: NOOP
1 S: 250 2.0.0

2 C: USER alice@example.test
2 S: +OK
2 C: PASS alice-password
2 S: +OK 0 messages
