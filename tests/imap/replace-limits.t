# RFC 8508 where there is little room or trouble: the old message's place is free for the new one, and
# a REPLACE that fails leaves the old one; with QRESYNC and UIDONLY
set: mail.message_bytes 65536
set: mail.quota_bytes 1000

1 C= "a APPEND INBOX {900+}\r\n" "x"*900 "\r\n"
1 S: a OK
1 C: b SELECT INBOX
1 S: ...
1 S: b OK
1 C: c REPLACE 1 INBOX {1001}
1 S: c NO [OVERQUOTA]
1 C= "d REPLACE 1 INBOX {1000+}\r\n" "y"*1000 "\r\n"
1 S: * OK [APPENDUID $validity 2]
1 S: * 1 EXPUNGE
1 S: * 1 EXISTS
1 S: * 1 RECENT
1 S: d OK
1 C: e REPLACE 1 INBOX {65537}
1 S: e NO [TOOBIG]
store fails
1 C: f REPLACE 1 INBOX {4+}
1 C: test
1 S: f NO [UNAVAILABLE]
store works
1 C: g FETCH 1 (UID RFC822.SIZE)
1 S: * 1 FETCH (UID 2 RFC822.SIZE 1000)$
1 S: g OK
1 C: h ENABLE QRESYNC UIDONLY
1 S: * OK [HIGHESTMODSEQ
1 S: * ENABLED
1 S: h OK
1 C: i REPLACE 1 INBOX {4+}
1 C: test
1 S: i BAD [UIDREQUIRED]
1 C: j UID REPLACE 2 INBOX {4+}
1 C: test
1 S: * OK [APPENDUID $validity 3]
1 S: * VANISHED 2$
1 S: * 1 EXISTS
1 S: * 1 RECENT
1 S: j OK [HIGHESTMODSEQ
