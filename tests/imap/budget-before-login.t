# What one command may cost before the login
state: greeted
connections: 7

1 C= "a NOOP " "x"*12281 "\r\n"
1 S: a BAD expected the end of the command after NOOP
1 C= "b NOOP " "x"*12282 "\r\n"
1 S: b BAD [TOOBIG] expected a line of at most 12288 bytes
1 C= "c NOOP " "x"*1000000 "\r\n"
1 S: c BAD [TOOBIG] expected a line of at most 12288 bytes
1 C: d NOOP
1 S: d OK

# LITERAL- (RFC 7888): 4096 bytes are permitted, one more is not
2 C= "a LOGIN {4096+}\r\n" "x"*4096 " y\r\n"
2 S: a NO [AUTHENTICATIONFAILED]
2 C= "b LOGIN {4097+}\r\n" "x"*4097 " y\r\n"
2 S: b BAD [TOOBIG] expected a non-synchronizing literal of at most 4096 bytes
2 C: c NOOP
2 S: c OK
# a synchronizing one may be larger, within what a command may have
2 C= "d LOGIN {16000}\r\n"
2 S: + OK
2 C= "x"*16000 " y\r\n"
2 S: d NO [AUTHENTICATIONFAILED]
2 C= "e LOGIN {16384}\r\n"
2 S: e BAD [TOOBIG] expected a command of at most 16384 bytes
2 C= "f LOGIN {99999999999999999999999999}\r\n"
2 S: f BAD [TOOBIG]
2 C: g NOOP
2 S: g OK

# many literals, many parentheses
3 C= "a LOGIN" " {1+}\r\nx"*4 "\r\n"
3 S: a BAD
3 C= "b LOGIN" " {1+}\r\nx"*5 "\r\n"
3 S: b BAD [TOOBIG] expected at most 4 literals
3 C= "c ID " "("*1000000 "\r\n"
3 S: c BAD [TOOBIG]
3 C= "d ID {4000+}\r\n" "("*4000 "\r\n"
3 S: d BAD
3 C: e NOOP
3 S: e OK

# a literal that is too large to be skipped
4 C= "a LOGIN {1048577+}\r\n"
4 S: a BAD [TOOBIG]
4 S: * BYE
4 closed
5 C= "a LOGIN {1048576+}\r\n" "x"*1048576 " y\r\n"
5 S: a BAD [TOOBIG]
5 C: b NOOP
5 S: b OK

# a line without end costs no memory, and is answered once
6 C= "a " "x"*1000000
6 S: a BAD [TOOBIG]
6 C= "x"*1000000 "\r\nb NOOP\r\n"
6 S: b OK

# no bodies before the login
7 C= "a APPEND INBOX {5000}\r\n"
7 S: + OK
7 C= "x"*5000 "\r\n"
7 S: a BAD APPEND needs a login first
