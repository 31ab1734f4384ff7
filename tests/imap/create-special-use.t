# RFC 6154 section 3: CREATE with a special use
1 C: a CREATE Old (USE (\Archive))
1 S: a NO [USEATTR]
1 C: b DELETE Archive
1 S: b OK
1 C: c CREATE Old (USE (\archive))
1 S: c OK
1 C: d LIST "" Old
1 S: * LIST (\HasNoChildren \Archive) "/" Old$
1 S: d OK
1 C: e CREATE Plain (USE ())
1 S: e OK
1 C: f LIST "" Plain
1 S: * LIST (\HasNoChildren) "/" Plain$
1 S: f OK
1 C: g CREATE X (USE (\Sent \Trash))
1 S: g NO [USEATTR]
1 C: i CREATE X (USE (\Nonsense))
1 S: i NO [USEATTR]
1 C: j CREATE X (USE (\All))
1 S: j NO [USEATTR]
1 C: k CREATE X (USE (\Flagged))
1 S: k NO [USEATTR]
1 C: l CREATE X (USE \Sent)
1 S: l BAD
1 C: m CREATE X ()
1 S: m BAD
1 C: n LIST "" X
1 S: n OK
