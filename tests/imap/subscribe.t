# RFC 9051 section 6.3.7 and 6.3.8, RFC 3501 section 6.3.9: subscriptions
1 C: a LSUB "" "*"
1 S: * LSUB (\HasNoChildren) "/" Archive$
1 S: * LSUB (\HasNoChildren) "/" Drafts$
1 S: * LSUB (\HasNoChildren) "/" INBOX$
1 S: * LSUB (\HasNoChildren) "/" Junk$
1 S: * LSUB (\HasNoChildren) "/" Sent$
1 S: * LSUB (\HasNoChildren) "/" Trash$
1 S: a OK
1 C: b UNSUBSCRIBE Junk
1 S: b OK
1 C: c UNSUBSCRIBE Junk
1 S: c OK
1 C: d LSUB "" "J*"
1 S: d OK
1 C: e SUBSCRIBE Junk/
1 S: e OK
1 C: f LSUB "" "J*"
1 S: * LSUB (\HasNoChildren) "/" Junk$
1 S: f OK
1 C: g SUBSCRIBE Nothing
1 S: g NO [NONEXISTENT]
1 C: h UNSUBSCRIBE Nothing
1 S: h OK
1 C: i SUBSCRIBE
1 S: i BAD expected a mailbox name after SUBSCRIBE
1 C: j UNSUBSCRIBE a b
1 S: j BAD
1 C: k LSUB ""
1 S: k BAD
# with %, a level above stands for what is subscribed below it
1 C: l CREATE a/b/c
1 S: l OK
1 C: m SUBSCRIBE a/b/c
1 S: m OK
1 C: n LSUB "" "%"
1 S: * LSUB (\Noselect \HasChildren) "/" a$
1 S: * LSUB (\HasNoChildren) "/" Archive$
1 S: ...
1 S: n OK
1 C: o LSUB a/ "%"
1 S: * LSUB (\Noselect \HasChildren) "/" a/b$
1 S: o OK
1 C: p LSUB "" "a*"
1 S: * LSUB (\HasNoChildren) "/" a/b/c$
1 S: p OK
1 C: q SUBSCRIBE a
1 S: q OK
1 C: r LSUB "" "a%"
1 S: * LSUB (\HasChildren) "/" a$
1 S: r OK
