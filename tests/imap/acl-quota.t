# RFC 9208: what is in a mailbox of another user counts against the quota of its owner
accounts: alice bob
connections: 2
set: alice quota.bytes 3000

1 C: a SETACL INBOX bob@example.test lrite
1 S: a OK
1 C: b SETACL Sent bob@example.test l
1 S: b OK
2 C: a GETQUOTAROOT "Other Users/alice@example.test/INBOX"
2 S: * QUOTAROOT "Other Users/alice@example.test/INBOX" alice@example.test$
2 S: * QUOTA alice@example.test (STORAGE 0 3)$
2 S: a OK
2 C: b GETQUOTA alice@example.test
2 S: * QUOTA alice@example.test (STORAGE 0 3)$
2 S: b OK
2 C: c GETQUOTAROOT "Other Users/alice@example.test/Sent"
2 S: c NO [NOPERM] you have no right to do this here$
2 C: d GETQUOTAROOT "Other Users/alice@example.test/Trash"
2 S: d NO [NONEXISTENT] there is no such mailbox$
2 C: e SETQUOTA alice@example.test (STORAGE 9)
2 S: e NO [NOPERM]
1 C: c GETQUOTA bob@example.test
1 S: c NO [NONEXISTENT] there is no such quota root$
2 C= "f APPEND \"Other Users/alice@example.test/INBOX\" {2000+}\r\n" "x"*2000 "\r\n"
2 S: f OK [APPENDUID $alice 1]
2 C= "g APPEND \"Other Users/alice@example.test/INBOX\" {1001+}\r\n" "x"*1001 "\r\n"
2 S: g NO [OVERQUOTA]
2 C= "h APPEND INBOX {1001+}\r\n" "x"*1001 "\r\n"
2 S: h OK [APPENDUID $bob 1]
2 C: i SELECT INBOX
2 S: ...
2 S: i OK
2 C: j COPY 1 "Other Users/alice@example.test/INBOX"
2 S: j NO [OVERQUOTA]
# what does not arrive does not leave
2 C: k MOVE 1 "Other Users/alice@example.test/INBOX"
2 S: k NO [OVERQUOTA]
2 C: l FETCH 1 RFC822.SIZE
2 S: * 1 FETCH (RFC822.SIZE 1001)$
2 S: l OK
2 C: m GETQUOTAROOT INBOX
2 S: * QUOTAROOT INBOX bob@example.test$
2 S: * QUOTA bob@example.test ()$
2 S: m OK
# out of the full account, into one without limit
2 C: n SELECT "Other Users/alice@example.test/INBOX"
2 S: ...
2 S: n OK [READ-WRITE]
2 C: o MOVE 1 INBOX
2 S: * OK [COPYUID $bob 1 2]
2 S: * 1 EXPUNGE$
2 S: o OK
1 C: d GETQUOTA alice@example.test
1 S: * QUOTA alice@example.test (STORAGE 0 3)$
1 S: d OK
# what frees room for a REPLACE is in the same account only
2 C= "p APPEND \"Other Users/alice@example.test/INBOX\" {2900+}\r\n" "x"*2900 "\r\n"
2 S: * 1 EXISTS
2 S: * 1 RECENT
2 S: p OK
2 C= "q REPLACE 1 \"Other Users/alice@example.test/INBOX\" {3000+}\r\n" "y"*3000 "\r\n"
2 S: ...
2 S: q OK
2 C: r SELECT INBOX
2 S: ...
2 S: r OK
2 C= "s REPLACE 1 \"Other Users/alice@example.test/INBOX\" {1+}\r\n" "z\r\n"
2 S: s NO [OVERQUOTA]
# who opens it is told that nothing more will come
operator account set: alice@example.test quota.bytes 2000
2 C: t EXAMINE "Other Users/alice@example.test/INBOX"
2 S: * NO [OVERQUOTA]
2 S: ...
2 S: t OK [READ-ONLY]
# with the last right goes the view of the quota
1 C: e DELETEACL INBOX bob@example.test
1 S: e OK
2 C: u NOOP
2 S: * BYE [UNAVAILABLE]
2 closed
