# iOS Mail 16.5 asks for CHANGEDSINCE 0, which RFC 7162 does not know (mod-sequences begin at 1)
mail: two-messages.mbox
state: selected

1 C: a UID FETCH 1:* (FLAGS) (CHANGEDSINCE 0)
1 S: * OK [HIGHESTMODSEQ $two]
1 S: * 1 FETCH (UID 1 MODSEQ ($one) FLAGS (\Recent))$
1 S: * 2 FETCH (UID 2 MODSEQ ($two) FLAGS (\Recent))$
1 S: a OK
1 C: b FETCH 1:* (UID FLAGS) (CHANGEDSINCE 0)
1 S: * 1 FETCH (MODSEQ ($one) UID 1 FLAGS (\Recent))$
1 S: * 2 FETCH (MODSEQ ($two) UID 2 FLAGS (\Recent))$
1 S: b OK
1 C: c SEARCH MODSEQ 0
1 S: * SEARCH 1 2 (MODSEQ $two)$
1 S: c OK
1 C: d STORE 1 (UNCHANGEDSINCE 0) +FLAGS (\Seen)
1 S: d OK [MODIFIED 1]
