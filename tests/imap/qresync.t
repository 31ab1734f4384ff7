# RFC 7162 section 3.2: QRESYNC
connections: 3
order: strict

1 C= "a APPEND INBOX {1+}\r\n1 {1+}\r\n2 {1+}\r\n3 {1+}\r\n4 {1+}\r\n5 {1+}\r\n6\r\n"
1 S: a OK
1 C: b ENABLE QRESYNC
1 S: * ENABLED QRESYNC$
1 S: b OK
1 C: c SELECT INBOX
1 S: * FLAGS
1 S: * OK [PERMANENTFLAGS
1 S: * 6 EXISTS
1 S: * 6 RECENT
1 S: * OK [UNSEEN 1]
1 S: * OK [UIDVALIDITY $validity]
1 S: * OK [UIDNEXT 7]
1 S: * OK [HIGHESTMODSEQ $start]
1 S: * OK [MAILBOXID
1 S: c OK
1 C: d STORE 2,3,5 +FLAGS.SILENT (\Deleted)
1 S: * 2 FETCH (UID 2 MODSEQ ($deleted))$
1 S: * 3 FETCH (UID 3 MODSEQ ($deleted))$
1 S: * 5 FETCH (UID 5 MODSEQ ($deleted))$
1 S: d OK
# EXPUNGE tells VANISHED with UIDs, and where the mailbox stands now
1 C: e UID EXPUNGE 2
1 S: * VANISHED 2$
1 S: e OK [HIGHESTMODSEQ $first] EXPUNGE completed$
1 C: f EXPUNGE
1 S: * VANISHED 3,5$
1 S: f OK [HIGHESTMODSEQ $second] EXPUNGE completed$
1 C: g UID MOVE 6 Trash
1 S: * OK [COPYUID $trash 6 1]
1 S: * VANISHED 6$
1 S: g OK [HIGHESTMODSEQ $moved] MOVE completed$
1 C: h STORE 1 +FLAGS (\Flagged)
1 S: * 1 FETCH (UID 1 MODSEQ ($flagged) FLAGS (\Flagged \Recent))$
1 S: h OK

# a client that comes back learns what it has missed
2 C: a ENABLE QRESYNC
2 S: * ENABLED QRESYNC
2 S: a OK
2 C: b SELECT INBOX (QRESYNC ($validity $start))
2 S: * FLAGS
2 S: * OK [PERMANENTFLAGS
2 S: * 2 EXISTS
2 S: * 0 RECENT
2 S: * OK [UNSEEN 1]
2 S: * OK [UIDVALIDITY $validity]
2 S: * OK [UIDNEXT 7]
2 S: * OK [HIGHESTMODSEQ $flagged]
2 S: * OK [MAILBOXID
2 S: * VANISHED (EARLIER) 2:3,5:6$
2 S: * 1 FETCH (UID 1 MODSEQ ($flagged) FLAGS (\Flagged))$
2 S: b OK [READ-WRITE]
2 C: c SELECT INBOX (QRESYNC ($validity $first))
2 S: * OK [CLOSED]
2 S: * FLAGS
2 S: * OK [PERMANENTFLAGS
2 S: * 2 EXISTS
2 S: * 0 RECENT
2 S: * OK [UNSEEN 1]
2 S: * OK [UIDVALIDITY $validity]
2 S: * OK [UIDNEXT 7]
2 S: * OK [HIGHESTMODSEQ $flagged]
2 S: * OK [MAILBOXID
2 S: * VANISHED (EARLIER) 3,5:6$
2 S: * 1 FETCH (UID 1 MODSEQ ($flagged) FLAGS (\Flagged))$
2 S: c OK
# only what it knows; with message numbers it knows
2 C: d SELECT INBOX (CONDSTORE QRESYNC ($validity $start 2:5 (1,2 1,4)))
2 S: * OK [CLOSED]
2 S: * FLAGS
2 S: * OK [PERMANENTFLAGS
2 S: * 2 EXISTS
2 S: * 0 RECENT
2 S: * OK [UNSEEN 1]
2 S: * OK [UIDVALIDITY $validity]
2 S: * OK [UIDNEXT 7]
2 S: * OK [HIGHESTMODSEQ $flagged]
2 S: * OK [MAILBOXID
2 S: * VANISHED (EARLIER) 2:3,5$
2 S: d OK
# another UIDVALIDITY: nothing of it can be told
2 C: e EXAMINE INBOX (QRESYNC (1 $start 1:99))
2 S: * OK [CLOSED]
2 S: * FLAGS
2 S: * OK [PERMANENTFLAGS
2 S: * 2 EXISTS
2 S: * 0 RECENT
2 S: * OK [UNSEEN 1]
2 S: * OK [UIDVALIDITY $validity]
2 S: * OK [UIDNEXT 7]
2 S: * OK [HIGHESTMODSEQ $flagged]
2 S: * OK [MAILBOXID
2 S: e OK [READ-ONLY]
# nothing has happened since
2 C: f SELECT INBOX (QRESYNC ($validity $flagged))
2 S: * OK [CLOSED]
2 S: * FLAGS
2 S: * OK [PERMANENTFLAGS
2 S: * 2 EXISTS
2 S: * 0 RECENT
2 S: * OK [UNSEEN 1]
2 S: * OK [UIDVALIDITY $validity]
2 S: * OK [UIDNEXT 7]
2 S: * OK [HIGHESTMODSEQ $flagged]
2 S: * OK [MAILBOXID
2 S: f OK

# UID FETCH with VANISHED
2 C: g UID FETCH 1:6 (FLAGS) (CHANGEDSINCE $first VANISHED)
2 S: * VANISHED (EARLIER) 3,5:6$
2 S: * 1 FETCH (UID 1 MODSEQ ($flagged) FLAGS (\Flagged))$
2 S: g OK
2 C: h UID FETCH 4:5 (UID) (VANISHED CHANGEDSINCE $start)
2 S: * VANISHED (EARLIER) 5$
2 S: h OK
2 C: i FETCH 1 (FLAGS) (CHANGEDSINCE 1 VANISHED)
2 S: i BAD VANISHED is for UID FETCH after ENABLE QRESYNC
2 C: j UID FETCH 1 (FLAGS) (VANISHED)
2 S: j BAD expected CHANGEDSINCE with VANISHED

# what others do
2 C: k UID STORE 1 +FLAGS.SILENT (\Deleted)
2 S: * 1 FETCH (UID 1 MODSEQ ($doomed))$
2 S: k OK
2 C: l EXPUNGE
2 S: * VANISHED 1$
2 S: l OK [HIGHESTMODSEQ $last]
1 C: i NOOP
1 S: * VANISHED 1$
1 S: i OK
1 C: j UID STORE 4 +FLAGS.SILENT (\Deleted)
1 S: * 1 FETCH (UID 4 MODSEQ ($x))$
1 S: j OK
# CLOSE tells nothing, and no HIGHESTMODSEQ (section 3.2.8)
1 C: k CLOSE
1 S: k OK CLOSE completed$
2 C: m NOOP
2 S: * VANISHED 4$
2 S: m OK

3 C: a SELECT INBOX (QRESYNC ($validity $start))
3 S: a BAD ENABLE QRESYNC comes before its use
3 C: b ENABLE QRESYNC
3 S: * ENABLED QRESYNC
3 S: b OK
3 C: c SELECT INBOX (QRESYNC ($validity))
3 S: c BAD
3 C: d SELECT INBOX (QRESYNC (0 1))
3 S: d BAD
3 C: e SELECT INBOX (QRESYNC ($validity 1 1:*))
3 S: e BAD
3 C: f SELECT INBOX (QRESYNC ($validity 1 1:4 (1:2 1:3)))
3 S: f BAD expected as many UIDs as message numbers
3 C: g SELECT INBOX (QRESYNC ($validity 1) QRESYNC ($validity 1))
3 S: g BAD
