# What is no command costs a BAD that says why, and not the session
connections: 3
mail: two-messages.mbox

1 C: a
1 S: a BAD expected a command
1 C:
1 S: * BAD expected a tag
1 C: a NONSENSE
1 S: a BAD there is no command NONSENSE
1 C: a UID
1 S: a BAD expected a command
1 C: b NOOP
1 S: b OK
1 C: a UID NONSENSE
1 S: a BAD there is no command NONSENSE
1 C: a UID SELECT INBOX
1 S: a BAD UID cannot stand before SELECT
1 C: + NOOP
1 S: * BAD expected a tag
1 C: * NOOP
1 S: * BAD expected a tag
1 C= " NOOP\r\n"
1 S: * BAD expected a tag
1 C: c NOOP
1 S: c OK
1 C: a  NOOP
1 S: a BAD expected a command
1 C: a NOOP(
1 S: a BAD
1 C: a"b NOOP
1 S: * BAD
1 C: d]}'!#$+NOOP NOOP
1 S: * BAD
1 C: d]}'!#$$ NOOP
1 S: d]}'!#$$ OK
1 C: GET / HTTP/1.1
1 S: GET BAD
1 C: x SELECT INBOX
1 S: ...
1 S: x OK

# NUL, 8-bit, bare CR, bare LF, control characters: outside of literals
2 C= "a NO\x00OP\r\n"
2 S: a BAD expected a line without NUL and without CR or LF inside
2 C= "b NOOP\r \r\n"
2 S: b BAD expected a line without NUL and without CR or LF inside
2 C= "c NOOP\nd NOOP\r\n"
2 S: c BAD expected a line without NUL and without CR or LF inside
2 C= "\xff\xfe NOOP\r\n"
2 S: * BAD
2 C= "e NO\xc3\x96P\r\n"
2 S: e BAD
2 C= "f SELECT \"a\x07b\"\r\n"
2 S: f BAD
2 C= "g SELECT \"a\xc3\xbc\"\r\n"
2 S: g BAD expected 7-bit text
2 C= "h NOOP\r\n"
2 S: h OK
2 C= "i SELECT \"a\\b\"\r\n"
2 S: i BAD expected \" or \\ after a backslash in a quoted string
2 C= "j SELECT \"INBOX\r\n"
2 S: j BAD expected a closing quote at the end of a quoted string
2 C= "k SELECT {5}INBOX\r\n"
2 S: k BAD
2 C= "l SELECT {a}\r\n"
2 S: l BAD
2 C= "m STATUS {5+}\r\nINBOX (MESSAGES)\r\n"
2 S: * STATUS INBOX (MESSAGES 2)$
2 S: m OK
2 C= "n STATUS \"IN\\\\BOX\" (MESSAGES)\r\n"
2 S: n NO [NONEXISTENT]
2 C= "o CREATE \"a\\\"b\"\r\n"
2 S: o OK

# the forms of literals inside any command
3 C= "a CREATE {5}\r\n"
3 S: + OK$
3 C= "a\r\nb\"\r\n"
3 S: a BAD
3 C= "b CREATE ~{3+}\r\nabc\r\n"
3 S: b BAD
3 C= "c SUBSCRIBE {4+}\r\nSent\r\n"
3 S: c OK
