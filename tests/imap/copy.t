# RFC 9051 section 6.4.7, UIDPLUS of RFC 4315: COPY, all or nothing
mail: two-messages.mbox
state: selected
connections: 2

1 C: a STORE 1 FLAGS.SILENT (\Flagged $Label)
1 S: * FLAGS
1 S: * OK [PERMANENTFLAGS
1 S: a OK
1 C: b COPY 1:2 Archive
1 S: b OK [COPYUID $validity 1:2 1:2] COPY completed$
1 C: c UID COPY 2,9 Archive
1 S: c OK [COPYUID $validity 2 3]
1 C: d UID COPY 9 Archive
1 S: d OK COPY completed$
1 C: e COPY 2:1 "Nothing"
1 S: e NO [TRYCREATE]
1 C: f COPY 3 Archive
1 S: f BAD there is no message of that number
1 C: g COPY 1
1 S: g BAD
1 C: h COPY 1 Archive more
1 S: h BAD
1 C: i COPY 1 "a//b"
1 S: i NO [CANNOT]
# onto itself
1 C: j COPY 1 INBOX
1 S: * 3 EXISTS
1 S: * 3 RECENT
1 S: j OK [COPYUID $inbox 1 3]
1 C: k FETCH 1:3 (UID FLAGS INTERNALDATE)
1 S: * 1 FETCH (UID 1 FLAGS (\Flagged \Recent $$Label) INTERNALDATE " 1-Mar-2026 10:00:00 +0000")$
1 S: * 2 FETCH (UID 2 FLAGS (\Recent) INTERNALDATE " 1-Mar-2026 10:01:00 +0000")$
1 S: * 3 FETCH (UID 3 FLAGS (\Flagged \Recent $$Label) INTERNALDATE " 1-Mar-2026 10:00:00 +0000")$
1 S: k OK
1 C: l SELECT Archive
1 S: * OK [UIDVALIDITY $validity]
1 S: * 3 EXISTS
1 S: ...
1 S: l OK
1 C: m FETCH 1:* (FLAGS BODY.PEEK[HEADER.FIELDS (Subject)])
1 S: * 1 FETCH (FLAGS (\Flagged \Recent $$Label) BODY[HEADER.FIELDS (Subject)] {{{
Subject: First

}}})$
1 S: * 2 FETCH (FLAGS (\Recent) BODY[HEADER.FIELDS (Subject)] {{{
Subject: Second

}}})$
1 S: * 3 FETCH (FLAGS (\Recent) BODY[HEADER.FIELDS (Subject)] {{{
Subject: Second

}}})$
1 S: m OK

# what another has expunged cannot be copied by its number, and then nothing is
2 C: a STORE 1 +FLAGS.SILENT (\Deleted)
2 S: a OK
1 C: n SELECT INBOX
1 S: ...
1 S: n OK
2 C: b EXPUNGE
2 S: * 1 EXPUNGE
2 S: b OK
1 C: o COPY 1:2 Trash
1 S: o NO [EXPUNGEISSUED]
1 C: p STATUS Trash (MESSAGES)
1 S: * 1 EXPUNGE
1 S: * STATUS Trash (MESSAGES 0)$
1 S: p OK
