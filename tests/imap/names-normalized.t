# RFC 9051 section 5.1: names are kept in Unicode Normalization Form C; macOS writes them taken apart
connections: 2

1 C: a ENABLE UTF8=ACCEPT
1 S: * ENABLED UTF8=ACCEPT
1 S: a OK
1 C= "b CREATE \"Bu\xcc\x88cher/Cafe\xcc\x81\"\r\n"
1 S: b OK
1 C: c LIST "" "B*"
1 S: * LIST (\HasChildren) "/" "Bücher"$
1 S: * LIST (\HasNoChildren) "/" "Bücher/Café"$
1 S: c OK
# both ways of writing it mean it, in every command
1 C: d CREATE "Bücher/Café"
1 S: d NO [ALREADYEXISTS]
1 C= "e SUBSCRIBE \"Bu\xcc\x88cher\"\r\n"
1 S: e OK
1 C: f LIST (SUBSCRIBED) "" "B*"
1 S: * LIST (\HasChildren \Subscribed) "/" "Bücher"$
1 S: f OK
1 C= "g LIST \"Bu\xcc\x88cher/\" \"Cafe\xcc\x81\"\r\n"
1 S: * LIST (\HasNoChildren) "/" "Bücher/Café"$
1 S: g OK
1 C= "h APPEND \"Bu\xcc\x88cher\" {3+}\r\nabc\r\n"
1 S: h OK
1 C= "i STATUS \"Bu\xcc\x88cher\" (MESSAGES)\r\n"
1 S= "* STATUS \"Bu\xcc\x88cher\" (MESSAGES 1)"
1 S: i OK
1 C= "j SELECT \"Bu\xcc\x88cher\"\r\n"
1 S: * 1 EXISTS
1 S: ...
1 S: j OK
1 C= "k COPY 1 \"Bu\xcc\x88cher/Cafe\xcc\x81\"\r\n"
1 S: k OK
1 C= "l ESEARCH IN (subtree \"Bu\xcc\x88cher\") RETURN (COUNT) ALL\r\n"
1 S: * ESEARCH (TAG "l" MAILBOX "Bücher" UIDVALIDITY $one) UID COUNT 1$
1 S: * ESEARCH (TAG "l" MAILBOX "Bücher/Café" UIDVALIDITY $two) UID COUNT 1$
1 S: l OK
# the sign for Ångström is the letter; letter case, ligatures and full width are differences
1 C= "m CREATE \"\xe2\x84\xab\"\r\n"
1 S: m OK
1 C: n CREATE "Å"
1 S: n NO [ALREADYEXISTS]
1 C: o CREATE "å"
1 S: o OK
1 C: p CREATE "ﬁ"
1 S: p OK
1 C: q CREATE "fi"
1 S: q OK
1 C= "r RENAME \"Bu\xcc\x88cher\" \"Ga\xcc\x88rten\"\r\n"
1 S: r OK
1 C: s LIST "" "Gärten*"
1 S: * LIST (\HasChildren) "/" "Gärten"$
1 S: * LIST (\HasNoChildren) "/" "Gärten/Café"$
1 S: s OK
1 C: t LIST (SUBSCRIBED) "" "G*"
1 S: * LIST (\HasChildren \Subscribed) "/" "Gärten"$
1 S: t OK
1 C= "u DELETE \"Ga\xcc\x88rten/Cafe\xcc\x81\"\r\n"
1 S: u OK
# in modified UTF-7, too
2 C: a STATUS "Ga&Awg-rten" (MESSAGES)
2 S: * STATUS Ga&Awg-rten (MESSAGES 1)$
2 S: a OK
# IMAP4rev2 tells how the name is written here
2 C: b ENABLE IMAP4rev2
2 S: * ENABLED IMAP4rev2
2 S: b OK
2 C= "c CREATE \"U\xcc\x88ber\"\r\n"
2 S= "* LIST (\\HasNoChildren) \"/\" \"\xc3\x9c\x62\x65r\" (\"OLDNAME\" (\"U\xcc\x88\x62\x65r\"))"
2 S: c OK
2 C= "d SELECT \"Ga\xcc\x88rten\"\r\n"
2 S= "* LIST (\\HasNoChildren \\Subscribed) \"/\" \"G\xc3\xa4rten\" (\"OLDNAME\" (\"Ga\xcc\x88rten\"))"
2 S: ...
2 S: d OK
2 C= "e APPEND \"U\xcc\x88\x62\x65r\" {3+}\r\nabc\r\n"
2 S= "* LIST (\\HasNoChildren) \"/\" \"\xc3\x9c\x62\x65r\" (\"OLDNAME\" (\"U\xcc\x88\x62\x65r\"))"
2 S: e OK [APPENDUID
2 C: f APPEND "Über" {3+}
2 C: abc
2 S: f OK [APPENDUID
# of RENAME the old name is told as it was given, if one of the two was written otherwise
2 C= "g RENAME \"U\xcc\x88\x62\x65r\" Plain\r\n"
2 S= "* LIST (\\HasNoChildren) \"/\" Plain (\"OLDNAME\" (\"U\xcc\x88\x62\x65r\"))"
2 S: g OK
2 C= "h RENAME Plain \"A\xcc\x88\"\r\n"
2 S= "* LIST (\\HasNoChildren) \"/\" \"\xc3\x84\" (\"OLDNAME\" (Plain))"
2 S: h OK
2 C: i RENAME "Ä" "Ö"
2 S: i OK
2 C= "j DELETE \"O\xcc\x88\"\r\n"
2 S= "* LIST (\\NonExistent \\HasNoChildren) \"/\" \"\xc3\x96\" (\"OLDNAME\" (\"O\xcc\x88\"))"
2 S: j OK
2 C= "k DELETE \"O\xcc\x88\"\r\n"
2 S: k NO [NONEXISTENT]
# who does not know OLDNAME is told nothing
1 C= "v CREATE \"O\xcc\x88\"\r\n"
1 S: v OK
1 C= "w RENAME \"O\xcc\x88\" \"A\xcc\x88\"\r\n"
1 S: w OK
1 C= "x DELETE \"A\xcc\x88\"\r\n"
1 S: x OK
