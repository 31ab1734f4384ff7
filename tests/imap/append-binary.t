# RFC 3516 section 4.4: APPEND of a literal8, which may hold NUL; BODY[] shows its place, BINARY[]
# gives it
1 C= "a APPEND INBOX ~{7+}\r\nS:\x00\r\n\r\n\r\n"
1 S: a OK [APPENDUID $validity 1]
1 C= "b APPEND INBOX ~{14}\r\n"
1 S: + OK
1 C= "S: x\r\n\r\na\x00\xff\nb\n\r\n"
1 S: b OK [APPENDUID $validity 2]
1 C: c SELECT INBOX
1 S: ...
1 S: c OK
1 C: d FETCH 2 (RFC822.SIZE BODY.PEEK[])
1 S= "* 2 FETCH (RFC822.SIZE 14 BODY[] {14}\r\nS: x\r\n\r\na\x80\xff\nb\n)"
1 S: d OK
1 C: e FETCH 2 BINARY.PEEK[1]
1 S= "* 2 FETCH (BINARY[1] ~{6}\r\na\x00\xff\nb\n)"
1 S: e OK
1 C: f FETCH 1 BODY.PEEK[HEADER.FIELDS (S)]
1 S= "* 1 FETCH (BODY[HEADER.FIELDS (S)] {7}\r\nS:\x80\r\n\r\n)"
1 S: f OK
