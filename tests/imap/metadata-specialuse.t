# RFC 6154 section 5.4: the special use of a mailbox is its entry /private/specialuse
order: strict

1 C: a GETMETADATA Sent /private/specialuse
1 S: * METADATA Sent (/private/specialuse "\\Sent")$
1 S: a OK
1 C: b CREATE Briefe
1 S: b OK
1 C: c GETMETADATA Briefe /private/specialuse
1 S: * METADATA Briefe (/private/specialuse NIL)$
1 S: c OK
1 C: d SETMETADATA Briefe (/private/specialuse "\\Sent")
1 S: d NO [USEATTR]
1 C: e SETMETADATA Sent (/private/specialuse NIL)
1 S: e OK
1 C: f SETMETADATA Briefe (/private/specialuse "\\sent" /private/comment "x")
1 S: f OK
1 C: g LIST (SPECIAL-USE) "" "*e*" RETURN (METADATA (/private/specialuse))
1 S: * LIST (\HasNoChildren \Archive) "/" Archive$
1 S: * METADATA Archive (/private/specialuse "\\Archive")$
1 S: * LIST (\HasNoChildren \Sent) "/" Briefe$
1 S: * METADATA Briefe (/private/specialuse "\\Sent")$
1 S: g OK
1 C: h SETMETADATA Briefe (/private/comment "y" /private/specialuse "\\Sent \\Trash")
1 S: h NO [USEATTR]
1 C: i SETMETADATA Briefe (/private/comment "y" /private/specialuse "\\All")
1 S: i NO [USEATTR]
1 C: j SETMETADATA Briefe (/private/comment "y" /private/specialuse "none")
1 S: j NO [USEATTR]
1 C: k SETMETADATA INBOX (/private/specialuse "\\Sent")
1 S: k NO [CANNOT]
1 C: l GETMETADATA (DEPTH infinity) Briefe /private
1 S: * METADATA Briefe (/private/comment "x" /private/specialuse "\\Sent")$
1 S: l OK
