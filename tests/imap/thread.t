# RFC 5256 and draft-ietf-morg-inthread: THREAD by all three algorithms
mail: threads.mbox
state: selected

1 C: a THREAD ORDEREDSUBJECT UTF-8 ALL
1 S: * THREAD (4)(1 (3)(2)(6))(5)$
1 S: a OK THREAD completed$
1 C: b THREAD REFERENCES UTF-8 ALL
1 S: * THREAD ((4)(5))(1 (3)(2 6))$
1 S: b OK
# by the arrival of the newest message
1 C: c THREAD REFS UTF-8 ALL
1 S: * THREAD ((4)(5))(1 (3)(2 6))$
1 S: c OK
1 C: d THREAD REFS UTF-8 1:5
1 S: * THREAD (1 (3)(2))((4)(5))$
1 S: d OK
1 C: e UID THREAD REFERENCES UTF-8 NOT UID 5
1 S: * THREAD (4)(1 (3)(2 6))$
1 S: e OK
# the message in the middle was not asked for; REFERENCES then goes by the subject
1 C: f THREAD REFS US-ASCII 1,6
1 S: * THREAD (1 6)$
1 S: f OK
1 C: g THREAD REFERENCES UTF-8 2:3
1 S: * THREAD ((3)(2))$
1 S: g OK
1 C: h THREAD REFERENCES UTF-8 FLAGGED
1 S: * THREAD$
1 S: h OK
1 C: i STORE 1 +FLAGS.SILENT (\Deleted)
1 S: i OK
1 C: j EXPUNGE
1 S: * 1 EXPUNGE
1 S: j OK
1 C: k THREAD REFS UTF-8 ALL
1 S: * THREAD ((3)(4))((2)(1 5))$
1 S: k OK
1 C: l UID THREAD REFS UTF-8 ALL
1 S: * THREAD ((4)(5))((3)(2 6))$
1 S: l OK
