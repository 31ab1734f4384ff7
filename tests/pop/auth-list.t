# AUTH alone lists the mechanisms, as Outlook asks with a blank behind it
state: greeted

1 C: AUTH
1 S: +OK
1 S: SCRAM-SHA-256-PLUS$
1 S: SCRAM-SHA-1-PLUS$
1 S: SCRAM-SHA-256$
1 S: SCRAM-SHA-1$
1 S: PLAIN$
1 S: .$
1 C= "AUTH \r\n"
1 S: +OK
1 S: SCRAM-SHA-256-PLUS$
1 S: SCRAM-SHA-1-PLUS$
1 S: SCRAM-SHA-256$
1 S: SCRAM-SHA-1$
1 S: PLAIN$
1 S: .$
1 C: AUTH LOGIN
1 S: -ERR There is no such mechanism
1 C: AUTH CRAM-MD5
1 S: -ERR There is no such mechanism
1 C: AUTH !
1 S: -ERR
1 C: AUTH PLAIN a b
1 S: -ERR
1 C: APOP alice 0123456789abcdef
1 S: -ERR
1 C: QUIT
1 S: +OK
1 closed
