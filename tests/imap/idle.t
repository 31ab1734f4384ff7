# RFC 2177: IDLE tells at once of new mail, flags and expunges
connections: 2
order: strict

1 C: a SELECT INBOX
1 S: ...
1 S: a OK
1 C: b IDLE
1 S: + idling$
1 S: * OK still here$
1 !
2 C: a APPEND INBOX {{{-
Subject: new

text
}}}
2 S: a OK
1 S: * 1 EXISTS
1 S: * 1 RECENT
2 C: b SELECT INBOX
2 S: ...
2 S: b OK
2 C: c STORE 1 +FLAGS (\Flagged)
2 S: * 1 FETCH
2 S: c OK
1 S: * 1 FETCH (UID 1 FLAGS (\Flagged \Recent))
2 C: d STORE 1 +FLAGS.SILENT (\Deleted)
2 S: d OK
1 S: * 1 FETCH (UID 1 FLAGS (\Flagged \Deleted \Recent))
2 C: e EXPUNGE
2 S: * 1 EXPUNGE
2 S: e OK
1 S: * 1 EXPUNGE
# what happens in other mailboxes wakes nobody
2 C: f APPEND Sent {{{
Subject: sent
}}}
2 S: f OK
1 !
1 C: DONE
1 S: b OK IDLE completed$

# what came before it is told when it begins
1 C: c NOOP
1 S: c OK
2 C: g APPEND INBOX {{{
Subject: another
}}}
2 S: * 1 EXISTS
2 S: * 1 RECENT
2 S: g OK
1 C: d IDLE
1 S: + idling
1 S: * OK still here$
1 S: * 1 EXISTS
1 S: * 0 RECENT
1 C: done
1 S: d OK
