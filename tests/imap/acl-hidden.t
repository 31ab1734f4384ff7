# RFC 4314 section 6: without the right to look it up a mailbox is as if it was not there
accounts: alice bob
connections: 2
mail: two-messages.mbox

1 C: a CREATE Secret
1 S: a OK
1 C: b SETACL INBOX bob@example.test l
1 S: b OK
2 C: a SELECT "Other Users/alice@example.test/Secret"
2 S: a NO [NONEXISTENT] there is no such mailbox$
2 C: b SELECT "Other Users/alice@example.test/Nowhere"
2 S: b NO [NONEXISTENT] there is no such mailbox$
2 C: c SELECT "Other Users/nobody@example.test/INBOX"
2 S: c NO [NONEXISTENT] there is no such mailbox$
2 C: d STATUS "Other Users/alice@example.test/Secret" (MESSAGES)
2 S: d NO [NONEXISTENT] there is no such mailbox$
2 C: e DELETE "Other Users/alice@example.test/Secret"
2 S: e NO [NONEXISTENT] there is no such mailbox$
2 C: f RENAME "Other Users/alice@example.test/Secret" Mine
2 S: f NO [NONEXISTENT] there is no such mailbox$
2 C: g SUBSCRIBE "Other Users/alice@example.test/Secret"
2 S: g NO [NONEXISTENT] there is no such mailbox$
2 C: h APPEND "Other Users/alice@example.test/Secret" {4+}
2 C: test
2 S: h NO [TRYCREATE] there is no such mailbox$
2 C: i APPEND "Other Users/alice@example.test/Nowhere" {4+}
2 C: test
2 S: i NO [TRYCREATE] there is no such mailbox$
2 C: j CREATE "Other Users/alice@example.test/Secret"
2 S: j NO [NOPERM] you have no right to do this here$
2 C: k CREATE "Other Users/alice@example.test/Nowhere"
2 S: k NO [NOPERM] you have no right to do this here$
2 C: l MYRIGHTS "Other Users/alice@example.test/Secret"
2 S: l NO [NONEXISTENT] there is no such mailbox$
2 C: m GETACL "Other Users/alice@example.test/Secret"
2 S: m NO [NONEXISTENT] there is no such mailbox$
2 C: n SETACL "Other Users/alice@example.test/Secret" bob@example.test a
2 S: n NO [NONEXISTENT] there is no such mailbox$
2 C: o LISTRIGHTS "Other Users/alice@example.test/Secret" bob@example.test
2 S: o NO [NONEXISTENT] there is no such mailbox$
2 C: p LIST "" "Other Users/*"
2 S: * LIST (\Noselect \HasChildren) "/" "Other Users/alice@example.test"$
2 S: * LIST (\HasNoChildren) "/" "Other Users/alice@example.test/INBOX"$
2 S: p OK
2 C: q ESEARCH IN (subtree "Other Users") ALL
2 S: q OK
# what may be looked up and no more
2 C: r SELECT "Other Users/alice@example.test/INBOX"
2 S: r NO [NOPERM] you have no right to do this here$
2 C: s STATUS "Other Users/alice@example.test/inbox" (MESSAGES)
2 S: s NO [NOPERM]
2 C: t LIST "" "Other Users/*" RETURN (STATUS (MESSAGES) MYRIGHTS)
2 S: * LIST (\NonExistent \HasChildren) "/" "Other Users/alice@example.test"$
2 S: * LIST (\HasNoChildren) "/" "Other Users/alice@example.test/INBOX"$
2 S: * MYRIGHTS "Other Users/alice@example.test/INBOX" l$
2 S: t OK
2 C: u GETACL "Other Users/alice@example.test/INBOX"
2 S: u NO [NOPERM]
2 C: v SETACL "Other Users/alice@example.test/INBOX" bob@example.test lra
2 S: v NO [NOPERM]
2 C: w DELETE "Other Users/alice@example.test/INBOX"
2 S: w NO [NOPERM]
2 C: x APPEND "Other Users/alice@example.test/INBOX" {4+}
2 C: test
2 S: x NO [NOPERM]
# what may be read, though not looked up, is not listed
1 C: c SETACL Secret bob@example.test r
1 S: c OK
2 C: y SELECT "Other Users/alice@example.test/Secret"
2 S: ...
2 S: y OK [READ-ONLY]
2 C: z LIST "" "Other Users/*"
2 S: * LIST (\Noselect \HasChildren) "/" "Other Users/alice@example.test"$
2 S: * LIST (\HasNoChildren) "/" "Other Users/alice@example.test/INBOX"$
2 S: z OK
# negative rights win, and what is gone is gone at once
1 C: d SETACL INBOX -bob@example.test l
1 S: d OK
2 C: A LIST "" "Other Users/*"
2 S: A OK
2 C: B SELECT "Other Users/alice@example.test/INBOX"
2 S: * OK [CLOSED]
2 S: B NO [NONEXISTENT] there is no such mailbox$
