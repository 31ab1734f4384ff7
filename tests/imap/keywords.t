# Keywords: told by FLAGS when they are new, kept by COPY, at most 64 in a mailbox
mail: two-messages.mbox
connections: 2
order: strict

1 C: a SELECT INBOX
1 S: ...
1 S: a OK
2 C: a SELECT INBOX
2 S: ...
2 S: a OK
1 C: b STORE 1 +FLAGS ($Forwarded NonJunk)
1 S: * FLAGS (\Answered \Flagged \Deleted \Seen \Draft $Forwarded NonJunk)$
1 S: * OK [PERMANENTFLAGS (\Answered \Flagged \Deleted \Seen \Draft $Forwarded NonJunk \*)]
1 S: * 1 FETCH (UID 1 FLAGS (\Recent $Forwarded NonJunk))$
1 S: b OK
2 C: b NOOP
2 S: * FLAGS (\Answered \Flagged \Deleted \Seen \Draft $Forwarded NonJunk)$
2 S: * OK [PERMANENTFLAGS
2 S: * 1 FETCH (UID 1 FLAGS ($Forwarded NonJunk))$
2 S: b OK
# case does not make another keyword
1 C: c STORE 2 +FLAGS (nonjunk)
1 S: * 2 FETCH (UID 2 FLAGS (\Recent NonJunk))$
1 S: c OK
1 C: d STORE 1 -FLAGS ($Forwarded Unknown)
1 S: * 1 FETCH (UID 1 FLAGS (\Recent NonJunk))$
1 S: d OK
1 C: e COPY 1 Archive
1 S: e OK
1 C: f SELECT Archive
1 S: * OK [CLOSED]
1 S: * FLAGS (\Answered \Flagged \Deleted \Seen \Draft NonJunk)$
1 S: ...
1 S: f OK
1 C: g FETCH 1 FLAGS
1 S: * 1 FETCH (FLAGS (\Recent NonJunk))$
1 S: g OK
# 63 more are the limit; the 65th is refused, and nothing of that STORE is done
1 C: h STORE 1 +FLAGS.SILENT (a1 a2 a3 a4 a5 a6 a7 a8 a9 b1 b2 b3 b4 b5 b6 b7 b8 b9 c1 c2 c3 c4 c5 c6 c7 c8 c9 d1 d2 d3 d4 d5 d6 d7 d8 d9 e1 e2 e3 e4 e5 e6 e7 e8 e9 f1 f2 f3 f4 f5 f6 f7 f8 f9 g1 g2 g3 g4 g5 g6 g7 g8)
1 S: * FLAGS (\Answered
1 S: * OK [PERMANENTFLAGS
1 S: h OK
1 C: i STORE 1 +FLAGS (h1 h2)
1 S: i NO [LIMIT]
1 C: j STORE 1 +FLAGS.SILENT (h1)
1 S: * FLAGS (\Answered
1 S= "* OK [PERMANENTFLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft NonJunk a1 a2 a3 a4 a5 a6 a7 a8 a9 b1 b2 b3 b4 b5 b6 b7 b8 b9 c1 c2 c3 c4 c5 c6 c7 c8 c9 d1 d2 d3 d4 d5 d6 d7 d8 d9 e1 e2 e3 e4 e5 e6 e7 e8 e9 f1 f2 f3 f4 f5 f6 f7 f8 f9 g1 g2 g3 g4 g5 g6 g7 g8 h1)] flags that stay"
1 S: j OK
1 C: k STORE 1 +FLAGS (h2)
1 S: k NO [LIMIT]
1 C: l APPEND Archive (h3) {{{
x
}}}
1 S: l NO [LIMIT]
1 C: m STORE 1 -FLAGS.SILENT (h3 a1)
1 S: m OK
1 C: n SEARCH KEYWORD h1
1 S: * SEARCH 1$
1 S: n OK
1 C: o SEARCH KEYWORD A1
1 S: * SEARCH$
1 S: o OK
1 C: p SEARCH UNKEYWORD none KEYWORD H1
1 S: * SEARCH 1$
1 S: p OK
1 C: q SEARCH KEYWORD none
1 S: * SEARCH$
1 S: q OK
