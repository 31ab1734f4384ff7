# A message larger than what is written at once, whole and in part, and one larger than what stays
# in memory on its way in
connections: 2

1 C= "a APPEND INBOX {400018+}\r\nSubject: large\r\n\r\n" "0123456789abcdef"*25000 "\r\n"
1 S: a OK
1 C: b SELECT INBOX
1 S: ...
1 S: b OK
1 C: c FETCH 1 (RFC822.SIZE BODY.PEEK[])
1 S= "* 1 FETCH (RFC822.SIZE 400018 BODY[] {400018}\r\nSubject: large\r\n\r\n" "0123456789abcdef"*25000 ")"
1 S: c OK
1 C: d FETCH 1 BODY.PEEK[TEXT]<131070.20>
1 S: * 1 FETCH (BODY[TEXT]<131070> {{{-
ef0123456789abcdef01
}}})$
1 S: d OK
1 C: e FETCH 1 BINARY.PEEK[1]<399990.100>
1 S: * 1 FETCH (BINARY[1]<399990> {{{-
6789abcdef
}}})$
1 S: e OK
# the client goes away in the middle
2 C: a SELECT INBOX
2 C: b FETCH 1 BODY.PEEK[]
2 close
1 C: f NOOP
1 S: f OK
