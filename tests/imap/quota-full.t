# RFC 9208 section 4.3: everything that adds to a full account says [OVERQUOTA], and adds nothing
set: alice quota.bytes 3000
set: alice quota.messages 3

1 C= "a APPEND INBOX {1000+}\r\n" "x"*1000 " {1000+}\r\n" "y"*1000 "\r\n"
1 S: a OK
1 C: b SELECT INBOX
1 S: * 2 EXISTS
1 S: ...
1 S: b OK
# MULTIAPPEND: too many octets, too many messages
1 C= "c APPEND Sent {900+}\r\n" "x"*900 " {101+}\r\n" "y"*101 "\r\n"
1 S: c NO [OVERQUOTA]
1 C= "d APPEND Sent {9+}\r\n" "x"*9 " {1+}\r\n" "y" "\r\n"
1 S: d NO [OVERQUOTA]
# CATENATE
1 C= "e APPEND Sent CATENATE (URL \"/INBOX/;UID=1\" TEXT {1+}\r\n" "x)\r\n"
1 S: e NO [OVERQUOTA]
1 C: f COPY 1:2 Sent
1 S: f NO [OVERQUOTA]
1 C: g STATUS Sent (MESSAGES)
1 S: * STATUS Sent (MESSAGES 0)$
1 S: g OK
1 C: h COPY 1 Sent
1 S: h OK
# full now: REPLACE has the room of what it replaces, and no more
1 C= "i REPLACE 1 INBOX {1001+}\r\n" "z"*1001 "\r\n"
1 S: i NO [OVERQUOTA]
1 C= "j REPLACE 1 INBOX {1000+}\r\n" "z"*1000 "\r\n"
1 S: ...
1 S: j OK
# and what takes nothing goes on
1 C: k MOVE 1 Archive
1 S: * OK [COPYUID
1 S: * 1 EXPUNGE
1 S: k OK
1 C: l STORE 1 +FLAGS (\Deleted)
1 S: * 1 FETCH
1 S: l OK
1 C: m EXPUNGE
1 S: * 1 EXPUNGE
1 S: m OK
1 C: o GETQUOTAROOT Sent
1 S: * QUOTAROOT Sent alice@example.test$
1 S: * QUOTA alice@example.test (STORAGE 2 3 MESSAGE 2 3)$
1 S: o OK
