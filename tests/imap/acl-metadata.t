# RFC 5464 section 3.3: metadata of mailboxes of other users: what is shared, with the rights for it
accounts: alice bob
connections: 3

1 C: a SETMETADATA INBOX (/shared/comment "ours" /private/comment "mine")
1 S: a OK
1 C: b SETMETADATA Sent (/shared/comment "hidden")
1 S: b OK
1 C: c SETACL INBOX bob@example.test lr
1 S: c OK
2 C: a GETMETADATA (DEPTH infinity) "Other Users/alice@example.test/INBOX" (/shared /private)
2 S: * METADATA "Other Users/alice@example.test/INBOX" (/shared/comment "ours")$
2 S: a OK
2 C: b GETMETADATA "Other Users/alice@example.test/INBOX" (/shared/comment /private/comment)
2 S: * METADATA "Other Users/alice@example.test/INBOX" (/shared/comment "ours" /private/comment NIL)$
2 S: b OK
# to change what all see needs the right to write
2 C: c SETMETADATA "Other Users/alice@example.test/INBOX" (/shared/comment "bob's")
2 S: c NO [NOPERM] you have no right to do this here$
1 C: d SETACL INBOX bob@example.test +w
1 S: d OK
2 C: d SETMETADATA "Other Users/alice@example.test/INBOX" (/shared/comment "of both")
2 S: d OK
# guests keep nothing private there; all is set or nothing
2 C: e SETMETADATA "Other Users/alice@example.test/INBOX" (/shared/comment "no" /private/comment "x")
2 S: e NO [METADATA NOPRIVATE]
2 C: f SETMETADATA "Other Users/alice@example.test/INBOX" (/Private/specialuse "\\Junk")
2 S: f NO [METADATA NOPRIVATE]
1 C: e GETMETADATA INBOX (/shared/comment /private/comment /private/specialuse)
1 S: * METADATA INBOX (/shared/comment "of both" /private/comment "mine" /private/specialuse NIL)$
1 S: e OK
# a mailbox that may not be looked up is not there; to look it up alone is not enough
2 C: g GETMETADATA "Other Users/alice@example.test/Sent" /shared/comment
2 S: g NO [NONEXISTENT] there is no such mailbox$
2 C: h SETMETADATA "Other Users/alice@example.test/Sent" (/shared/comment "x")
2 S: h NO [NONEXISTENT] there is no such mailbox$
1 C: f SETACL Sent bob@example.test l
1 S: f OK
2 C: i GETMETADATA "Other Users/alice@example.test/Sent" /shared/comment
2 S: i NO [NOPERM] you have no right to do this here$
2 C: j SETMETADATA "Other Users/alice@example.test/Sent" (/shared/comment "x")
2 S: j NO [NOPERM] you have no right to do this here$
2 C: k LIST "" "Other Users/alice@example.test/*" RETURN (METADATA (/shared/comment /private/comment))
2 S: * LIST (\HasNoChildren) "/" "Other Users/alice@example.test/INBOX"$
2 S: * METADATA "Other Users/alice@example.test/INBOX" (/shared/comment "of both" /private/comment NIL)$
2 S: * LIST (\HasNoChildren) "/" "Other Users/alice@example.test/Sent"$
2 S: k OK
# the own account is another thing
2 C: l GETMETADATA "" (/shared/comment /private/comment)
2 S: * METADATA "" (/shared/comment NIL /private/comment NIL)$
2 S: l OK
# NOTIFY tells of what is shared, and of nothing else
3 C: a NOTIFY SET (subtree "Other Users" (MailboxMetadataChange))
3 S: a OK
1 C: g SETMETADATA INBOX (/private/comment "still mine")
1 S: g OK
1 C: h SETMETADATA Sent (/shared/comment "still hidden")
1 S: h OK
1 C: i SETMETADATA INBOX (/shared/comment "new")
1 S: i OK
3 S: * METADATA "Other Users/alice@example.test/INBOX" /shared/comment$
3 !
