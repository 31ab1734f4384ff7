# RFC 1939 section 4: the server greets, QUIT ends without login
connections: 2
state: connected

1 S: +OK localhost POP3 server ready
1 C: QUIT
1 S: +OK
1 closed

2 S: +OK
2 C: NOOP
2 S: -ERR NOOP needs a login first
2 C: RSET
2 C: STAT
2 C: LIST
2 C: RETR 1
2 C: DELE 1
2 C: TOP 1 0
2 C: UIDL
2 S: -ERR RSET needs a login first
2 S: -ERR STAT needs a login first
2 S: -ERR LIST needs a login first
2 S: -ERR RETR needs a login first
2 S: -ERR DELE needs a login first
2 S: -ERR TOP needs a login first
2 S: -ERR UIDL needs a login first
2 close
