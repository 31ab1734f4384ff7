# RFC 4314 section 4: CREATE, DELETE and RENAME in the tree of another user
accounts: alice bob
connections: 2

1 C: a CREATE Work
1 S: a OK
1 C: b SETACL Work bob@example.test lrk
1 S: b OK
2 C: a CREATE "Other Users/alice@example.test/Work/New/Deep"
2 S: a OK [MAILBOXID ($deep)]
# the ACL is that of the mailbox above
2 C: b MYRIGHTS "Other Users/alice@example.test/Work/New/Deep"
2 S: * MYRIGHTS "Other Users/alice@example.test/Work/New/Deep" lrkc$
2 S: b OK
1 C: c GETACL Work/New
1 S: * ACL Work/New alice@example.test lrswipkxteacd bob@example.test lrkc$
1 S: c OK
1 C: d CREATE Work/Own
1 S: d OK
2 C: c MYRIGHTS "Other Users/alice@example.test/Work/Own"
2 S: * MYRIGHTS "Other Users/alice@example.test/Work/Own" lrkc$
2 S: c OK
2 C: d CREATE "Other Users/alice@example.test/Top"
2 S: d NO [NOPERM]
2 C: e CREATE "Other Users/alice@example.test/Work/Spam" (USE (\Junk))
2 S: e NO [USEATTR]
2 C: f DELETE "Other Users/alice@example.test/Work/Own"
2 S: f NO [NOPERM]
2 C: g RENAME "Other Users/alice@example.test/Work/Own" "Other Users/alice@example.test/Work/Other"
2 S: g NO [NOPERM]
1 C: e SETACL Work/Own bob@example.test lx
1 S: e OK
2 C: h RENAME "Other Users/alice@example.test/Work/Own" "Other Users/alice@example.test/Work/Other"
2 S: h OK
2 C: i RENAME "Other Users/alice@example.test/Work/Other" "Other Users/alice@example.test/Other"
2 S: i NO [NOPERM]
2 C: j RENAME "Other Users/alice@example.test/Work/Other" Other
2 S: j NO [NOPERM]
2 C: k RENAME Sent "Other Users/alice@example.test/Work/Sent"
2 S: k NO [NOPERM]
# what is below goes along only with its own right
1 C: f SETACL Work/New bob@example.test +x
1 S: f OK
2 C: l RENAME "Other Users/alice@example.test/Work/New" "Other Users/alice@example.test/Work/Newer"
2 S: l NO [NOPERM] you have no right to do this with what is below$
1 C: g SETACL Work/New/Deep bob@example.test +x
1 S: g OK
2 C: m RENAME "Other Users/alice@example.test/Work/New" "Other Users/alice@example.test/Work/Newer"
2 S: m OK
2 C: n DELETE "Other Users/alice@example.test/Work/Newer/Deep"
2 S: n OK
2 C: o DELETE "Other Users/alice@example.test/Work/Newer"
2 S: o OK
1 C: h LIST "" "Work*"
1 S: * LIST (\HasChildren) "/" Work$
1 S: * LIST (\HasNoChildren) "/" Work/Other$
1 S: h OK
# the new mailbox of a name that was deleted is the owner's alone
1 C: i DELETE Work/Other
1 S: i OK
1 C: j DELETE Work
1 S: j OK
1 C: k CREATE Work
1 S: k OK
2 C: p LIST "" "Other*"
2 S: p OK
# INBOX of another cannot go; when its owner renames it the rights go with the messages
1 C: l SETACL INBOX bob@example.test lrx
1 S: l OK
2 C: q DELETE "Other Users/alice@example.test/INBOX"
2 S: q NO [CANNOT]
2 C: r RENAME "Other Users/alice@example.test/INBOX" "Other Users/alice@example.test/Old"
2 S: r NO [CANNOT]
1 C: m RENAME INBOX Old
1 S: m OK
2 C: s LIST "" "Other Users/alice@example.test/%"
2 S: * LIST (\HasNoChildren) "/" "Other Users/alice@example.test/Old"$
2 S: s OK
# with the right to administer a guest gives rights to others, and to itself
1 C: n SETACL Old bob@example.test la
1 S: n OK
2 C: t SETACL "Other Users/alice@example.test/Old" bob@example.test +r
2 S: t OK
2 C: u GETACL "Other Users/alice@example.test/Old"
2 S: * ACL "Other Users/alice@example.test/Old" alice@example.test lrswipkxteacd bob@example.test lra$
2 S: u OK
2 C: v LISTRIGHTS "Other Users/alice@example.test/Old" alice@example.test
2 S: * LISTRIGHTS "Other Users/alice@example.test/Old" alice@example.test lrswipkxteacd$
2 S: v OK
2 C: w SETACL "Other Users/alice@example.test/Old" alice@example.test l
2 S: w NO [CANNOT]
2 C: x DELETEACL "Other Users/alice@example.test/Old" bob@example.test
2 S: x OK
2 C: y GETACL "Other Users/alice@example.test/Old"
2 S: y NO [NONEXISTENT] there is no such mailbox$
