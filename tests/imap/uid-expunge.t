# RFC 4315 section 2.1: UID EXPUNGE takes only what is named and has \Deleted
state: selected
order: strict

1 C= "a APPEND INBOX (\\Deleted) {1+}\r\n1 (\\Deleted) {1+}\r\n2 {1+}\r\n3 (\\Deleted) {1+}\r\n4\r\n"
1 S: * 4 EXISTS
1 S: * 4 RECENT
1 S: a OK
1 C: b UID EXPUNGE 2:3
1 S: * 2 EXPUNGE$
1 S: b OK EXPUNGE completed$
1 C: c UID EXPUNGE 99
1 S: c OK
1 C: d UID EXPUNGE *
1 S: * 3 EXPUNGE$
1 S: d OK
1 C: e SEARCH RETURN (SAVE) ALL
1 S: e OK
1 C: f UID EXPUNGE $
1 S: * 1 EXPUNGE$
1 S: f OK
1 C: g UID SEARCH ALL
1 S: * SEARCH 3$
1 S: g OK
1 C: h UID EXPUNGE
1 S: h BAD expected a set of UIDs
1 C: i UID EXPUNGE 0
1 S: i BAD
1 C: j UID EXPUNGE 1:
1 S: j BAD
1 C: k UID EXPUNGE 4294967296
1 S: k BAD
1 C: l UID EXPUNGE 4294967295:1
1 S: l OK
