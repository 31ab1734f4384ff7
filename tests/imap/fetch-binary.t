# RFC 3516, RFC 9051 section 6.4.5: BINARY decodes the transfer encoding
mail: parts.mbox
state: selected
order: strict

1 C: a FETCH 1 (BINARY.SIZE[1] BINARY.PEEK[1])
1 S: * 1 FETCH (BINARY.SIZE[1] 6 BINARY[1] {{{-
Schön
}}})$
1 S: a OK
# with NUL in it, as literal8
1 C: b FETCH 1 (BINARY.PEEK[2] BINARY.SIZE[2])
1 S= "* 1 FETCH (BINARY[2] ~{4}\r\n\x00\x01\x02\x03 BINARY.SIZE[2] 4)"
1 S: b OK
1 C: c FETCH 1 (BINARY.PEEK[2]<1.2> BINARY.PEEK[2]<9.2>)
1 S= "* 1 FETCH (BINARY[2]<1> ~{2}\r\n\x01\x02 BINARY[2]<9> ~{0}\r\n)"
1 S: c OK
1 C: d FETCH 1 (BINARY.SIZE[3] BINARY.PEEK[3.1])
1 S: * 1 FETCH (BINARY.SIZE[3] 55 BINARY[3.1] {{{-
Inner text.
}}})$
1 S: d OK
# an encoding that nobody knows
1 C: e FETCH 1 (UID BINARY.PEEK[4])
1 S: * 1 FETCH (UID 1 BINARY[4] NIL)$
1 S: e NO [UNKNOWN-CTE]
1 C: f FETCH 1 BINARY.SIZE[4]
1 S: ...
1 S: f NO [UNKNOWN-CTE]
1 C: g FETCH 1 BINARY.PEEK[9]
1 S: * 1 FETCH (BINARY[9] NIL)$
1 S: g OK
1 C: h FETCH 1 FLAGS
1 S: * 1 FETCH (FLAGS (\Recent))$
1 S: h OK
1 C: i FETCH 1 BINARY[1]
1 S: * 1 FETCH (BINARY[1] {{{-
Schön
}}} FLAGS (\Seen \Recent))$
1 S: i OK
1 C: j FETCH 1 BINARY[1.HEADER]
1 S: j BAD
1 C: k FETCH 1 BINARY.SIZE[1]<0.1>
1 S: k BAD
1 C: l FETCH 1 BINARY
1 S: l BAD
