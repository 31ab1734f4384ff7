# RFC 9051 section 6.3.6: RENAME of INBOX moves its messages and leaves it, empty
mail: two-messages.mbox

1 C: a CREATE INBOX/Below
1 S: a OK
1 C: b STATUS INBOX (MESSAGES UIDVALIDITY)
1 S: * STATUS INBOX (MESSAGES 2 UIDVALIDITY $old)$
1 S: b OK
1 C: c RENAME INBOX Saved/2025
1 S: c OK
1 C: d STATUS INBOX (MESSAGES UIDNEXT)
1 S: * STATUS INBOX (MESSAGES 0 UIDNEXT 1)$
1 S: d OK
1 C: e STATUS Saved/2025 (MESSAGES)
1 S: * STATUS Saved/2025 (MESSAGES 2)$
1 S: e OK
1 C: f LIST "" "INBOX*"
1 S: * LIST (\HasChildren) "/" INBOX$
1 S: * LIST (\HasNoChildren) "/" INBOX/Below$
1 S: f OK
1 C: g RENAME INBOX Saved
1 S: g NO [ALREADYEXISTS]
