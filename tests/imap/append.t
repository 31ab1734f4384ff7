# RFC 9051 section 6.3.12, UIDPLUS of RFC 4315, LITERAL+: APPEND
state: selected
connections: 2

1 C: a APPEND INBOX {21}
1 S: + OK$
1 C= "Subject: one\r\n\r\nfirst\r\n"
1 S: * 1 EXISTS
1 S: * 1 RECENT
1 S: a OK [APPENDUID $validity 1] APPEND completed$
1 C: b APPEND INBOX (\Seen $Label \Recent) "17-Jul-2026 02:44:25 -0700" {{{-
Subject: two

second
}}}
1 S: * FLAGS (\Answered \Flagged \Deleted \Seen \Draft $$Label)
1 S: * OK [PERMANENTFLAGS (\Answered \Flagged \Deleted \Seen \Draft $$Label \*)]
1 S: * 2 EXISTS
1 S: * 2 RECENT
1 S: b OK [APPENDUID $validity 2]
1 C: c FETCH 1:* (FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[])
1 S: * 1 FETCH (FLAGS (\Recent) INTERNALDATE " 2-Mar-2026 10:00:00 +0000" RFC822.SIZE 21 BODY[] {{{-
Subject: one

first
}}})$
1 S: * 2 FETCH (FLAGS (\Seen \Recent $$Label) INTERNALDATE "17-Jul-2026 09:44:25 +0000" RFC822.SIZE 22 BODY[] {{{-
Subject: two

second
}}})$
1 S: c OK

# into another mailbox, by a literal name; a flag list may be empty
1 C= "d APPEND {4}\r\n"
1 S: + OK$
1 C= "Sent () {3}\r\n"
1 S: + OK$
1 C= "abc\r\n"
1 S: d OK [APPENDUID $sent 1]
1 C= "e APPEND {4+}\r\nSent {0+}\r\n\r\n"
1 S: e OK [APPENDUID $sent 2]
1 C: f STATUS Sent (MESSAGES SIZE)
1 S: * STATUS Sent (MESSAGES 2 SIZE 3)$
1 S: f OK

# failures: before the message is asked for where it can be known
2 C: a APPEND Nothing {100}
2 S: a NO [TRYCREATE]
2 C: b APPEND Nothing {{{
Subject: x
}}}
2 S: b NO [TRYCREATE]
2 C: c APPEND "a//b" {3}
2 S: c NO [CANNOT]
2 C: d APPEND INBOX (\Nonsense) {3}
2 S: d BAD
2 C: e APPEND INBOX "32-Jul-2026 02:44:25 -0700" {3}
2 S: e BAD expected a date and time
2 C: f APPEND INBOX
2 S: f BAD expected a message as a literal after the mailbox name
2 C: g APPEND INBOX "text"
2 S: g BAD
2 C: h APPEND INBOX (\Seen)
2 S: h BAD
2 C= "i APPEND INBOX {3+}\r\nabc junk\r\n"
2 S: i BAD
2 C= "j APPEND INBOX {3}\r\n"
2 S: + OK
2 C= "abcd\r\n"
2 S: j BAD
2 C: k NOOP
2 S: k OK
1 C: g NOOP
1 S: g OK

# 8-bit goes in as it is; NUL, bare CR and bare LF: NUL only in a literal8
1 C= "h APPEND Drafts {10+}\r\n\xff\xfe\r\n\r\na\rb\n\r\n"
1 S: h OK [APPENDUID $drafts 1]
1 C= "i APPEND Drafts {3+}\r\na\x00b\r\n"
1 S: i BAD expected a message without NUL
1 C: j STATUS Drafts (MESSAGES)
1 S: * STATUS Drafts (MESSAGES 1)$
1 S: j OK
