# RFC 9051 section 6.3.9, RFC 3501 section 6.3.8: basic LIST; special uses (RFC 6154) and whether
# there are children (RFC 3348) are told always
order: strict

1 C: a LIST "" "*"
1 S: * LIST (\HasNoChildren \Archive) "/" Archive$
1 S: * LIST (\HasNoChildren \Drafts) "/" Drafts$
1 S: * LIST (\HasNoChildren) "/" INBOX$
1 S: * LIST (\HasNoChildren \Junk) "/" Junk$
1 S: * LIST (\HasNoChildren \Sent) "/" Sent$
1 S: * LIST (\HasNoChildren \Trash) "/" Trash$
1 S: a OK LIST completed$
1 C: b CREATE Archive/2025/May
1 S: b OK
1 C: c CREATE Archive/2026
1 S: c OK
1 C: d LIST "" "A%"
1 S: * LIST (\HasChildren \Archive) "/" Archive$
1 S: d OK
1 C: e LIST "" "%/%"
1 S: * LIST (\HasChildren) "/" Archive/2025$
1 S: * LIST (\HasNoChildren) "/" Archive/2026$
1 S: e OK
1 C: f LIST "" "*5*"
1 S: * LIST (\HasChildren) "/" Archive/2025$
1 S: * LIST (\HasNoChildren) "/" Archive/2025/May$
1 S: f OK
# the reference stands before the pattern
1 C: g LIST Archive/ "%"
1 S: * LIST (\HasChildren) "/" Archive/2025$
1 S: * LIST (\HasNoChildren) "/" Archive/2026$
1 S: g OK
1 C: h LIST "Archive/2025" "/*"
1 S: * LIST (\HasNoChildren) "/" Archive/2025/May$
1 S: h OK
# an empty pattern asks for the divider
1 C: i LIST "" ""
1 S: * LIST (\Noselect) "/" ""$
1 S: i OK
1 C: j LIST Archive/ ""
1 S: * LIST (\Noselect) "/" ""$
1 S: j OK
# INBOX in any case
1 C: k LIST "" inbox
1 S: * LIST (\HasNoChildren) "/" INBOX$
1 S: k OK
1 C: l LIST "" "inb%"
1 S: * LIST (\HasNoChildren) "/" INBOX$
1 S: l OK
1 C: m LIST "" archive
1 S: m OK
1 C: n LIST "" Nothing
1 S: n OK
1 C: o LIST
1 S: o BAD expected a reference name after LIST
1 C: p LIST ""
1 S: p BAD
1 C: q LIST "" "*" more
1 S: q BAD
# a pattern made to be slow
1 C= "r LIST \"\" \"" "*a"*400 "*\"\r\n"
1 S: r OK
