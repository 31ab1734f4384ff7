# RFC 5258, RFC 9051 section 6.3.9: LIST with selection and return options
order: strict

1 C: a CREATE Fruit/Apple
1 S: a OK
1 C: b CREATE Fruit/Banana
1 S: b OK
1 C: c SUBSCRIBE Fruit/Banana
1 S: c OK
1 C: d UNSUBSCRIBE Junk
1 S: d OK
1 C: e CREATE Gone
1 S: e OK
1 C: f SUBSCRIBE Gone
1 S: f OK
1 C: g DELETE Gone
1 S: g OK

1 C: h LIST (SUBSCRIBED) "" "*"
1 S: * LIST (\HasNoChildren \Subscribed \Archive) "/" Archive$
1 S: * LIST (\HasNoChildren \Subscribed \Drafts) "/" Drafts$
1 S: * LIST (\HasNoChildren \Subscribed) "/" Fruit/Banana$
1 S: * LIST (\NonExistent \HasNoChildren \Subscribed) "/" Gone$
1 S: * LIST (\HasNoChildren \Subscribed) "/" INBOX$
1 S: * LIST (\HasNoChildren \Subscribed \Sent) "/" Sent$
1 S: * LIST (\HasNoChildren \Subscribed \Trash) "/" Trash$
1 S: h OK
1 C: i LIST () "" ("J*" "F*") RETURN (SUBSCRIBED CHILDREN)
1 S: * LIST (\HasChildren) "/" Fruit$
1 S: * LIST (\HasNoChildren) "/" Fruit/Apple$
1 S: * LIST (\HasNoChildren \Subscribed) "/" Fruit/Banana$
1 S: * LIST (\HasNoChildren \Junk) "/" Junk$
1 S: i OK
# a name that two patterns match is listed once
1 C: j LIST "" (INBOX "I*" inbox)
1 S: * LIST (\HasNoChildren) "/" INBOX$
1 S: j OK
1 C: k LIST (SPECIAL-USE) "" "*"
1 S: * LIST (\HasNoChildren \Archive) "/" Archive$
1 S: * LIST (\HasNoChildren \Drafts) "/" Drafts$
1 S: * LIST (\HasNoChildren \Junk) "/" Junk$
1 S: * LIST (\HasNoChildren \Sent) "/" Sent$
1 S: * LIST (\HasNoChildren \Trash) "/" Trash$
1 S: k OK
1 C: l LIST (SPECIAL-USE SUBSCRIBED) "" "J*"
1 S: l OK
1 C: m LIST "" "Sent" RETURN (SPECIAL-USE)
1 S: * LIST (\HasNoChildren \Sent) "/" Sent$
1 S: m OK
1 C: n LIST (REMOTE) "" "Sent"
1 S: * LIST (\HasNoChildren \Sent) "/" Sent$
1 S: n OK

# RECURSIVEMATCH: levels above what is selected, where they match the pattern
1 C: o LIST (SUBSCRIBED RECURSIVEMATCH) "" "F%"
1 S: * LIST (\HasChildren) "/" Fruit ("CHILDINFO" ("SUBSCRIBED"))$
1 S: o OK
1 C: p LIST (RECURSIVEMATCH SUBSCRIBED) "" "F*"
1 S: * LIST (\HasChildren) "/" Fruit ("CHILDINFO" ("SUBSCRIBED"))$
1 S: * LIST (\HasNoChildren \Subscribed) "/" Fruit/Banana$
1 S: p OK
1 C: q SUBSCRIBE Fruit
1 S: q OK
1 C: r LIST (SUBSCRIBED RECURSIVEMATCH) "" "F%"
1 S: * LIST (\HasChildren \Subscribed) "/" Fruit ("CHILDINFO" ("SUBSCRIBED"))$
1 S: r OK
1 C: s RENAME Sent Fruit/Sent
1 S: s OK
1 C: t LIST (SPECIAL-USE RECURSIVEMATCH) "" "F%"
1 S: * LIST (\HasChildren) "/" Fruit ("CHILDINFO" ("SPECIAL-USE"))$
1 S: t OK

# an empty pattern is no question for the divider here
1 C: u LIST () "" ""
1 S: u OK
1 C: v LIST (RECURSIVEMATCH) "" "*"
1 S: v BAD expected SUBSCRIBED or SPECIAL-USE with RECURSIVEMATCH
1 C: w LIST (NONSENSE) "" "*"
1 S: w BAD expected a selection option
1 C: x LIST "" "*" RETURN (NONSENSE)
1 S: x BAD expected a return option
1 C: y LIST "" ()
1 S: y BAD
1 C: z LIST "" "INBOX" RETURN ()
1 S: * LIST (\HasNoChildren) "/" INBOX$
1 S: z OK
1 C: aa LIST "" "*" RETURN
1 S: aa BAD
