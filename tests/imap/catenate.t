# RFC 4469: APPEND of pieces of messages that are here (URLs of RFC 5092, ranges of RFC 5550) and text
connections: 2
accounts: alice bob

1 C: a APPEND INBOX {{{
Subject: first
To: bob@example.test
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b

one
--b
Content-Type: text/plain

two
--b--
}}}
1 S: a OK [APPENDUID $validity 1]
1 C: b APPEND INBOX (\Seen) "17-Jul-2026 02:44:25 +0000" CATENATE (URL "/INBOX;UIDVALIDITY=$validity/;UID=1/;SECTION=HEADER.FIELDS%20(Subject)" TEXT {{{
new text

}}} URL "/INBOX/;UID=1/;section=2" URL {33+}
1 C= "/INBOX/;UID=1/;SECTION=2/;PARTIAL=1 URL /inbox/;uid=1/;section=1/;partial=0.2)\r\n"
1 S: b BAD
1 C: c APPEND INBOX (\Seen) "17-Jul-2026 02:44:25 +0000" CATENATE (URL "/INBOX;UIDVALIDITY=$validity/;UID=1/;SECTION=HEADER.FIELDS%20(Subject)" TEXT {{{
new text

}}} URL "/INBOX/;UID=1/;section=2" URL {35+}
1 C= "/INBOX/;UID=1/;SECTION=2/;PARTIAL=1 URL /inbox/;uid=1/;section=1/;partial=0.2)\r\n"
1 S: c OK [APPENDUID $validity 2]
1 C: d SELECT INBOX
1 S: ...
1 S: d OK
1 C: e FETCH 2 (FLAGS INTERNALDATE BODY.PEEK[])
1 S: * 2 FETCH (FLAGS (\Seen \Recent) INTERNALDATE "17-Jul-2026 02:44:25 +0000" BODY[] {{{-
Subject: first

new text

twowoon
}}})
1 S: e OK
# a URL alone needs no literal; several messages; the selected mailbox needs no name
1 C: f APPEND INBOX CATENATE (URL ";UID=2") CATENATE (URL "/;UID=1/;SECTION=1" URL "imap://alice%40example.test@localhost/INBOX/;UID=1/;SECTION=2")
1 S: * 4 EXISTS
1 S: * 4 RECENT
1 S: f OK [APPENDUID $validity 3:4]
1 C: g FETCH 3:4 (RFC822.SIZE BODY.PEEK[] EMAILID)
1 S: * 3 FETCH (RFC822.SIZE $size BODY[] {{{-
Subject: first

new text

twowoon
}}} EMAILID ($same))
1 S: * 4 FETCH (RFC822.SIZE 6 BODY[] {{{-
onetwo
}}} EMAILID ($other))
1 S: g OK
1 C: h FETCH 2 EMAILID
1 S: * 2 FETCH (EMAILID ($same))$
1 S: h OK
# REPLACE, too
1 C: i UID REPLACE 4 INBOX CATENATE (URL "/INBOX/;UID=4" TEXT {3+}
1 C: end)
1 S: * OK [APPENDUID $validity 5]
1 S: * 4 EXPUNGE
1 S: * 4 EXISTS
1 S: * 4 RECENT
1 S: i OK
1 C: j FETCH 4 BODY.PEEK[]
1 S: * 4 FETCH (BODY[] {{{-
onetwoend
}}})
1 S: j OK

# what names nothing; the URL is told
1 C: k APPEND INBOX CATENATE (URL "/INBOX;UIDVALIDITY=1/;UID=1" TEXT {4}
1 S: k NO [BADURL /INBOX;UIDVALIDITY=1/;UID=1]
1 C: l APPEND INBOX CATENATE (URL "/INBOX/;UID=4")
1 S: l NO [BADURL /INBOX/;UID=4]
1 C: m APPEND INBOX CATENATE (URL "/Nothing/;UID=1")
1 S: m NO [BADURL /Nothing/;UID=1]
1 C: n APPEND INBOX CATENATE (URL "/INBOX/;UID=1/;SECTION=3")
1 S: n NO [BADURL
1 C: o APPEND INBOX CATENATE (URL "http://localhost/INBOX/;UID=1")
1 S: o NO [BADURL http://localhost/INBOX/;UID=1]
1 C: p APPEND INBOX CATENATE (URL "imap://elsewhere.test/INBOX/;UID=1")
1 S: p NO [BADURL
1 C: q APPEND INBOX CATENATE (URL "/INBOX/;UID=1;URLAUTH=anonymous:internal:abc")
1 S: q NO [BADURL
1 C= "r APPEND INBOX CATENATE (TEXT {3+}\r\nabc URL {7+}\r\n/a] \"\xffb)\r\n"
1 S: r NO [BADURL /a????b]
1 C: s APPEND Nothing CATENATE (TEXT {4}
1 S: s NO [TRYCREATE]
1 C: t APPEND INBOX CATENATE ()
1 S: t BAD
1 C: u APPEND INBOX CATENATE (TEXT {1+}
1 C: a URL)
1 S: u BAD
1 C: v STATUS INBOX (MESSAGES)
1 S: * STATUS INBOX (MESSAGES 4)$
1 S: v OK
# no other's mail
2 C: a APPEND INBOX CATENATE (URL "imap://alice%40example.test@localhost/INBOX/;UID=1")
2 S: a NO [BADURL
2 C: b APPEND INBOX CATENATE (URL ";UID=1")
2 S: b NO [BADURL ;UID=1]
