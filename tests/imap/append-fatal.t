# A second message that is too large even to be skipped ends the session, after the answer
1 C= "a APPEND INBOX {3+}\r\nabc {2000000000+}\r\n"
1 S: a NO [TOOBIG]
1 S: * BYE
1 closed
