# RFC 8457 and RFC 9979: \Important, \Memos, \Scheduled and \Snoozed
1 C: a CREATE Wichtig (USE (\Important))
1 S: a OK
1 C: b CREATE Notes (USE (\memos))
1 S: b OK
1 C: c CREATE Later (USE (\Scheduled))
1 S: c OK
1 C: d CREATE Snooze (USE (\Snoozed))
1 S: d OK
1 C: e CREATE Twice (USE (\Snoozed))
1 S: e NO [USEATTR]
1 C: f CREATE Both (USE (\Memos \Important))
1 S: f NO [USEATTR]
1 C: g LIST (SPECIAL-USE) "" "*" RETURN (SPECIAL-USE)
1 S: * LIST (\HasNoChildren \Archive) "/" Archive$
1 S: * LIST (\HasNoChildren \Drafts) "/" Drafts$
1 S: * LIST (\HasNoChildren \Junk) "/" Junk$
1 S: * LIST (\HasNoChildren \Scheduled) "/" Later$
1 S: * LIST (\HasNoChildren \Memos) "/" Notes$
1 S: * LIST (\HasNoChildren \Sent) "/" Sent$
1 S: * LIST (\HasNoChildren \Snoozed) "/" Snooze$
1 S: * LIST (\HasNoChildren \Trash) "/" Trash$
1 S: * LIST (\HasNoChildren \Important) "/" Wichtig$
1 S: g OK
# A use stays with the mailbox when it is renamed, and is free when it is deleted.
1 C: h RENAME Snooze Sleeping
1 S: h OK
1 C: i LIST "" "S%"
1 S: * LIST (\HasNoChildren \Sent) "/" Sent$
1 S: * LIST (\HasNoChildren \Snoozed) "/" Sleeping$
1 S: i OK
1 C: j DELETE Sleeping
1 S: j OK
1 C: k CREATE Again (USE (\Snoozed))
1 S: k OK
