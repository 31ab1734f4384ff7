# RFC 9051 section 6.4.5: the items of FETCH and the macros
mail: two-messages.mbox
state: selected
order: strict

1 C: a FETCH 1 (UID FLAGS INTERNALDATE RFC822.SIZE)
1 S: * 1 FETCH (UID 1 FLAGS (\Recent) INTERNALDATE " 1-Mar-2026 10:00:00 +0000" RFC822.SIZE 224)$
1 S: a OK FETCH completed$
1 C: b FETCH 2 ENVELOPE
1 S: * 2 FETCH (ENVELOPE ("Mon, 02 Feb 2026 10:00:00 +0000" "Second" (("Bob" NIL "bob" "example.test")) (("Bob" NIL "bob" "example.test")) (("Bob" NIL "bob" "example.test")) (("Alice" NIL "alice" "example.test")) NIL NIL NIL "<second@example.test>"))$
1 S: b OK
1 C: c FETCH 2 (BODY BODYSTRUCTURE)
1 S: * 2 FETCH (BODY ("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 8 1) BODYSTRUCTURE ("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 8 1 NIL NIL NIL NIL))$
1 S: c OK
1 C: d FETCH 1:2 FAST
1 S: * 1 FETCH (FLAGS (\Recent) INTERNALDATE " 1-Mar-2026 10:00:00 +0000" RFC822.SIZE 224)$
1 S: * 2 FETCH (FLAGS (\Recent) INTERNALDATE " 1-Mar-2026 10:01:00 +0000" RFC822.SIZE $size)$
1 S: d OK
1 C: e FETCH 2 ALL
1 S: * 2 FETCH (FLAGS (\Recent) INTERNALDATE " 1-Mar-2026 10:01:00 +0000" RFC822.SIZE $size ENVELOPE ("Mon, 02 Feb 2026
1 S: e OK
1 C: f FETCH 2 full
1 S: * 2 FETCH (FLAGS (\Recent) INTERNALDATE " 1-Mar-2026 10:01:00 +0000" RFC822.SIZE $size ENVELOPE ("Mon, 02 Feb 2026 10:00:00 +0000" "Second" (("Bob" NIL "bob" "example.test")) (("Bob" NIL "bob" "example.test")) (("Bob" NIL "bob" "example.test")) (("Alice" NIL "alice" "example.test")) NIL NIL NIL "<second@example.test>") BODY ("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 8 1))$
1 S: f OK

# sets: each message once, ascending, whatever the order
1 C: g FETCH 2,1,*:1,2 UID
1 S: * 1 FETCH (UID 1)$
1 S: * 2 FETCH (UID 2)$
1 S: g OK
1 C: h FETCH * UID
1 S: * 2 FETCH (UID 2)$
1 S: h OK
1 C: i UID FETCH 2:99 FLAGS
1 S: * 2 FETCH (UID 2 FLAGS (\Recent))$
1 S: i OK
1 C: j UID FETCH 77:* (FLAGS UID)
1 S: * 2 FETCH (FLAGS (\Recent) UID 2)$
1 S: j OK
1 C: k UID FETCH 3:99 FLAGS
1 S: k OK

# a message number that there is not is BAD (RFC 9051 section 9), and nothing is answered
1 C: l FETCH 3 FLAGS
1 S: l BAD there is no message of that number
1 C: m FETCH 1:3 FLAGS
1 S: m BAD there is no message of that number
1 C: n FETCH 0 FLAGS
1 S: n BAD
1 C: o FETCH 1
1 S: o BAD expected an item to fetch
1 C: p FETCH 1 ()
1 S: p BAD
1 C: q FETCH 1 (FLAGS
1 S: q BAD
1 C: r FETCH 1 (FLAGS ALL)
1 S: r BAD expected an item to fetch
1 C: s FETCH 1 NONSENSE
1 S: s BAD expected an item to fetch
1 C: t FETCH a FLAGS
1 S: t BAD
1 C: u FETCH 4294967296 FLAGS
1 S: u BAD
1 C: v FETCH 1 FLAGS FLAGS
1 S: v BAD
1 C: w SELECT Trash
1 S: ...
1 S: w OK
1 C: x FETCH 1:* FLAGS
1 S: x BAD
1 C: y FETCH * FLAGS
1 S: y BAD
1 C: z UID FETCH 1:* FLAGS
1 S: z OK
