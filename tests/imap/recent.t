# RFC 3501 section 2.3.2: \Recent is for the first session that is told; EXAMINE takes it from nobody
mail: two-messages.mbox
connections: 3
order: strict

1 C: a EXAMINE INBOX
1 S: * FLAGS
1 S: * OK [PERMANENTFLAGS ()]
1 S: * 2 EXISTS
1 S: * 2 RECENT
1 S: ...
1 S: a OK
2 C: a SELECT INBOX
2 S: * FLAGS
2 S: * OK [PERMANENTFLAGS
2 S: * 2 EXISTS
2 S: * 2 RECENT
2 S: ...
2 S: a OK
3 C: a SELECT INBOX
3 S: * FLAGS
3 S: * OK [PERMANENTFLAGS
3 S: * 2 EXISTS
3 S: * 0 RECENT
3 S: ...
3 S: a OK
1 C: b APPEND INBOX {{{
x
}}}
1 S: * 3 EXISTS
1 S: * 3 RECENT
1 S: b OK
3 C: b FETCH 1:2 FLAGS
3 S: * 1 FETCH (FLAGS ())$
3 S: * 2 FETCH (FLAGS ())$
3 S: * 3 EXISTS
3 S: * 1 RECENT
3 S: b OK
2 C: b NOOP
2 S: * 3 EXISTS
2 S: * 2 RECENT
2 S: b OK
# those that go are counted no more
2 C: c STORE 1,3 FLAGS.SILENT (\Deleted)
2 S: c OK
2 C: d EXPUNGE
2 S: * 1 EXPUNGE
2 S: * 2 EXPUNGE
2 S: d OK
2 C: e APPEND INBOX {{{
y
}}}
2 S: * 2 EXISTS
2 S: * 2 RECENT
2 S: e OK
2 C: f SEARCH RECENT
2 S: * SEARCH 1 2$
2 S: f OK
# a session of IMAP4rev2 knows nothing of it, and takes it from nobody
1 C: c ENABLE IMAP4rev2
1 S: * ENABLED IMAP4rev2
1 S: * 1 EXPUNGE$
1 S: * 2 EXPUNGE$
1 S: * 2 EXISTS$
1 S: c OK
1 C: d FETCH 1:* FLAGS
1 S: * 1 FETCH (FLAGS ())$
1 S: * 2 FETCH (FLAGS ())$
1 S: d OK
1 C: e APPEND INBOX {{{
z
}}}
1 S: * 3 EXISTS$
1 S: e OK
1 C: f STATUS INBOX (RECENT)
1 S: * STATUS INBOX (RECENT 1)$
1 S: f OK
