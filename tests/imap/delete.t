# RFC 9051 section 6.3.5: DELETE leaves what is below, and the subscription
1 C: a CREATE Top/Below
1 S: a OK
1 C: b SUBSCRIBE Top
1 S: b OK
1 C: c DELETE Top
1 S: c OK
1 C: d LIST "" "Top*"
1 S: * LIST (\Noselect \HasChildren) "/" Top$
1 S: * LIST (\HasNoChildren) "/" Top/Below$
1 S: d OK
1 C: e LIST "" "Top*" RETURN (CHILDREN)
1 S: * LIST (\NonExistent \HasChildren) "/" Top$
1 S: * LIST (\HasNoChildren) "/" Top/Below$
1 S: e OK
1 C: f SELECT Top
1 S: f NO [NONEXISTENT]
1 C: g DELETE Top
1 S: g NO [NONEXISTENT]
1 C: h STATUS Top (MESSAGES)
1 S: h NO [NONEXISTENT]
1 C: i LIST (SUBSCRIBED) "" "Top*"
1 S: * LIST (\NonExistent \HasChildren \Subscribed) "/" Top$
1 S: i OK
1 C: j DELETE Top/Below
1 S: j OK
1 C: k LIST "" "Top*"
1 S: k OK
1 C: l LSUB "" "Top*"
1 S: * LSUB (\Noselect \HasNoChildren) "/" Top$
1 S: l OK
# it can be made anew, with another UIDVALIDITY
1 C: m CREATE Top
1 S: m OK
1 C: n DELETE INBOX
1 S: n NO [CANNOT]
1 C: o DELETE
1 S: o BAD expected a mailbox name after DELETE
1 C: p DELETE a b
1 S: p BAD
1 C: q ENABLE IMAP4rev2
1 S: * ENABLED IMAP4rev2
1 S: q OK
1 C: r CREATE New/Below
1 S: r OK
1 C: s DELETE New
1 S: s OK
1 C: t LIST "" "New"
1 S: * LIST (\NonExistent \HasChildren) "/" New$
1 S: t OK
