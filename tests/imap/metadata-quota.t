# RFC 5464 with RFC 9208: metadata counts as storage, with MULTIAPPEND and REPLACE beside it
set: alice quota.bytes 4096

1 C= "a SETMETADATA INBOX (/private/comment {1984+}\r\n" "x"*1984 ")\r\n"
1 S: a OK
1 C: b GETQUOTAROOT INBOX
1 S: * QUOTAROOT INBOX alice@example.test$
1 S: * QUOTA alice@example.test (STORAGE 2 4)$
1 S: b OK
1 C= "c APPEND INBOX {1000+}\r\n" "x"*1000 " {1097+}\r\n" "y"*1097 "\r\n"
1 S: c NO [OVERQUOTA]
1 C= "d APPEND INBOX {1000+}\r\n" "x"*1000 " {1096+}\r\n" "y"*1096 "\r\n"
1 S: d OK
1 C: e SETMETADATA Sent (/private/x "")
1 S: e NO [OVERQUOTA]
1 C: f SELECT INBOX
1 S: * 2 EXISTS
1 S: ...
1 S: f OK
1 C= "g REPLACE 1 INBOX {1001+}\r\n" "z"*1001 "\r\n"
1 S: g NO [OVERQUOTA]
1 C= "h SETMETADATA INBOX (/private/comment \"short\")\r\n"
1 S: h OK
1 C= "i REPLACE 1 INBOX {1001+}\r\n" "z"*1001 "\r\n"
1 S: ...
1 S: i OK
# DELETE gives back what was noted of the mailbox
1 C: j CREATE Big
1 S: j OK
1 C= "k SETMETADATA Big (/private/comment {1900+}\r\n" "x"*1900 ")\r\n"
1 S: k OK
1 C= "l SETMETADATA Sent (/private/comment {100+}\r\n" "x"*100 ")\r\n"
1 S: l NO [OVERQUOTA]
1 C: m DELETE Big
1 S: m OK
1 C= "n SETMETADATA Sent (/private/comment {100+}\r\n" "x"*100 ")\r\n"
1 S: n OK
