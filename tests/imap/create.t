# RFC 9051 section 6.3.4: CREATE makes missing parents; a divider at the end is not part of the name
1 C: a CREATE Projects/2026/Garden/
1 S: a OK
1 C: b LIST "" "Projects*"
1 S: * LIST (\HasChildren) "/" Projects$
1 S: * LIST (\HasChildren) "/" Projects/2026$
1 S: * LIST (\HasNoChildren) "/" Projects/2026/Garden$
1 S: b OK
1 C: c CREATE Projects
1 S: c NO [ALREADYEXISTS]
1 C: d CREATE inbox
1 S: d NO [ALREADYEXISTS]
1 C: e CREATE Inbox/Old
1 S: e OK
1 C: f LIST "" "INBOX/*"
1 S: * LIST (\HasNoChildren) "/" INBOX/Old$
1 S: f OK
1 C: g CREATE ""
1 S: g NO [CANNOT]
1 C: h CREATE "/"
1 S: h NO [CANNOT]
1 C: i CREATE "a//b"
1 S: i NO [CANNOT]
1 C: j CREATE "a//"
1 S: j NO [CANNOT]
1 C: k CREATE "/a"
1 S: k NO [CANNOT]
1 C: l CREATE "a*"
1 S: l NO [CANNOT]
1 C: m CREATE "50%"
1 S: m NO [CANNOT]
1 C: n CREATE
1 S: n BAD expected a mailbox name after CREATE
1 C: o CREATE a b
1 S: o BAD
1 C: p CREATE "a b"
1 S: p OK
1 C: q CREATE {5+}
1 C= "c \"d\"\r\n"
1 S: q OK
1 C: r LIST "" "? ?*"
1 S: r OK
1 C: s LIST "" "% %"
1 S: * LIST (\HasNoChildren) "/" "a b"$
1 S: * LIST (\HasNoChildren) "/" "c \"d\""$
1 S: s OK
# control characters, and names longer or deeper than permitted
1 C= "t CREATE {3+}\r\na\tb\r\n"
1 S: t BAD
1 C= "u CREATE " "x"*1001 "\r\n"
1 S: u NO [CANNOT]
1 C= "v CREATE " "y"*1000 "\r\n"
1 S: v OK
1 C= "w CREATE a" "/a"*50 "\r\n"
1 S: w NO [CANNOT]
1 C= "x CREATE a" "/a"*49 "\r\n"
1 S: x OK
# a name like another but for its case is another
1 C: y CREATE projects
1 S: y OK
