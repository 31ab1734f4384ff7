# RFC 5464: what cannot be noted, and that a SETMETADATA is done whole or not at all
set: mail.metadata_value_bytes 1024
set: mail.metadata_entries 10
accounts: alice alice bob
connections: 3

1 C: a GETMETADATA Nowhere /shared/comment
1 S: a NO [NONEXISTENT]
1 C: b SETMETADATA Nowhere (/shared/comment "x")
1 S: b NO [NONEXISTENT]
1 C: c GETMETADATA "a//b" /shared/comment
1 S: c NO [CANNOT]
1 C: d GETMETADATA INBOX /comment
1 S: d BAD expected an entry such as /private/comment
1 C: e GETMETADATA INBOX "/shared/*"
1 S: e BAD
1 C: f SETMETADATA INBOX (/shared/comment "x" /SHARED/comment NIL)
1 S: f BAD expected each entry once
1 C: g SETMETADATA INBOX (/shared "x")
1 S: g BAD
1 C: h GETMETADATA (DEPTH 2) INBOX /shared/comment
1 S: h BAD
# what is shared of the server
1 C: i SETMETADATA "" (/private/x "1" /shared/comment "x")
1 S: i NO [NOPERM]
1 C: j SETMETADATA "" (/SHARED/admin NIL)
1 S: j NO [NOPERM]
1 C: k GETMETADATA "" (/private/x /shared/comment)
1 S: * METADATA "" (/private/x NIL /shared/comment NIL)$
1 S: k OK
# a long value; the one before it is not set either
1 C= "l SETMETADATA INBOX (/private/a \"1\" /private/b {1025+}\r\n" "x"*1025 ")\r\n"
1 S: l NO [METADATA MAXSIZE 1024]
1 C= "m SETMETADATA INBOX (/private/b {1024+}\r\n" "x"*1024 ")\r\n"
1 S: m OK
1 C: n GETMETADATA INBOX /private/a
1 S: * METADATA INBOX (/private/a NIL)$
1 S: n OK
# too many; another mailbox has its own
1 C: o SETMETADATA INBOX (/private/1 "" /private/2 "" /private/3 "" /private/4 "" /private/5 "" /private/6 "" /private/7 "" /private/8 "" /private/9 "" /private/10 "")
1 S: o NO [METADATA TOOMANY]
1 C: p SETMETADATA INBOX (/private/1 "" /private/2 "" /private/3 "" /private/4 "" /private/5 "" /private/6 "" /private/7 "" /private/8 "" /private/9 "")
1 S: p OK
1 C: q SETMETADATA INBOX (/private/10 "")
1 S: q NO [METADATA TOOMANY]
1 C: r SETMETADATA INBOX (/private/9 NIL /private/10 "" /private/1 "other")
1 S: r OK
1 C: s SETMETADATA Sent (/private/10 "")
1 S: s OK
store fails
1 C: t SETMETADATA Sent (/private/10 "later")
1 S: t NO [UNAVAILABLE]
store works
1 C: u GETMETADATA Sent /private/10
1 S: * METADATA Sent (/private/10 "")$
1 S: u OK
# another session sees it, another account does not
2 C: a GETMETADATA INBOX /private/1
2 S: * METADATA INBOX (/private/1 "other")$
2 S: a OK
3 C: a GETMETADATA INBOX /private/1
3 S: * METADATA INBOX (/private/1 NIL)$
3 S: a OK
3 C: b UID GETMETADATA INBOX /private/1
3 S: b BAD
