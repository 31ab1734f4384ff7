# RFC 3502: several messages in one APPEND, all or none
set: mail.message_bytes 65536
connections: 2

1 C= "a APPEND INBOX {3+}\r\none (\\Seen) {3+}\r\ntwo \"17-Jul-2026 02:44:25 +0000\" {5+}\r\nthree\r\n"
1 S: a OK [APPENDUID $validity 1:3]
1 C: b APPEND INBOX (\Flagged) {4}
1 S: + OK$
1 C= "four (\\Seen) {4}\r\n"
1 S: + OK$
1 C= "five\r\n"
1 S: b OK [APPENDUID $validity 4:5]
1 C: c SELECT INBOX
1 S: * 5 EXISTS
1 S: ...
1 S: c OK
1 C: d FETCH 1:5 (FLAGS BODY.PEEK[])
1 S: * 1 FETCH (FLAGS (\Recent) BODY[] {{{-
one
}}})
1 S: * 2 FETCH (FLAGS (\Seen \Recent) BODY[] {{{-
two
}}})
1 S: * 3 FETCH (FLAGS (\Recent) BODY[] {{{-
three
}}})
1 S: * 4 FETCH (FLAGS (\Flagged \Recent) BODY[] {{{-
four
}}})
1 S: * 5 FETCH (FLAGS (\Seen \Recent) BODY[] {{{-
five
}}})
1 S: d OK

# a fault in the second leaves nothing of the first, and the session understands what follows
2 C= "a APPEND INBOX {3+}\r\none (\\Nonsense) {3+}\r\ntwo\r\n"
2 S: a BAD
2 C= "b APPEND INBOX {3+}\r\none {3+}\r\nt\x00o {5+}\r\nthree\r\n"
2 S: b BAD expected a message without NUL
2 C= "c APPEND INBOX {3+}\r\none {70000+}\r\n"
2 C= "x"*70000 " {3+}\r\nend\r\n"
2 S: c NO [TOOBIG]
2 C= "d APPEND INBOX {3+}\r\none {70000}\r\n"
2 S: d NO [TOOBIG]
2 C= "e APPEND INBOX {3+}\r\none junk\r\n"
2 S: e BAD
2 C= "f APPEND Nothing {3+}\r\none {3+}\r\ntwo\r\n"
2 S: f NO [TRYCREATE]
2 C: g STATUS INBOX (MESSAGES UIDNEXT)
2 S: * STATUS INBOX (MESSAGES 5 UIDNEXT 6)$
2 S: g OK
# the client gives up in the middle
2 C= "h APPEND INBOX {3+}\r\none {100+}\r\ntwo"
2 close
1 C: e NOOP
1 S: e OK
