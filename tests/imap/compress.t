# RFC 4978: COMPRESS=DEFLATE; every answer comes whole, also while idle
mail: two-messages.mbox
connections: 3
accounts: alice alice bob

1 C: a COMPRESS GZIP
1 S: a BAD expected DEFLATE after COMPRESS
1 C: b COMPRESS DEFLATE
1 S: b OK compressed from here on$
1 deflate
1 C: c CAPABILITY
1 S: * CAPABILITY IMAP4rev1 IMAP4rev2 ID ENABLE LITERAL+ ACL RIGHTS=kxte APPENDLIMIT=52428800 BINARY CATENATE CHILDREN CONDSTORE
1 S: c OK
1 C: d COMPRESS DEFLATE
1 S: d NO [COMPRESSIONACTIVE]
1 C: e SELECT INBOX
1 S: ...
1 S: e OK
1 C: f APPEND INBOX {5}
1 S: + OK
1 C= "hello\r\n"
1 S: * 3 EXISTS
1 S: * 3 RECENT
1 S: f OK
1 C: g FETCH 3 BODY[]
1 S: * 3 FETCH (BODY[] {{{-
hello
}}} FLAGS (\Seen \Recent))
1 S: g OK
1 C: h IDLE
1 S: + idling
1 S: * OK still here$
2 C: a SELECT INBOX
2 S: ...
2 S: a OK
2 C: b STORE 1 +FLAGS.SILENT (\Flagged)
2 S: b OK
1 S: * 1 FETCH (UID 1 FLAGS (\Flagged \Recent))
2 C: c STORE 1 -FLAGS.SILENT (\Flagged)
2 S: c OK
1 S: * 1 FETCH (UID 1 FLAGS (\Recent))
1 C: DONE
1 S: h OK
# large and much alike, both ways
1 C= "i APPEND INBOX {300000+}\r\n" "x"*300000 "\r\n"
1 S: * 4 EXISTS
1 S: * 4 RECENT
1 S: i OK
1 C: j FETCH 4 RFC822.SIZE
1 S: * 4 FETCH (RFC822.SIZE 300000)
1 S: j OK
# the login goes, the compression stays
1 C: k UNAUTHENTICATE
1 S: k OK
1 C: l STARTTLS
1 S: l BAD TLS is active already
1 C: m LOGIN bob@example.test bob-password
1 S: m OK
1 C: n NOOP
1 S: n OK
1 C: o LOGOUT
1 S: * BYE
1 S: o OK
1 closed
# what is not compressed ends the connection
3 C: a COMPRESS DEFLATE
3 S: a OK
3 C= "\xff\xff\xff\xff"
3 closed
