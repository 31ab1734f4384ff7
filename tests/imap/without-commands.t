# imap.without: a command goes with its capability, and with the last of several
state: selected
mail: two-messages.mbox
set: imap.without ["METADATA QUOTA QUOTASET CONTEXT=SEARCH", "THREAD=REFS THREAD=REFERENCES", "CONTEXT=SORT THREAD=ORDEREDSUBJECT client=Old"]

1 C: a GETMETADATA INBOX /private/comment
1 S: a BAD there is no command GETMETADATA$
1 C: b SETMETADATA INBOX (/private/comment NIL)
1 S: b BAD there is no command SETMETADATA$
1 C: c ENABLE METADATA
1 S: * ENABLED$
1 S: c OK
1 C: d GETQUOTAROOT INBOX
1 S: d BAD there is no command GETQUOTAROOT$
1 C: e GETQUOTA alice@example.test
1 S: e BAD there is no command GETQUOTA$
1 C: f SETQUOTA alice@example.test ()
1 S: f BAD there is no command SETQUOTA$

# One of several is left. What a command is asked for is not looked at.
1 C: g THREAD REFS UTF-8 ALL
1 S: * THREAD
1 S: g OK
1 C: h CANCELUPDATE "x"
1 S: h BAD no search of that tag
1 C: i SEARCH RETURN (UPDATE) ALL
1 S: * ESEARCH (TAG "i") ALL 1:2$
1 S: i OK
1 C: j STATUS INBOX (DELETED-STORAGE)
1 S: * STATUS INBOX (DELETED-STORAGE 0)$
1 S: j OK
1 C: k ID ("name" "Old")
1 S: * ID
1 S: * CAPABILITY
1 S: k OK
1 C: l THREAD REFS UTF-8 ALL
1 S: l BAD there is no command THREAD$
1 C: m UID THREAD REFS UTF-8 ALL
1 S: m BAD there is no command THREAD$
1 C: n CANCELUPDATE "x"
1 S: n BAD there is no command CANCELUPDATE$
1 C: o CAPABILITY
1 S: * CAPABILITY IMAP4rev1 IMAP4rev2 $rest
1 S: o OK
