# RFC 9208 section 4.1.3: who administers quotas sets them, at once for all sessions
set: alice quota.admin on
accounts: alice bob
connections: 2

1 C: a CAPABILITY
1 S: * CAPABILITY IMAP4rev1 IMAP4rev2 ID ENABLE LITERAL+ ACL RIGHTS=kxte APPENDLIMIT=52428800 BINARY CATENATE CHILDREN COMPRESS=DEFLATE CONDSTORE CONTEXT=SEARCH CONTEXT=SORT CREATE-SPECIAL-USE ESEARCH ESORT I18NLEVEL=2 IDLE INPROGRESS LIST-EXTENDED LIST-METADATA LIST-MYRIGHTS LIST-STATUS MESSAGELIMIT=1000000 METADATA MOVE MULTIAPPEND MULTISEARCH NAMESPACE NOTIFY OBJECTID PARTIAL PREVIEW QRESYNC QUOTA QUOTA=RES-MESSAGE QUOTA=RES-STORAGE QUOTASET SAVELIMIT
1 S: a OK
2 C= "a APPEND INBOX {1500+}\r\n" "x"*1500 " {1500+}\r\n" "y"*1500 "\r\n"
2 S: a OK
1 C: b GETQUOTA bob@example.test
1 S: * QUOTA bob@example.test ()$
1 S: b OK
1 C: c SETQUOTA bob@example.test (STORAGE 4 MESSAGE 3)
1 S: * QUOTA bob@example.test (STORAGE 3 4 MESSAGE 2 3)$
1 S: c OK
2 C: b GETQUOTAROOT INBOX
2 S: * QUOTAROOT INBOX bob@example.test$
2 S: * QUOTA bob@example.test (STORAGE 3 4 MESSAGE 2 3)$
2 S: b OK
2 C= "c APPEND INBOX {1097+}\r\n" "x"*1097 "\r\n"
2 S: c NO [OVERQUOTA]
2 C= "d APPEND INBOX {1096+}\r\n" "x"*1096 "\r\n"
2 S: d OK
2 C= "e APPEND INBOX {1+}\r\n" "x" "\r\n"
2 S: e NO [OVERQUOTA]
# what is left out has no limit any more; and one below what is there is told of when a mailbox is opened
1 C: d SETQUOTA BOB@EXAMPLE.TEST (MESSAGE 2)
1 S: * QUOTA bob@example.test (MESSAGE 3 2)$
1 S: d OK
2 C: f SELECT INBOX
2 S: * NO [OVERQUOTA] the mail account is over its quota$
2 S: ...
2 S: f OK
2 C: g COPY 1 Sent
2 S: g NO [OVERQUOTA]
1 C: e SETQUOTA bob@example.test ()
1 S: * QUOTA bob@example.test ()$
1 S: e OK
2 C: h COPY 1 Sent
2 S: h OK
2 C: i SELECT INBOX
2 S: * OK [CLOSED]
2 S: * 3 EXISTS
2 S: ...
2 S: i OK
# the own one as well
1 C: f SETQUOTA alice@example.test (STORAGE 9007199254740991)
1 S: * QUOTA alice@example.test (STORAGE 0 9007199254740991)$
1 S: f OK
# what cannot be set leaves all as it was
1 C: g SETQUOTA bob@example.test (MESSAGE 0)
1 S: g NO [CANNOT]
1 C: h SETQUOTA bob@example.test (MESSAGE 1 MAILBOX 3)
1 S: h NO [CANNOT]
1 C: i SETQUOTA bob@example.test (STORAGE 9007199254740992)
1 S: i NO [CANNOT]
1 C: j SETQUOTA carol@example.test (MESSAGE 1)
1 S: j NO [NONEXISTENT]
store fails
1 C: k SETQUOTA bob@example.test (MESSAGE 1)
1 S: k NO [UNAVAILABLE]
store works
1 C: l GETQUOTA bob@example.test
1 S: * QUOTA bob@example.test ()$
1 S: l OK
# and who is no administrator does not become one
2 C: j SETQUOTA bob@example.test (STORAGE 1)
2 S: j NO [NOPERM]
2 C: k GETQUOTA alice@example.test
2 S: k NO [NONEXISTENT]
