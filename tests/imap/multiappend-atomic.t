# RFC 3502 section 2: all messages or none, whatever stops the APPEND
set: alice quota.messages 3
connections: 2

1 C: a SELECT INBOX
1 S: ...
1 S: a OK
# the quota is found to be full at the fourth
1 C= "b APPEND INBOX {3+}\r\none {3+}\r\ntwo {5+}\r\nthree {4+}\r\nfour\r\n"
1 S: b NO [OVERQUOTA]
1 C: c NOOP
1 S: c OK
# the disk is full
store fails
1 C= "d APPEND INBOX {3+}\r\none {3+}\r\ntwo\r\n"
1 S: d NO [UNAVAILABLE]
store works
1 C: e NOOP
1 S: e OK
# a keyword too many in the last
1 C= "f APPEND INBOX {3+}\r\none (" "k"*129 ") {3+}\r\ntwo\r\n"
1 S: f NO [LIMIT]
2 C: a STATUS INBOX (MESSAGES UIDNEXT)
2 S: * STATUS INBOX (MESSAGES 0 UIDNEXT 1)$
2 S: a OK
# others see all at once: one EXISTS
2 C: b SELECT INBOX
2 S: ...
2 S: b OK
1 C= "g APPEND INBOX (\\Seen) {3+}\r\none ~{3+}\r\nt\x00o {5+}\r\nthree\r\n"
1 S: * 3 EXISTS
1 S: * 3 RECENT
1 S: g OK [APPENDUID $validity 1:3]
2 C: c NOOP
2 S: * 3 EXISTS
2 S: * 0 RECENT
2 S: c OK
2 C: d UID FETCH 1:3 (BINARY.PEEK[1])
2 S: * 1 FETCH (UID 1 BINARY[1] 
2 S: ...
2 S: d OK
