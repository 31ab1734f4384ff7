# RFC 9051 section 6.4.5: what sets \Seen and what does not
mail: two-messages.mbox
state: selected
order: strict

1 C: a FETCH 1 (BODY.PEEK[] RFC822.HEADER BODY.PEEK[TEXT] BODY.PEEK[1]<0.5> BINARY.PEEK[1] BINARY.SIZE[1] BODYSTRUCTURE)
1 S: * 1 FETCH (BODY[] {224}
1 S: a OK
1 C: b FETCH 1:2 FLAGS
1 S: * 1 FETCH (FLAGS (\Recent))$
1 S: * 2 FETCH (FLAGS (\Recent))$
1 S: b OK
1 C: c FETCH 2 BODY[TEXT]
1 S: * 2 FETCH (BODY[TEXT] {{{
Short.
}}} FLAGS (\Seen \Recent))$
1 S: c OK
# already seen: the flags are not told again
1 C: d FETCH 2 RFC822.TEXT
1 S: * 2 FETCH (RFC822.TEXT {{{
Short.
}}})$
1 S: d OK
1 C: e STORE 1:2 -FLAGS.SILENT (\Seen)
1 S: e OK
1 C: f UID FETCH 2 (FLAGS BINARY[1])
1 S: * 2 FETCH (UID 2 FLAGS (\Seen \Recent) BINARY[1] {{{
Short.
}}})$
1 S: f OK
1 C: g STORE 1:2 -FLAGS.SILENT (\Seen)
1 S: g OK
1 C: h FETCH 2 RFC822
1 S: * 2 FETCH (RFC822 {
1 S: h OK
1 C: i FETCH 2 FLAGS
1 S: * 2 FETCH (FLAGS (\Seen \Recent))$
1 S: i OK
1 C: j STORE 2 -FLAGS.SILENT (\Seen)
1 S: j OK
1 C: k ENABLE CONDSTORE
1 S: * OK [HIGHESTMODSEQ
1 S: * ENABLED CONDSTORE
1 S: k OK
1 C: l FETCH 2 BODY[TEXT]
1 S: * 2 FETCH (BODY[TEXT] {{{
Short.
}}} FLAGS (\Seen \Recent) UID 2 MODSEQ ($modseq))$
1 S: l OK

# not where the mailbox is read-only
1 C: m STORE 2 -FLAGS.SILENT (\Seen)
1 S: * 2 FETCH (UID 2 MODSEQ ($next))$
1 S: m OK
1 C: n EXAMINE INBOX
1 S: ...
1 S: n OK
1 C: o FETCH 2 BODY[TEXT]
1 S: * 2 FETCH (BODY[TEXT] {{{
Short.
}}})$
1 S: o OK
1 C: p FETCH 2 FLAGS
1 S: * 2 FETCH (FLAGS ())$
1 S: p OK
