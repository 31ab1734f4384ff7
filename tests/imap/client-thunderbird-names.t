# Thunderbird: "&" as it is after UTF8=ACCEPT, a "/" behind names, subscriptions of its own
connections: 2

1 C: a ENABLE UTF8=ACCEPT
1 S: * ENABLED UTF8=ACCEPT
1 S: a OK
1 C: b CREATE "Research & Development"
1 S: b OK
1 C: c CREATE "R&D/"
1 S: c OK
1 C: d LIST "" "R*"
1 S: * LIST (\HasNoChildren) "/" R&D$
1 S: * LIST (\HasNoChildren) "/" "Research & Development"$
1 S: d OK
1 C: e SELECT "Research & Development"
1 S: ...
1 S: e OK
# what would be modified UTF-7 means itself now
1 C: f CREATE "&APw-"
1 S: f OK
1 C: g STATUS "&APw-" (MESSAGES)
1 S: * STATUS &APw- (MESSAGES 0)$
1 S: g OK
2 C: a LIST "" "&*"
2 S: a BAD
2 C: b LIST "" "&-*"
2 S: * LIST (\HasNoChildren) "/" &-APw-$
2 S: b OK
2 C: c STATUS "R&-D" (MESSAGES)
2 S: * STATUS R&-D (MESSAGES 0)$
2 S: c OK

# it subscribes to what it has made, also when that is so already, and to both names of a RENAME
1 C: h SUBSCRIBE "R&D/"
1 S: h OK
1 C: i SUBSCRIBE "R&D"
1 S: i OK
1 C: j RENAME "R&D/" "Lab/"
1 S: j OK
1 C: k SUBSCRIBE Lab
1 S: k OK
1 C: l UNSUBSCRIBE "R&D"
1 S: l OK
1 C: m LSUB "" "*"
1 S: * LSUB (\HasNoChildren) "/" Archive$
1 S: * LSUB (\HasNoChildren) "/" Drafts$
1 S: * LSUB (\HasNoChildren) "/" INBOX$
1 S: * LSUB (\HasNoChildren) "/" Junk$
1 S: * LSUB (\HasNoChildren) "/" Lab$
1 S: * LSUB (\HasNoChildren) "/" Sent$
1 S: * LSUB (\HasNoChildren) "/" Trash$
1 S: m OK

# "/" behind a name in all that it says
1 C: n STATUS "Lab/" (MESSAGES)
1 S: * STATUS Lab (MESSAGES 0)$
1 S: n OK
1 C: o APPEND "Lab/" {3+}
1 C: abc
1 S: o OK
1 C: p SELECT "Lab/"
1 S: * 1 EXISTS
1 S: ...
1 S: p OK
1 C: q COPY 1 "Archive/"
1 S: q OK
1 C: r UNSUBSCRIBE "Lab/"
1 S: r OK
1 C: s DELETE "Lab/"
1 S: * 1 EXPUNGE
1 S: s OK
# a level that is subscribed and no mailbox any more is \Noselect to LSUB, so that it is not opened
1 C: t CREATE Top/Below
1 S: t OK
1 C: u SUBSCRIBE Top
1 S: u OK
1 C: v DELETE Top
1 S: v OK
1 C: w LSUB "" "T%"
1 S: * LSUB (\Noselect \HasChildren) "/" Top$
1 S: * LSUB (\HasNoChildren) "/" Trash$
1 S: w OK
