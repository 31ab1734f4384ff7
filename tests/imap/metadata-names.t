# The names that clients have for the special folders mean these folders for metadata and quota, too
set: alice quota.messages 10

1 C: a SETMETADATA "Gesendete Elemente" (/shared/comment "what I wrote")
1 S: a OK
1 C: b GETMETADATA Sent /shared/comment
1 S: * METADATA Sent (/shared/comment "what I wrote")$
1 S: b OK
1 C: c GETMETADATA "Gesendete Elemente" /shared/comment
1 S: * METADATA "Gesendete Elemente" (/shared/comment "what I wrote")$
1 S: c OK
1 C: d GETMETADATA Elsewhere /shared/comment
1 S: d NO [NONEXISTENT] there is no such mailbox$
1 C: e GETQUOTAROOT "Gesendete Elemente"
1 S: * QUOTAROOT Sent alice@example.test$
1 S: * QUOTA alice@example.test (MESSAGE 0 10)$
1 S: e OK
