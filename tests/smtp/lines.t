# Command lines: only CRLF ends one; long ones, NUL, bare CR and LF, and 8-bit are refused
tls: no

1 C= "EHLO x\r\n"
1 S: ...
1 S: 250 SIZE
1 C= "NOOP\nNOOP\r\n"
1 S: 500 5.5.2 Lines must end with CRLF
1 C= "NOOP\rNOOP\r\n"
1 S: 500 5.5.2
1 C= "NOOP\r\r\n"
1 S: 500 5.5.2
1 C= "NO\0OP\r\n"
1 S: 500 5.5.2
1 C= "NOOP " "x"*2041 "\r\n"
1 S: 250 2.0.0
1 C= "NOOP " "x"*2042 "\r\n"
1 S: 500 5.5.6 The line is too long
1 C= "\xff\xfe\r\n"
1 S: 500 5.5.1 Command not recognised
1 C= "\r\n"
1 S: 500 5.5.1
1 C= "  NOOP\r\n"
1 S: 500 5.5.1
1 C= "MAIL FROM:<\xff@example.org>\r\n"
1 S: 501 5.1.7
1 C= "EHLO \x01\r\n"
1 S: 501 5.5.4
1 C= "NOOP   \r\n"
1 S: 250 2.0.0
1 C= "NOOP " "("*1000000
1 S: 421 4.5.6 A line without end
1 closed
