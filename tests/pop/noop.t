# RFC 1939 section 5: NOOP does nothing
1 C: NOOP
1 S: +OK
1 C: noop
1 S: +OK
1 C: QUIT
1 S: +OK
1 closed
