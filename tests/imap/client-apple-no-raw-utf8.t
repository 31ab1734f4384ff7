# Apple Mail shows an empty inbox when ENVELOPE or BODYSTRUCTURE hold UTF-8 that was not asked for
connections: 2

1 C= "a APPEND INBOX {235+}\r\n"
1 C= "From: J\xc3\xbcrgen <j@b.test>\r\n"
1 C= "To: \xff <c@d.test>\r\n"
1 C= "Subject: Gr\xc3\xbc\xc3\x9fe\r\n"
1 C= "Message-ID: <\xc3\xbc@x>\r\n"
1 C= "MIME-Version: 1.0\r\n"
1 C= "Content-Type: application/pdf; name=\"\xc3\x9cber.pdf\"\r\n"
1 C= "Content-Description: \xc3\x9c\r\n"
1 C= "Content-Disposition: attachment; filename=\"\xc3\x9cber.pdf\"\r\n"
1 C= "\r\n"
1 C= "x\r\n"
1 C= "\r\n"
1 S: a OK
1 C: b SELECT INBOX
1 S: ...
1 S: b OK
1 C: c FETCH 1 ENVELOPE
1 S= "* 1 FETCH (ENVELOPE (NIL \"=?utf-8?B?R3LDvMOfZQ==?=\" ((\"=?utf-8?Q?J=C3=BCrgen?=\" NIL \"j\" \"b.test\")) ((\"=?utf-8?Q?J=C3=BCrgen?=\" NIL \"j\" \"b.test\")) ((\"=?utf-8?Q?J=C3=BCrgen?=\" NIL \"j\" \"b.test\")) ((\"=?utf-8?B?w78=?=\" NIL \"c\" \"d.test\")) NIL NIL NIL \"=?utf-8?B?PMO8QHg+?=\"))"
1 S: c OK
1 C: d FETCH 1 BODYSTRUCTURE
1 S= "* 1 FETCH (BODYSTRUCTURE (\"application\" \"pdf\" (\"name*\" \"utf-8''%C3%9Cber.pdf\") NIL \"=?utf-8?B?w5w=?=\" \"7bit\" 3 NIL (\"attachment\" (\"filename*\" \"utf-8''%C3%9Cber.pdf\")) NIL NIL))"
1 S: d OK
# Who has asked for UTF-8 gets it.
2 C: a ENABLE UTF8=ACCEPT
2 S: * ENABLED UTF8=ACCEPT
2 S: a OK
2 C: b SELECT INBOX
2 S: ...
2 S: b OK
2 C: c FETCH 1 ENVELOPE
2 S: * 1 FETCH (ENVELOPE (NIL "Grüße" (("Jürgen" NIL "j" "b.test"))
2 S: c OK
