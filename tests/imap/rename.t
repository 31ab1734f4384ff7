# RFC 9051 section 6.3.6: RENAME takes along what is below, and the subscriptions
1 C: a CREATE Work/Old/Deep
1 S: a OK
1 C: b SUBSCRIBE Work/Old
1 S: b OK
1 C: c APPEND Work/Old {{{
Subject: x

text
}}}
1 S: c OK [APPENDUID $validity 1]
1 C: d RENAME Work Projects/2026
1 S: d OK
1 C: e LIST "" "*r*"
1 S: * LIST (\HasNoChildren \Archive) "/" Archive$
1 S: * LIST (\HasNoChildren \Drafts) "/" Drafts$
1 S: * LIST (\HasChildren) "/" Projects$
1 S: * LIST (\HasChildren) "/" Projects/2026$
1 S: * LIST (\HasChildren) "/" Projects/2026/Old$
1 S: * LIST (\HasNoChildren) "/" Projects/2026/Old/Deep$
1 S: * LIST (\HasNoChildren \Trash) "/" Trash$
1 S: e OK
1 C: f LIST "" "Work*"
1 S: f OK
1 C: g LSUB "" "*Old"
1 S: * LSUB (\HasChildren) "/" Projects/2026/Old$
1 S: g OK
1 C: h STATUS Projects/2026/Old (MESSAGES UIDVALIDITY)
1 S: * STATUS Projects/2026/Old (MESSAGES 1 UIDVALIDITY $validity)$
1 S: h OK
1 C: i RENAME None Other
1 S: i NO [NONEXISTENT]
1 C: j RENAME Projects INBOX
1 S: j NO [ALREADYEXISTS]
1 C: k RENAME Projects Trash
1 S: k NO [ALREADYEXISTS]
1 C: l RENAME Projects Projects
1 S: l NO [ALREADYEXISTS]
1 C: m RENAME Projects Projects/2026/Below
1 S: m NO [CANNOT]
1 C: n RENAME Projects "a*"
1 S: n NO [CANNOT]
1 C: o RENAME Projects
1 S: o BAD expected a new mailbox name after the mailbox name
1 C: p RENAME Projects "x//"
1 S: p NO [CANNOT]
# a mailbox keeps its special use
1 C: q RENAME Trash Wastebasket/
1 S: q OK
1 C: r LIST "" Wastebasket
1 S: * LIST (\HasNoChildren \Trash) "/" Wastebasket$
1 S: r OK
# a level without mailbox can be renamed, too
1 C: s DELETE Projects
1 S: s OK
1 C: t RENAME Projects Things
1 S: t OK
1 C: u LIST "" "Things*"
1 S: * LIST (\Noselect \HasChildren) "/" Things$
1 S: * LIST (\HasChildren) "/" Things/2026$
1 S: * LIST (\HasChildren) "/" Things/2026/Old$
1 S: * LIST (\HasNoChildren) "/" Things/2026/Old/Deep$
1 S: u OK
