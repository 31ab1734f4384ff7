# XLIST (Google, deprecated): LIST with the older names of special uses, where the setting imap.xlist offers it
set: imap.xlist true

1 C: a CAPABILITY
1 S: * CAPABILITY IMAP4rev1
1 S: a OK
1 C: b CREATE Spam (USE (\Junk))
1 S: b OK
1 C: c XLIST "" "*"
1 S: ...
1 S: c OK XLIST completed
1 C: d XLIST "" INBOX
1 S: * XLIST (\HasNoChildren \Inbox) "/" INBOX$
1 S: d OK
1 C: e XLIST "" Spam
1 S: * XLIST (\HasNoChildren \Spam) "/" Spam$
1 S: e OK
1 C: f XLIST "" nothing
1 S: f OK
1 C: g XLIST ""
1 S: g BAD
1 C: h XLIST "" "*" RETURN (STATUS (MESSAGES))
1 S: h BAD
