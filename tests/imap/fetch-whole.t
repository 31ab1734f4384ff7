# RFC 9051 section 6.4.5: whole messages, which are read ahead, alone and beside what is not
1 C= "a APPEND INBOX ~{13+}\r\nS: x\r\n\r\na\x00b\r\n\r\n"
1 S: a OK
1 C: b SELECT INBOX
1 S: ...
1 S: b OK
# a literal holds no NUL (section 4.3); parts of the whole are taken from the same bytes
1 C: c FETCH 1 (UID BODY.PEEK[] BODY.PEEK[]<8.3> BODY.PEEK[]<99.1>)
1 S= "* 1 FETCH (UID 1 BODY[] {13}\r\nS: x\r\n\r\na\x80b\r\n BODY[]<8> {3}\r\na\x80b BODY[]<99> {0}\r\n)"
1 S: c OK
# without the whole nothing is read ahead
1 C: d FETCH 1 BODY.PEEK[]<7.4>
1 S= "* 1 FETCH (BODY[]<7> {4}\r\n\na\x80b)"
1 S: d OK
1 C: e FETCH 1 (BODY.PEEK[] RFC822.SIZE BODY.PEEK[TEXT] BODY.PEEK[HEADER.FIELDS (X-None)])
1 S= "* 1 FETCH (BODY[] {13}\r\nS: x\r\n\r\na\x80b\r\n RFC822.SIZE 13 BODY[TEXT] {5}\r\na\x80b\r\n BODY[HEADER.FIELDS (X-None)] {2}\r\n\r\n)"
1 S: e OK
1 C: f UID FETCH 1 BODY[]
1 S= "* 1 FETCH (UID 1 BODY[] {13}\r\nS: x\r\n\r\na\x80b\r\n FLAGS (\\Seen \\Recent))"
1 S: f OK
1 C: g FETCH 1 RFC822
1 S= "* 1 FETCH (RFC822 {13}\r\nS: x\r\n\r\na\x80b\r\n)"
1 S: g OK
