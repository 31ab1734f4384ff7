# RFC 7889: the size of one message; an account may have a lower limit than the service, and is told
set: mail.message_bytes 65536
set: alice append.bytes 1000
set: bob append.bytes 1000000
connections: 2
accounts: alice bob

1 C: a CAPABILITY
1 S: * CAPABILITY IMAP4rev1 IMAP4rev2 ID ENABLE LITERAL+ ACL RIGHTS=kxte APPENDLIMIT=1000 
1 S: a OK
1 C: b STATUS INBOX (APPENDLIMIT)
1 S: * STATUS INBOX (APPENDLIMIT 1000)$
1 S: b OK
1 C: c APPEND INBOX {1001}
1 S: c NO [TOOBIG]
1 C= "d APPEND INBOX {1001+}\r\n" "x"*1001 "\r\n"
1 S: d NO [TOOBIG]
1 C= "e APPEND INBOX {1000+}\r\n" "x"*1000 "\r\n"
1 S: e OK [APPENDUID
1 C= "f APPEND INBOX {999}\r\n"
1 S: + OK
1 C= "x"*999 "\r\n"
1 S: f OK [APPENDUID
# a literal8, too
1 C= "g APPEND INBOX ~{1001}\r\n"
1 S: g NO [TOOBIG]

# not above what the service takes
2 C: a STATUS INBOX (APPENDLIMIT)
2 S: * STATUS INBOX (APPENDLIMIT 65536)$
2 S: a OK
2 C: b APPEND INBOX {65537}
2 S: b NO [TOOBIG]
# each user has their own limit
2 C: c UNAUTHENTICATE
2 S: c OK
2 C: d LOGIN alice@example.test alice-password
2 S: d OK [CAPABILITY IMAP4rev1 IMAP4rev2 ID ENABLE LITERAL+ ACL RIGHTS=kxte APPENDLIMIT=1000 
2 C: e APPEND INBOX {1001}
2 S: e NO [TOOBIG]
