# RFC 9051 section 6.3.2, RFC 3501 section 6.3.1: SELECT, EXAMINE and what they tell
mail: two-messages.mbox
connections: 2
order: strict

1 C: a SELECT INBOX
1 S: * FLAGS (\Answered \Flagged \Deleted \Seen \Draft)$
1 S: * OK [PERMANENTFLAGS (\Answered \Flagged \Deleted \Seen \Draft \*)]
1 S: * 2 EXISTS$
1 S: * 2 RECENT$
1 S: * OK [UNSEEN 1]
1 S: * OK [UIDVALIDITY $validity]
1 S: * OK [UIDNEXT 3]
1 S: * OK [HIGHESTMODSEQ $modseq]
1 S: * OK [MAILBOXID
1 S: a OK [READ-WRITE] SELECT completed$

# the mailbox before is closed, by EXAMINE and by what fails, too
1 C: b EXAMINE inbox
1 S: * OK [CLOSED]
1 S: * FLAGS (\Answered \Flagged \Deleted \Seen \Draft)$
1 S: * OK [PERMANENTFLAGS ()]
1 S: * 2 EXISTS$
1 S: * 0 RECENT$
1 S: * OK [UNSEEN 1]
1 S: * OK [UIDVALIDITY $validity]
1 S: * OK [UIDNEXT 3]
1 S: * OK [HIGHESTMODSEQ $modseq]
1 S: * OK [MAILBOXID
1 S: b OK [READ-ONLY] EXAMINE completed$
1 C: c STORE 1 +FLAGS (\Seen)
1 S: c NO [READ-ONLY]
1 C: d SELECT Nothing
1 S: * OK [CLOSED]
1 S: d NO [NONEXISTENT]
1 C: e FETCH 1 FLAGS
1 S: e BAD FETCH needs a selected mailbox

# what is not understood leaves the mailbox selected
1 C: f SELECT INBOX
1 S: ...
1 S: f OK
1 C: g SELECT
1 S: g BAD expected a mailbox name after SELECT
1 C: h SELECT INBOX (NONSENSE)
1 S: h BAD expected CONDSTORE or QRESYNC
1 C: i SELECT INBOX (QRESYNC (1 1))
1 S: i BAD ENABLE QRESYNC comes before its use
1 C: j SELECT "&-&"
1 S: j BAD
1 C: k FETCH 1 UID
1 S: * 1 FETCH (UID 1)$
1 S: k OK
1 C: l SELECT "a//b"
1 S: * OK [CLOSED]
1 S: l NO [CANNOT]

# an empty mailbox has no first unseen message
2 C: a SELECT Sent/
2 S: * FLAGS
2 S: * OK [PERMANENTFLAGS
2 S: * 0 EXISTS$
2 S: * 0 RECENT$
2 S: * OK [UIDVALIDITY $other]
2 S: * OK [UIDNEXT 1]
2 S: * OK [HIGHESTMODSEQ
2 S: * OK [MAILBOXID
2 S: a OK [READ-WRITE]
