# RFC 4314: a mailbox of another user, with one right after another
accounts: alice bob
connections: 2
mail: two-messages.mbox

1 C: a SETACL INBOX bob@example.test lr
1 S: a OK
2 C: a SELECT "Other Users/alice@example.test/INBOX"
2 S: * 2 EXISTS
2 S: * 2 RECENT
2 S: * FLAGS (\Answered \Flagged \Deleted \Seen \Draft)$
2 S: * OK [UNSEEN 1]
2 S: * OK [UIDVALIDITY $validity]
2 S: * OK [UIDNEXT 3]
2 S: * OK [HIGHESTMODSEQ $m]
2 S: * OK [PERMANENTFLAGS ()]
2 S: * OK [MAILBOXID ($box)]
2 S: a OK [READ-ONLY]
# \Seen is not set without the right to
2 C: b FETCH 1 (FLAGS BODY[HEADER.FIELDS (Subject)])
2 S: ...
2 S: b OK
2 C: c FETCH 1 FLAGS
2 S: * 1 FETCH (FLAGS (\Recent))$
2 S: c OK
2 C: d STORE 1 +FLAGS (\Seen)
2 S: d NO [READ-ONLY]
2 C: e SEARCH ALL
2 S: * SEARCH 1 2$
2 S: e OK
2 C: f EXPUNGE
2 S: f NO [READ-ONLY]
# told by the next command: what the user may change now (section 5.1.1)
1 C: b SETACL INBOX bob@example.test lrs
1 S: b OK
2 C: g NOOP
2 S: * FLAGS (\Answered \Flagged \Deleted \Seen \Draft)$
2 S: * OK [PERMANENTFLAGS ()]
2 S: g OK
2 C: h SELECT "Other Users/alice@example.test/INBOX"
2 S: * OK [CLOSED]
2 S: * 2 EXISTS
2 S: * 2 RECENT
2 S: * FLAGS (\Answered \Flagged \Deleted \Seen \Draft)$
2 S: * OK [UNSEEN 1]
2 S: * OK [UIDVALIDITY $validity]
2 S: * OK [UIDNEXT 3]
2 S: * OK [HIGHESTMODSEQ $m]
2 S: * OK [PERMANENTFLAGS (\Seen)]
2 S: * OK [MAILBOXID ($box)]
2 S: h OK [READ-WRITE]
2 C: i STORE 1 +FLAGS (\Flagged work)
2 S: i NO [NOPERM] you have no right to change these flags here$
2 C: j STORE 1 +FLAGS (\Seen \Flagged work)
2 S: * 1 FETCH (UID 1 FLAGS (\Seen \Recent))$
2 S: j OK
2 C: k STORE 2 FLAGS (\Seen \Answered other)
2 S: * 2 FETCH (UID 2 FLAGS (\Seen \Recent))$
2 S: k OK
2 C: l STORE 1 +FLAGS.SILENT (\Deleted)
2 S: l NO [NOPERM]
2 C: m EXPUNGE
2 S: m NO [NOPERM] you have no right to do this here$
# to replace flags leaves those that the user may not change
1 C: c SETACL INBOX bob@example.test lrw
1 S: c OK
2 C: n STORE 1 FLAGS.SILENT (\Flagged work)
2 S: * FLAGS (\Answered \Flagged \Deleted \Seen \Draft)$
2 S: * OK [PERMANENTFLAGS (\Answered \Flagged \Draft \*)]
2 S: * FLAGS (\Answered \Flagged \Deleted \Seen \Draft work)$
2 S: * OK [PERMANENTFLAGS (\Answered \Flagged \Draft work \*)]
2 S: n OK
2 C: o FETCH 1 FLAGS
2 S: * 1 FETCH (FLAGS (\Flagged \Seen \Recent work))$
2 S: o OK
1 C: d SETACL INBOX bob@example.test lrte
1 S: d OK
2 C: p STORE 1 FLAGS.SILENT (\Deleted)
2 S: * FLAGS (\Answered \Flagged \Deleted \Seen \Draft work)$
2 S: * OK [PERMANENTFLAGS (\Deleted)]
2 S: p OK
2 C: q FETCH 1 FLAGS
2 S: * 1 FETCH (FLAGS (\Flagged \Deleted \Seen \Recent work))$
2 S: q OK
# CLOSE without the right to expunge closes, and says nothing
1 C: e SETACL INBOX bob@example.test lrt
1 S: e OK
2 C: r CLOSE
2 S: * FLAGS (\Answered \Flagged \Deleted \Seen \Draft work)$
2 S: * OK [PERMANENTFLAGS (\Deleted)]
2 S: r OK CLOSE completed$
2 C: s STATUS "Other Users/alice@example.test/INBOX" (MESSAGES DELETED)
2 S: * STATUS "Other Users/alice@example.test/INBOX" (MESSAGES 2 DELETED 1)$
2 S: s OK
1 C: f SETACL INBOX bob@example.test lre
1 S: f OK
2 C: t SELECT "Other Users/alice@example.test/INBOX"
2 S: ...
2 S: t OK [READ-WRITE]
2 C: u EXPUNGE
2 S: * 1 EXPUNGE$
2 S: u OK
# the owner sees what the guest did
1 C: g SELECT INBOX
1 S: * 1 EXISTS
1 S: * 1 RECENT
1 S: ...
1 S: g OK [READ-WRITE]
