# RFC 5267 section 4: SEARCH that is kept up to date
mail: threads.mbox
state: selected
order: strict
connections: 2

1 C: a UID SEARCH RETURN (UPDATE COUNT) UNSEEN
1 S: * ESEARCH (TAG "a") UID COUNT 6$
1 S: a OK
1 C: b SEARCH RETURN (UPDATE) FLAGGED
1 S: * ESEARCH (TAG "b")$
1 S: b OK
# a hint needs no update; the tag of one may not be used again
1 C: c SEARCH RETURN (CONTEXT COUNT) ALL
1 S: * ESEARCH (TAG "c") COUNT 6$
1 S: c OK
1 C: b SEARCH RETURN (UPDATE COUNT) ALL
1 S: b BAD a search of that tag is kept up to date already
# what the client does itself, silently or not
1 C: d STORE 2:3 +FLAGS.SILENT (\Seen)
1 S: * ESEARCH (TAG "a") UID REMOVEFROM (0 2:3)$
1 S: d OK
1 C: e STORE 3 FLAGS (\Flagged)
1 S: * 3 FETCH (UID 3 FLAGS (\Flagged \Recent))$
1 S: * ESEARCH (TAG "a") UID ADDTO (0 3)$
1 S: * ESEARCH (TAG "b") ADDTO (0 3)$
1 S: e OK
1 C: f FETCH 1 BODY[]<0.1>
1 S: * ESEARCH (TAG "a") UID REMOVEFROM (0 1)$
1 S: * 1 FETCH (BODY[]<0> {{{-
D
}}} FLAGS (\Seen \Recent))$
1 S: f OK

# what others do
2 C: a STORE 4 +FLAGS.SILENT (\Flagged)
2 S: a OK
1 C: g NOOP
1 S: * 4 FETCH (UID 4 FLAGS (\Flagged \Recent))$
1 S: * ESEARCH (TAG "b") ADDTO (0 4)$
1 S: g OK
2 C: b APPEND INBOX (\Flagged) {{{
Subject: x

y
}}}
2 S: * 7 EXISTS
2 S: * 1 RECENT
2 S: b OK
1 C: h NOOP
1 S: * 7 EXISTS$
1 S: * 6 RECENT$
1 S: * ESEARCH (TAG "a") UID ADDTO (0 7)$
1 S: * ESEARCH (TAG "b") ADDTO (0 7)$
1 S: h OK
# before an expunge, with the numbers from before it
2 C: c STORE 2:3,7 +FLAGS.SILENT (\Deleted)
2 S: c OK
2 C: d EXPUNGE
2 S: * 2 EXPUNGE
2 S: * 2 EXPUNGE
2 S: * 5 EXPUNGE
2 S: d OK
1 C: i NOOP
1 S: * ESEARCH (TAG "a") UID REMOVEFROM (0 3,7)$
1 S: * ESEARCH (TAG "b") REMOVEFROM (0 3,7)$
1 S: * 2 EXPUNGE$
1 S: * 2 EXPUNGE$
1 S: * 5 EXPUNGE$
1 S: i OK

1 C: j CANCELUPDATE "a" "z"
1 S: j BAD no search of that tag is kept up to date
1 C: k CANCELUPDATE "a"
1 S: k OK
1 C: l STORE 2 -FLAGS.SILENT (\Flagged)
1 S: * ESEARCH (TAG "b") REMOVEFROM (0 2)$
1 S: l OK
1 C: m CANCELUPDATE b
1 S: m BAD
# and in IDLE
1 C: n IDLE
1 S: + idling$
1 S: * OK still here$
2 C: e STORE 1 +FLAGS.SILENT (\Flagged)
2 S: * 2 FETCH (UID 4 FLAGS ())$
2 S: e OK
1 S: * 1 FETCH (UID 1 FLAGS (
1 S: * ESEARCH (TAG "b") ADDTO (0 1)$
1 C: DONE
1 S: n OK
# it ends with the mailbox
1 C: o CLOSE
1 S: o OK
1 C: p CANCELUPDATE "b"
1 S: p BAD CANCELUPDATE needs a selected mailbox
