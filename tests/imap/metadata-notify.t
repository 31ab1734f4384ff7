# RFC 5465 sections 5.6 and 5.7: METADATA responses name what changed, for the mailboxes of a group
connections: 3

1 C: a NOTIFY SET (mailboxes Sent (MailboxMetadataChange)) (personal (ServerMetadataChange))
1 S: a OK
2 C: a SETMETADATA Sent (/shared/comment "x" /private/color "red")
2 S: a OK
1 S: * METADATA Sent /private/color /shared/comment$
2 C: b SETMETADATA INBOX (/shared/comment "x")
2 S: b OK
2 C: c SETMETADATA "" (/private/comment "x")
2 S: c OK
1 S: * METADATA "" /private/comment$
# taken away, and set again to the same
2 C: d SETMETADATA Sent (/shared/comment NIL)
2 S: d OK
1 S: * METADATA Sent /shared/comment$
2 C: e SETMETADATA Sent (/private/color "red")
2 S: e OK
1 S: * METADATA Sent /private/color$
2 C: f SETMETADATA Sent (/shared/comment NIL)
2 S: f OK
1 !
# the special use
2 C: g SETMETADATA Sent (/private/specialuse NIL)
2 S: g OK
1 S: * METADATA Sent /private/specialuse$
# also of the selected mailbox, and what the session does itself
1 C: b SELECT Sent
1 S: ...
1 S: b OK
1 C: c SETMETADATA Sent (/private/color "blue")
1 S: * METADATA Sent /private/color$
1 S: c OK
# with LIST for the names, under the new one
1 C: d NOTIFY SET (personal (MailboxName MailboxMetadataChange))
1 S: d OK
2 C: h CREATE Neu
2 S: h OK
1 S: * LIST (\HasNoChildren) "/" Neu$
2 C: i SETMETADATA Neu (/private/color "green")
2 S: i OK
1 S: * METADATA Neu /private/color$
2 C: j RENAME Neu "&AMQ-lter"
2 S: j OK
1 S: * LIST (\HasNoChildren) "/" &AMQ-lter ("OLDNAME" (Neu))$
2 C: k SETMETADATA "&AMQ-lter" (/private/color "grey")
2 S: k OK
1 S: * METADATA &AMQ-lter /private/color$
2 C: l SETMETADATA "" (/private/comment "y")
2 S: l OK
1 !
2 C: m DELETE "&AMQ-lter"
2 S: m OK
1 S: * LIST (\NonExistent \HasNoChildren) "/" &AMQ-lter$

# ENABLE METADATA (RFC 5464 section 4.1): with the answers of commands and in IDLE
3 C: a ENABLE METADATA
3 S: * ENABLED METADATA$
3 S: a OK
2 C: n SETMETADATA INBOX (/private/a "1")
2 S: n OK
1 S: * METADATA INBOX /private/a$
3 !
3 C: b NOOP
3 S: * METADATA INBOX /private/a$
3 S: b OK
3 C: c IDLE
3 S: + idling
3 S: * OK still here
2 C: o SETMETADATA "" (/private/comment "z")
2 S: o OK
3 S: * METADATA "" /private/comment$
3 C: DONE
3 S: c OK
# NOTIFY has the last word
3 C: d NOTIFY SET (personal (MailboxName))
3 S: d OK
2 C: p SETMETADATA INBOX (/private/a "2")
2 S: p OK
1 S: * METADATA INBOX /private/a$
3 C: e NOOP
3 S: e OK
# and who has asked for nothing hears of nothing
2 C: q NOOP
2 S: q OK
