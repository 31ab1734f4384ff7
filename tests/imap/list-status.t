# RFC 5819: LIST with STATUS
mail: two-messages.mbox
order: strict

1 C: a LIST "" (INBOX Sent Nothing) RETURN (STATUS (MESSAGES UNSEEN) CHILDREN)
1 S: * LIST (\HasNoChildren) "/" INBOX$
1 S: * STATUS INBOX (MESSAGES 2 UNSEEN 2)$
1 S: * LIST (\HasNoChildren \Sent) "/" Sent$
1 S: * STATUS Sent (MESSAGES 0 UNSEEN 0)$
1 S: a OK
# none for what does not exist, or is listed for what is below it only
1 C: b CREATE Top/Below
1 S: b OK
1 C: c SUBSCRIBE Top/Below
1 S: c OK
1 C: d LIST (SUBSCRIBED RECURSIVEMATCH) "" "T*" RETURN (STATUS (MESSAGES))
1 S: * LIST (\HasChildren) "/" Top ("CHILDINFO" ("SUBSCRIBED"))$
1 S: * LIST (\HasNoChildren \Subscribed) "/" Top/Below$
1 S: * STATUS Top/Below (MESSAGES 0)$
1 S: * LIST (\HasNoChildren \Subscribed \Trash) "/" Trash$
1 S: * STATUS Trash (MESSAGES 0)$
1 S: d OK
1 C: e DELETE Top
1 S: e OK
1 C: f LIST "" "Top" RETURN (STATUS (MESSAGES))
1 S: * LIST (\NonExistent \HasChildren) "/" Top$
1 S: f OK
1 C: g LIST "" "*" RETURN (STATUS)
1 S: g BAD
1 C: h LIST "" "*" RETURN (STATUS ())
1 S: h BAD
# HIGHESTMODSEQ switches CONDSTORE on
1 C: i LIST "" Sent RETURN (STATUS (HIGHESTMODSEQ))
1 S: * LIST (\HasNoChildren \Sent) "/" Sent$
1 S: * STATUS Sent (HIGHESTMODSEQ $modseq)$
1 S: i OK
1 C: j SELECT INBOX
1 S: ...
1 S: j OK
1 C: k STORE 1 +FLAGS (\Seen)
1 S: * 1 FETCH (UID 1 MODSEQ ($changed) FLAGS (\Seen \Recent))
1 S: k OK
