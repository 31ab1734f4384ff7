# macOS Mail makes "Sent Messages" and "Deleted Messages" unless the plain LIST shows special uses
1 C: a LIST "" "%"
1 S: * LIST (\HasNoChildren \Archive) "/" Archive$
1 S: * LIST (\HasNoChildren \Drafts) "/" Drafts$
1 S: * LIST (\HasNoChildren) "/" INBOX$
1 S: * LIST (\HasNoChildren \Junk) "/" Junk$
1 S: * LIST (\HasNoChildren \Sent) "/" Sent$
1 S: * LIST (\HasNoChildren \Trash) "/" Trash$
1 S: a OK
# Older ones make them all the same: nothing is there twice.
1 C: b CREATE "Sent Messages"
1 S: b OK [MAILBOXID ($sent)] there is a mailbox for this already
1 C: c CREATE "Deleted Messages"
1 S: c OK
1 C: d APPEND "Sent Messages" (\Seen) {{{
Subject: sent by macOS
}}}
1 S: d OK
1 C: e STATUS Sent (MESSAGES MAILBOXID)
1 S: * STATUS Sent (MESSAGES 1 MAILBOXID ($sent))$
1 S: e OK
1 C: f LIST "" "*e*"
1 S: * LIST (\HasNoChildren \Archive) "/" Archive$
1 S: * LIST (\HasNoChildren \Sent) "/" Sent$
1 S: f OK
