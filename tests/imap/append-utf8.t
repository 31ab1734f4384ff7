# RFC 9755 section 4: APPEND of a message with UTF-8 in its header
connections: 2

1 C: a ENABLE UTF8=ACCEPT
1 S: * ENABLED UTF8=ACCEPT
1 S: a OK
1 C= "b APPEND INBOX (\\Seen) UTF8 (~{20+}\r\nSubject: Gr\xc3\xbc\xc3\x9fe\r\n\r\n)\r\n"
1 S: b OK [APPENDUID $validity 1]
1 C= "c APPEND INBOX UTF8 (~{20}\r\n"
1 S: + OK
1 C= "Subject: Gr\xc3\xbc\xc3\x9fe\r\n\r\n)\r\n"
1 S: c OK [APPENDUID $validity 2]
1 C= "d APPEND INBOX UTF8 (~{3+}\r\nabc\r\n"
1 S: d BAD
1 C= "e APPEND INBOX UTF8 ({3+}\r\nabc)\r\n"
1 S: e BAD
1 C= "f APPEND INBOX UTF8 (~{3+}\r\nabc) UTF8 (~{3+}\r\ndef)\r\n"
1 S: f OK [APPENDUID $validity 3:4]
1 C: g SELECT INBOX
1 S: * 4 EXISTS
1 S: ...
1 S: g OK
1 C: h FETCH 1 ENVELOPE
1 S: * 1 FETCH (ENVELOPE (NIL "Grüße" NIL NIL NIL NIL NIL NIL NIL NIL))$
1 S: h OK

# who has not enabled it gets an encoded word
2 C: a SELECT INBOX
2 S: ...
2 S: a OK
2 C: b FETCH 1 ENVELOPE
2 S: * 1 FETCH (ENVELOPE (NIL "=?utf-8?
2 S: b OK
