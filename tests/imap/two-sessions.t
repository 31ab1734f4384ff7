# RFC 9051 section 5.2 and 7.5.1: what another session does is told in a legal place; message
# numbers do not change inside FETCH, STORE, SEARCH, COPY by number
connections: 2
order: strict

1 C= "a APPEND INBOX {1+}\r\n1 {1+}\r\n2 {1+}\r\n3 {1+}\r\n4\r\n"
1 S: a OK
1 C: b SELECT INBOX
1 S: ...
1 S: b OK
2 C: a SELECT INBOX
2 S: ...
2 S: a OK

# flags and new messages are told after any command
2 C: b STORE 2 +FLAGS.SILENT (\Deleted)
2 S: b OK
1 C: c FETCH 1 UID
1 S: * 1 FETCH (UID 1)$
1 S: * 2 FETCH (UID 2 FLAGS (\Deleted \Recent))$
1 S: c OK
2 C: c EXPUNGE
2 S: * 2 EXPUNGE
2 S: c OK

# the expunge is not told now, and the old numbers hold
1 C: d FETCH 1:4 (UID FLAGS BODY.PEEK[])
1 S: * 1 FETCH (UID 1 FLAGS (\Recent) BODY[] {1}
1 S: * 2 FETCH (UID 2 FLAGS (\Deleted \Recent) BODY[] {{{-
2
}}})$
1 S: * 3 FETCH (UID 3 FLAGS (\Recent) BODY[] {1}
1 S: * 4 FETCH (UID 4 FLAGS (\Recent) BODY[] {1}
1 S: d OK FETCH completed$
2 C: d APPEND INBOX {{{-
5
}}}
2 S: * 4 EXISTS
2 S: * 1 RECENT
2 S: d OK
1 C: e STORE 2:3 +FLAGS (\Flagged)
1 S: * 5 EXISTS$
1 S: * 4 RECENT$
1 S: * 3 FETCH (UID 3 FLAGS (\Flagged \Recent))$
1 S: e OK [EXPUNGEISSUED]
2 C: e NOOP
2 S: * 2 FETCH (UID 3 FLAGS (\Flagged))$
2 S: e OK
1 C: f SEARCH 2:5
1 S: * SEARCH 2 3 4 5$
1 S: f OK
1 C: g FETCH 5 UID
1 S: * 5 FETCH (UID 5)$
1 S: g OK
1 C: h STORE 9 FLAGS ()
1 S: h BAD
# with UIDs it is told
1 C: i UID FETCH 3 UID
1 S: * 3 FETCH (UID 3)$
1 S: * 2 EXPUNGE$
1 S: i OK
1 C: j FETCH 2 UID
1 S: * 2 FETCH (UID 3)$
1 S: j OK

# after a command that fails, too
2 C: f STORE 1 +FLAGS.SILENT (\Deleted)
2 S: f OK
2 C: g EXPUNGE
2 S: * 1 EXPUNGE
2 S: g OK
1 C: k CREATE INBOX
1 S: * 1 EXPUNGE$
1 S: k NO [ALREADYEXISTS]

# both change the same message
2 C: h STORE 1 +FLAGS.SILENT (\Answered)
2 S: h OK
1 C: l STORE 1 +FLAGS.SILENT (\Draft)
1 S: * 1 FETCH (UID 3 FLAGS (\Answered \Flagged \Draft \Recent))$
1 S: l OK
2 C: i NOOP
2 S: * 1 FETCH (UID 3 FLAGS (\Answered \Flagged \Draft))$
2 S: i OK
1 C: m NOOP
1 S: m OK
