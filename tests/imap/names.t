# Names beyond ASCII: modified UTF-7 (RFC 3501 section 5.1.3), or UTF-8 after ENABLE
connections: 3

1 C: a CREATE "B&APw-cher/Gr&APwA3w-e"
1 S: a OK
1 C: b CREATE "Caf&AOk- &- Co"
1 S: b OK
1 C: c CREATE "&2D3ePQ-"
1 S: c OK
1 C: d LIST "" "*&*"
1 S: d BAD
1 C: e LIST "" "%er"
1 S: * LIST (\HasChildren) "/" B&APw-cher$
1 S: e OK
1 C: f LIST "" "*&APwA3w-*"
1 S: * LIST (\HasNoChildren) "/" B&APw-cher/Gr&APwA3w-e$
1 S: f OK
1 C: g LIST "" "C*"
1 S: * LIST (\HasNoChildren) "/" "Caf&AOk- &- Co"$
1 S: g OK
# what is not the one right form is no name
1 C: h CREATE "a&b"
1 S: h BAD expected a mailbox name in modified UTF-7
1 C: i CREATE "&AGE-"
1 S: i BAD
1 C: j CREATE "&AOk"
1 S: j BAD
1 C= "k CREATE {6+}\r\nGr\xc3\xbc\xc3\x9f\r\n"
1 S: k BAD
1 C= "l CREATE \"Gr\xc3\xbc\xc3\x9f\"\r\n"
1 S: l BAD
1 C: m SELECT "B&APw-cher"
1 S: ...
1 S: m OK
1 C: n STATUS "Caf&AOk- &- Co" (MESSAGES)
1 S: * STATUS "Caf&AOk- &- Co" (MESSAGES 0)$
1 S: n OK

2 C: a ENABLE UTF8=ACCEPT
2 S: * ENABLED UTF8=ACCEPT
2 S: a OK
2 C: b LIST "" Bücher*
2 S: b BAD
2 C: c LIST "" "\"Entw
2 S: c BAD
2 C= "d LIST \"\" \"B\xc3\xbccher*\"\r\n"
2 S: * LIST (\HasChildren) "/" "Bücher"$
2 S: * LIST (\HasNoChildren) "/" "Bücher/Grüße"$
2 S: d OK
2 C= "e CREATE \"\xff\xfe\"\r\n"
2 S: e BAD expected UTF-8 in a quoted string
2 C= "f CREATE {2+}\r\n\xff\xfe\r\n"
2 S: f BAD expected a mailbox name in UTF-8
# an ampersand means itself
2 C: g CREATE A&B
2 S: g OK
2 C= "h RENAME A&B \"\xc3\x84rger\"\r\n"
2 S: h OK
2 C: i STATUS "😽" (MESSAGES)
2 S: * STATUS "😽" (MESSAGES 0)$
2 S: i OK
1 C: o LIST "" "&AMQ-*"
1 S: * LIST (\HasNoChildren) "/" &AMQ-rger$
1 S: o OK

3 C: a ENABLE IMAP4rev2
3 S: * ENABLED IMAP4rev2
3 S: a OK
3 C: b SELECT "Ärger"
3 S: * LIST (\HasNoChildren) "/" "Ärger"$
3 S: ...
3 S: b OK
