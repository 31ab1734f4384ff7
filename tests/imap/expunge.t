# RFC 9051 section 6.4.3: EXPUNGE
state: selected
order: strict

1 C= "a APPEND INBOX {1+}\r\n1 {1+}\r\n2 {1+}\r\n3 {1+}\r\n4 {1+}\r\n5\r\n"
1 S: * 5 EXISTS
1 S: * 5 RECENT
1 S: a OK
1 C: b EXPUNGE
1 S: b OK EXPUNGE completed$
1 C: c STORE 1,3,4 +FLAGS.SILENT (\Deleted)
1 S: c OK
1 C: d EXPUNGE
1 S: * 1 EXPUNGE$
1 S: * 2 EXPUNGE$
1 S: * 2 EXPUNGE$
1 S: d OK EXPUNGE completed$
1 C: e FETCH 1:* UID
1 S: * 1 FETCH (UID 2)$
1 S: * 2 FETCH (UID 5)$
1 S: e OK
1 C: f EXPUNGE 1
1 S: f BAD
# the count of recent messages goes along
1 C: g APPEND INBOX {{{
6
}}}
1 S: * 3 EXISTS
1 S: * 3 RECENT
1 S: g OK
1 C: h STORE 1:* +FLAGS.SILENT (\Deleted)
1 S: h OK
1 C: i EXAMINE INBOX
1 S: ...
1 S: i OK
1 C: j EXPUNGE
1 S: j NO [READ-ONLY]
1 C: k UID EXPUNGE 1:*
1 S: k NO [READ-ONLY]
