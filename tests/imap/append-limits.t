# RFC 7889, RFC 4469 (TOOBIG): a message beyond the limit, a full account
set: mail.message_bytes 65536
set: mail.quota_bytes 70000
accounts: alice alice bob
connections: 3

1 C: a APPEND INBOX {65537}
1 S: a NO [TOOBIG]
1 C= "b APPEND INBOX {65537+}\r\n" "x"*65537 "\r\n"
1 S: b NO [TOOBIG]
1 C= "c APPEND INBOX {65536+}\r\n" "x"*65536 "\r\n"
1 S: c OK [APPENDUID
1 C: d APPEND INBOX {4465}
1 S: d NO [OVERQUOTA]
1 C= "e APPEND INBOX {4465+}\r\n" "x"*4465 "\r\n"
1 S: e NO [OVERQUOTA]
1 C= "f APPEND INBOX {4464+}\r\n" "x"*4464 "\r\n"
1 S: f OK
# what two messages have together
1 C: g SELECT INBOX
1 S: * 2 EXISTS
1 S: ...
1 S: g OK
1 C: h STORE 2 +FLAGS.SILENT (\Deleted)
1 S: h OK
1 C: i EXPUNGE
1 S: * 2 EXPUNGE
1 S: i OK
1 C= "j APPEND INBOX {4000+}\r\n" "x"*4000 " {4000+}\r\n" "y"*4000 "\r\n"
1 S: j NO [OVERQUOTA]
1 C: k STATUS INBOX (MESSAGES)
1 S: * STATUS INBOX (MESSAGES 1)$
1 S: k OK

# a size that no number holds, and one so large that it is not skipped
2 C: a APPEND INBOX {99999999999999999999999}
2 S: a BAD [TOOBIG]
2 C: b NOOP
2 S: b OK
2 C: c APPEND INBOX {2000000000+}
2 S: c NO [TOOBIG]
2 S: * BYE
2 closed

# the messages of one APPEND together may have what one may have
3 C= "a APPEND INBOX {32768+}\r\n" "x"*32768 " {32769+}\r\n" "y"*32769 "\r\n"
3 S: a NO [TOOBIG]
3 C= "b APPEND INBOX {32768+}\r\n" "x"*32768 " {32768+}\r\n" "y"*32768 "\r\n"
3 S: b OK
