# RFC 9051 section 6.4.6: STORE in every form
mail: two-messages.mbox
state: selected
order: strict

1 C: a STORE 1 FLAGS (\Seen \Flagged)
1 S: * 1 FETCH (UID 1 FLAGS (\Flagged \Seen \Recent))$
1 S: a OK STORE completed$
1 C: b STORE 1:2 +FLAGS \Answered \Draft
1 S: * 1 FETCH (UID 1 FLAGS (\Answered \Flagged \Seen \Draft \Recent))$
1 S: * 2 FETCH (UID 2 FLAGS (\Answered \Draft \Recent))$
1 S: b OK
1 C: c STORE 1,2 -FLAGS (\answered \DRAFT)
1 S: * 1 FETCH (UID 1 FLAGS (\Flagged \Seen \Recent))$
1 S: * 2 FETCH (UID 2 FLAGS (\Recent))$
1 S: c OK
# what did not change is answered, too
1 C: d STORE 1 +FLAGS (\Seen)
1 S: * 1 FETCH (UID 1 FLAGS (\Flagged \Seen \Recent))$
1 S: d OK
1 C: e STORE 1 FLAGS ()
1 S: * 1 FETCH (UID 1 FLAGS (\Recent))$
1 S: e OK
1 C: f STORE 1 FLAGS.SILENT (\Seen)
1 S: f OK
1 C: g STORE 1 +FLAGS.SILENT (\Deleted)
1 S: g OK
1 C: h STORE 1 -flags.silent \Seen
1 S: h OK
1 C: i FETCH 1 FLAGS
1 S: * 1 FETCH (FLAGS (\Deleted \Recent))$
1 S: i OK
1 C: j UID STORE 2,77 FLAGS (\Seen)
1 S: * 2 FETCH (UID 2 FLAGS (\Seen \Recent))$
1 S: j OK
1 C: k UID STORE 77 FLAGS (\Seen)
1 S: k OK
# \Recent is nobody's to change
1 C: l STORE 2 FLAGS (\Recent)
1 S: * 2 FETCH (UID 2 FLAGS (\Recent))$
1 S: l OK
1 C: m STORE 3 FLAGS (\Seen)
1 S: m BAD there is no message of that number
1 C: n STORE 1 FLAGS (\Nonsense)
1 S: n BAD expected a flag
1 C: o STORE 1 FLAGS
1 S: o BAD
1 C: p STORE 1 (\Seen)
1 S: p BAD
1 C: q STORE 1 *FLAGS (\Seen)
1 S: q BAD
1 C: r STORE 1 FLAGS (\Seen
1 S: r BAD
1 C: s STORE 1 FLAGS.LOUD (\Seen)
1 S: s BAD
1 C: t STORE 1 +FLAGS (a(b)
1 S: t BAD
