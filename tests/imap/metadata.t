# RFC 5464: what is noted of mailboxes and of the server, set, asked for and taken away
order: strict
set: server.admin "mailto:root@example.test"

1 C: a SETMETADATA INBOX (/shared/comment "Everything" /private/comment {{{-
two
lines
}}})
1 S: a OK
1 C: b GETMETADATA INBOX /shared/comment
1 S: * METADATA INBOX (/shared/comment "Everything")$
1 S: b OK
1 C: c GETMETADATA INBOX (/private/comment /shared/other)
1 S= "* METADATA INBOX (/private/comment {10}\r\ntwo\r\nlines /shared/other NIL)"
1 S: c OK
# names are the same in any case, and come back as they were asked for
1 C: d GETMETADATA inbox /Shared/COMMENT
1 S: * METADATA INBOX (/Shared/COMMENT "Everything")$
1 S: d OK
# a value of any bytes
1 C= "e SETMETADATA INBOX (/private/vendor/kolab/icon ~{4+}\r\n\x00\xff\r\n /shared/comment \"\")\r\n"
1 S: e OK
1 C: f GETMETADATA INBOX (/private/vendor/kolab/icon /shared/comment)
1 S= "* METADATA INBOX (/private/vendor/kolab/icon ~{4}\r\n\x00\xff\r\n /shared/comment \"\")"
1 S: f OK
# DEPTH: the entry itself, those right below it, all below it
1 C: g SETMETADATA Sent (/shared/vendor/a/x "1" /shared/vendor/a/y "22" /shared/vendor/b "333")
1 S: g OK
1 C: h GETMETADATA (DEPTH 0) Sent /shared/vendor
1 S: * METADATA Sent (/shared/vendor NIL)$
1 S: h OK
1 C: i GETMETADATA (DEPTH 1) Sent /shared/vendor
1 S: * METADATA Sent (/shared/vendor/b "333")$
1 S: i OK
1 C: j GETMETADATA (DEPTH infinity) Sent (/shared /shared/vendor)
1 S: * METADATA Sent (/shared/vendor/a/x "1" /shared/vendor/a/y "22" /shared/vendor/b "333")$
1 S: j OK
1 C: k GETMETADATA (DEPTH infinity) Sent /private/vendor
1 S: k OK
# MAXSIZE, here behind the mailbox, as the examples of the RFC have it
1 C: l GETMETADATA Sent (MAXSIZE 1 DEPTH infinity) /shared
1 S: * METADATA Sent (/shared/vendor/a/x "1")$
1 S: l OK [METADATA LONGENTRIES 3]
1 C: m GETMETADATA (MAXSIZE 3) Sent /shared/vendor/b
1 S: * METADATA Sent (/shared/vendor/b "333")$
1 S: m OK GETMETADATA completed$
1 C: n GETMETADATA (MAXSIZE 2) Sent /shared/vendor/b
1 S: n OK [METADATA LONGENTRIES 3]
# NIL takes away
1 C: o SETMETADATA Sent (/shared/vendor/b NIL /shared/vendor/a/x NIL /shared/none NIL)
1 S: o OK
1 C: p GETMETADATA (DEPTH infinity) Sent /shared
1 S: * METADATA Sent (/shared/vendor/a/y "22")$
1 S: p OK
# the server: what is private of an account, and what its operator says
1 C: q SETMETADATA "" (/private/vendor/x/y "mine")
1 S: q OK
1 C: r GETMETADATA (DEPTH infinity) "" (/private /shared)
1 S: * METADATA "" (/private/vendor/x/y "mine" /shared/admin "mailto:root@example.test")$
1 S: r OK
1 C: s GETMETADATA "" (/shared/comment /shared/admin)
1 S: * METADATA "" (/shared/comment NIL /shared/admin "mailto:root@example.test")$
1 S: s OK
