# What is no command costs an -ERR and not the session
connections: 5

1 C: HELO
1 S: -ERR
1 C:
1 S: -ERR
1 C: USERS
1 S: -ERR
1 C= " NOOP\r\n"
1 S: -ERR
# NUL, 8-bit, bare CR, bare LF
1 C= "NO\x00OP\r\n"
1 S: -ERR
1 C= "STAT\x00\r\n"
1 S: -ERR
1 C= "\xff\xfe\x80\r\n"
1 S: -ERR
1 C= "NOOP\rNOOP\r\n"
1 S: -ERR
1 C= "NOOP\nNOOP\r\n"
1 S: -ERR
1 C= "DELE 1\nQUIT\r\n"
1 S: -ERR
1 C: NOOP
1 S: +OK

# the line may have 255 octets with its CRLF
2 C= "NOOP " "x"*248 "\r\n"
2 S: +OK
2 C= "NOOP " "x"*249 "\r\n"
2 S: -ERR The line is too long
2 C= "x"*100000 "\r\n"
2 S: -ERR The line is too long
2 C: NOOP
2 S: +OK

# a line without end is not waited for
3 C= "x"*1000000
3 closed

# nor a client that knows no command
4 C= "NONE\r\n"*25
4 S: -ERR
4 S: ...
4 S: -ERR Too many mistakes
4 closed

5 C: GET / HTTP/1.1
5 S: -ERR
5 closed
