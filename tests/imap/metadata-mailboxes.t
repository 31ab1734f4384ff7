# RFC 5464: metadata stays with a mailbox through RENAME, and goes with it; of INBOX both have it
order: strict

1 C: a CREATE "J&APY-rg/Alt"
1 S: a OK
1 C: b SETMETADATA "J&APY-rg" (/shared/comment "above")
1 S: b OK
1 C: c SETMETADATA "J&APY-rg/Alt" (/private/comment "below")
1 S: c OK
1 C: d RENAME "J&APY-rg" New
1 S: d OK
1 C: e GETMETADATA New (/shared/comment)
1 S: * METADATA New (/shared/comment "above")$
1 S: e OK
1 C: f GETMETADATA New/Alt (/private/comment)
1 S: * METADATA New/Alt (/private/comment "below")$
1 S: f OK
1 C: g GETMETADATA "J&APY-rg" /shared/comment
1 S: g NO [NONEXISTENT]
1 C: h DELETE New
1 S: h OK
1 C: i CREATE New
1 S: i OK
1 C: j GETMETADATA New (/shared/comment)
1 S: * METADATA New (/shared/comment NIL)$
1 S: j OK
1 C: k SETMETADATA INBOX (/private/color "red")
1 S: k OK
1 C: l RENAME INBOX Old
1 S: l OK
1 C: m GETMETADATA INBOX /private/color
1 S: * METADATA INBOX (/private/color "red")$
1 S: m OK
1 C: n GETMETADATA Old /private/color
1 S: * METADATA Old (/private/color "red")$
1 S: n OK
# names in UTF-8, IMAP4rev2
1 C: o ENABLE UTF8=ACCEPT IMAP4rev2
1 S: * ENABLED
1 S: o OK
1 C= "p CREATE \"K\xc3\xa4se\"\r\n"
1 S: p OK
1 C= "q SETMETADATA \"K\xc3\xa4se\" (/shared/comment \"Gr\xc3\xbc\xc3\x9fe\")\r\n"
1 S: q OK
1 C= "r GETMETADATA \"K\xc3\xa4se\" /shared/comment\r\n"
1 S= "* METADATA \"K\xc3\xa4se\" (/shared/comment \"Gr\xc3\xbc\xc3\x9fe\")"
1 S: r OK
