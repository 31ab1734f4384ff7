# RFC 7162 section 3.1: after a command that enables CONDSTORE every FETCH nobody asked for has the
# modseq, also of new messages whose items were named to NOTIFY before it (RFC 5465)
mail: two-messages.mbox
connections: 2

1 C: a SELECT INBOX
1 S: ...
1 S: a OK
1 C: b NOTIFY SET (selected (MessageNew (UID FLAGS) MessageExpunge FlagChange))
1 S: b OK
2 C: a APPEND INBOX {4+}
2 C: test
2 S: a OK
1 S: * 3 EXISTS
1 S: * $recent RECENT
1 S: * 3 FETCH (UID 3 FLAGS (\Recent))$
1 C: c STATUS Trash (HIGHESTMODSEQ)
1 S: * OK [HIGHESTMODSEQ
1 S: * STATUS Trash
1 S: c OK
2 C: b APPEND INBOX {4+}
2 C: test
2 S: b OK
1 S: * 4 EXISTS
1 S: * $more RECENT
1 S: * 4 FETCH (UID 4 FLAGS (\Recent) MODSEQ ($modseq))$
