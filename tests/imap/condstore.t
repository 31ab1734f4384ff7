# RFC 7162 section 3.1: MODSEQ, CHANGEDSINCE, UNCHANGEDSINCE
mail: search.mbox
state: selected
connections: 2
order: strict

1 C: a FETCH 1 MODSEQ
1 S: * OK [HIGHESTMODSEQ $start]
1 S: * 1 FETCH (MODSEQ ($one))$
1 S: a OK
1 C: b STORE 1 +FLAGS (\Seen)
1 S: * 1 FETCH (UID 1 MODSEQ ($seen) FLAGS (\Seen \Recent))$
1 S: b OK
1 C: c STORE 2 +FLAGS.SILENT (\Seen)
1 S: * 2 FETCH (UID 2 MODSEQ ($silent))$
1 S: c OK
1 C: d FETCH 1:* (UID) (CHANGEDSINCE $start)
1 S: * 1 FETCH (MODSEQ ($seen) UID 1)$
1 S: * 2 FETCH (MODSEQ ($silent) UID 2)$
1 S: d OK
1 C: e UID FETCH 1:* (FLAGS) (CHANGEDSINCE $seen)
1 S: * 2 FETCH (UID 2 MODSEQ ($silent) FLAGS (\Seen \Recent))$
1 S: e OK
1 C: f FETCH 1:* FLAGS (CHANGEDSINCE $silent)
1 S: f OK

# what another has changed since is left alone and named
2 C: a SELECT INBOX
2 S: ...
2 S: a OK
2 C: b STORE 3 +FLAGS (\Draft)
2 S: * 3 FETCH (UID 3 FLAGS (\Draft))$
2 S: b OK
1 C: g STORE 2:4 (UNCHANGEDSINCE $silent) +FLAGS (\Draft)
1 S: * 2 FETCH (UID 2 MODSEQ ($draft) FLAGS (\Seen \Draft \Recent))$
1 S: * 3 FETCH (UID 3 MODSEQ ($first) FLAGS (\Draft \Recent))$
1 S: * 4 FETCH (UID 4 MODSEQ ($draft) FLAGS (\Draft \Recent))$
1 S: g OK [MODIFIED 3]
1 C: h UID STORE 1,3,4 (UNCHANGEDSINCE $seen) +FLAGS.SILENT (\Deleted)
1 S: * 1 FETCH (UID 1 MODSEQ ($deleted))$
1 S: h OK [MODIFIED 3:4]
1 C: i STORE 1 (UNCHANGEDSINCE 0) FLAGS ()
1 S: i OK [MODIFIED 1]

# but not what was changed in other flags (section 3.1.12)
2 C: c STORE 4 +FLAGS.SILENT (\Answered)
2 S: * 1 FETCH
2 S: * 2 FETCH
2 S: * 4 FETCH
2 S: c OK
1 C: ii STORE 4 (UNCHANGEDSINCE $draft) +FLAGS.SILENT (\Flagged)
1 S: * 4 FETCH (UID 4 MODSEQ ($spared) FLAGS (\Answered \Flagged \Draft \Recent))$
1 S: ii OK STORE completed$

1 C: j SEARCH MODSEQ $draft
1 S: * SEARCH 1 2 4 (MODSEQ $spared)$
1 S: j OK
1 C: k SEARCH MODSEQ "/flags/\\draft" all $deleted
1 S: * SEARCH 1 4 (MODSEQ $spared)$
1 S: k OK
1 C: l SEARCH MODSEQ 99999
1 S: * SEARCH$
1 S: l OK
1 C: m STATUS INBOX (HIGHESTMODSEQ)
1 S: * STATUS INBOX (HIGHESTMODSEQ $spared)$
1 S: m OK
1 C: n STORE 1 (UNCHANGEDSINCE) FLAGS ()
1 S: n BAD
1 C: o STORE 1 (UNCHANGEDSINCE 1 FLAGS ()
1 S: o BAD
1 C: p FETCH 1 FLAGS (CHANGEDSINCE)
1 S: p BAD
1 C: q FETCH 1 FLAGS (CHANGEDSINCE 1 VANISHED)
1 S: q BAD VANISHED is for UID FETCH after ENABLE QRESYNC
1 C: r FETCH 1 FLAGS (CHANGEDSINCE 9999999999999999999999)
1 S: r BAD
