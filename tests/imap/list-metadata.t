# RFC 9590: LIST with METADATA, and with STATUS beside it
mail: two-messages.mbox
order: strict

1 C: a SETMETADATA INBOX (/shared/comment "all" /private/vendor/a/color "red")
1 S: a OK
1 C: b SETMETADATA Sent (/private/vendor/a/color "darkblue")
1 S: b OK
1 C: c LIST "" (INBOX Sent Nothing) RETURN (METADATA (/shared/comment /private/vendor/a/color))
1 S: * LIST (\HasNoChildren) "/" INBOX$
1 S: * METADATA INBOX (/shared/comment "all" /private/vendor/a/color "red")$
1 S: * LIST (\HasNoChildren \Sent) "/" Sent$
1 S: * METADATA Sent (/shared/comment NIL /private/vendor/a/color "darkblue")$
1 S: c OK LIST completed$
1 C: d LIST "" "INBOX" RETURN (STATUS (MESSAGES) METADATA (/shared/comment) SUBSCRIBED)
1 S: * LIST (\HasNoChildren \Subscribed) "/" INBOX$
1 S: * STATUS INBOX (MESSAGES 2)$
1 S: * METADATA INBOX (/shared/comment "all")$
1 S: d OK
# nothing of what does not exist, or is listed for what is below it only
1 C: e CREATE Top/Below
1 S: e OK
1 C: f SUBSCRIBE Top/Below
1 S: f OK
1 C: g LIST (SUBSCRIBED RECURSIVEMATCH) "" "To*" RETURN (METADATA (/shared/comment))
1 S: * LIST (\HasChildren) "/" Top ("CHILDINFO" ("SUBSCRIBED"))$
1 S: * LIST (\HasNoChildren \Subscribed) "/" Top/Below$
1 S: * METADATA Top/Below (/shared/comment NIL)$
1 S: g OK
1 C: h DELETE Top
1 S: h OK
1 C: i LIST "" "Top" RETURN (METADATA (/shared/comment))
1 S: * LIST (\NonExistent \HasChildren) "/" Top$
1 S: i OK
# options
1 C: j LIST "" (INBOX Sent) RETURN (METADATA (MAXSIZE 5 DEPTH infinity) (/private))
1 S: * LIST (\HasNoChildren) "/" INBOX$
1 S: * METADATA INBOX (/private/vendor/a/color "red")$
1 S: * LIST (\HasNoChildren \Sent) "/" Sent$
1 S: * METADATA Sent (/private/specialuse "\\Sent")$
1 S: j OK [METADATA LONGENTRIES 8]
1 C: k LIST "" "*" RETURN (METADATA)
1 S: k BAD
1 C: l LIST "" "*" RETURN (METADATA ())
1 S: l BAD
1 C: m LIST "" "*" RETURN (METADATA (/comment))
1 S: m BAD
