# RFC 9051 section 6.2.2, RFC 4616: AUTHENTICATE PLAIN with and without initial response (SASL-IR)
state: greeted
connections: 4

1 C: a AUTHENTICATE PLAIN
1 S: + $
1 C: $plain(alice@example.test,alice-password)
1 S: a OK [CAPABILITY IMAP4rev1
1 C: b SELECT INBOX
1 S: ...
1 S: b OK

2 C: a authenticate plain $plain(alice@example.test,alice-password)
2 S: a OK

# all in one packet
3 C: a AUTHENTICATE PLAIN
3 C: $plain(alice@example.test,alice-password)
3 C: b NOOP
3 S: + $
3 S: a OK
3 S: b OK

4 C: a AUTHENTICATE PLAIN
4 S: + $
4 C: *
4 S: a BAD the login was given up
4 C: b AUTHENTICATE PLAIN
4 S: + $
4 C: not base64
4 S: b BAD
4 C: c AUTHENTICATE PLAIN =
4 S: c BAD
4 C: d AUTHENTICATE PLAIN $plain(alice@example.test,wrong)
4 S: d NO [AUTHENTICATIONFAILED] Wrong user name or password$
4 C: e AUTHENTICATE PLAIN $base64(bob@example.test\0alice@example.test\0alice-password)
4 S: e NO [AUTHENTICATIONFAILED]
4 C: f AUTHENTICATE NONE
4 S: f NO [CANNOT]
4 C: g AUTHENTICATE
4 S: g BAD expected a mechanism after AUTHENTICATE
# a line that is none ends the login and not the session, and its answer has the tag of the command
4 C: h AUTHENTICATE PLAIN
4 S: + $
4 C= "AGFsaWNl\x00\r\n"
4 S: h BAD
4 C: i AUTHENTICATE PLAIN
4 S: + $
4 C= "A"*13000 "\r\n"
4 S: i BAD [TOOBIG]
4 C: j AUTHENTICATE PLAIN
4 S: + $
4 C= "{3+}\r\n"
4 S: j BAD
4 C: k AUTHENTICATE PLAIN $plain(alice@example.test,alice-password)
4 S: k OK
