# RFC 9208: the own quota root, with what is used and what may be
mail: two-messages.mbox
set: alice quota.bytes 20000
set: alice quota.messages 10
order: strict

1 C: a GETQUOTAROOT INBOX
1 S: * QUOTAROOT INBOX alice@example.test$
1 S: * QUOTA alice@example.test (STORAGE $used 20 MESSAGE 2 10)$
1 S: a OK
1 C: b GETQUOTA alice@example.test
1 S: * QUOTA alice@example.test (STORAGE $used 20 MESSAGE 2 10)$
1 S: b OK
# names of users are known in their other spellings, too
1 C: c GETQUOTA "ALICE"
1 S: * QUOTA alice@example.test (
1 S: c OK
# section 4.1.2: the mailbox need not exist
1 C: d GETQUOTAROOT "J&APY-rg/&"
1 S: d BAD
1 C: e GETQUOTAROOT "J&APY-rg/Neu"
1 S: * QUOTAROOT J&APY-rg/Neu alice@example.test$
1 S: * QUOTA
1 S: e OK
1 C: f GETQUOTAROOT "a//b"
1 S: f NO [CANNOT]
# it grows, by units of 1024 octets
1 C= "g APPEND Sent {3072+}\r\n" "x"*3072 "\r\n"
1 S: g OK
1 C: h GETQUOTA alice@example.test
1 S: * QUOTA alice@example.test (STORAGE $more 20 MESSAGE 3 10)$
1 S: h OK
1 C: i STATUS Sent (DELETED DELETED-STORAGE SIZE)
1 S: * STATUS Sent (DELETED 0 DELETED-STORAGE 0 SIZE 3072)$
1 S: i OK
1 C: j SELECT Sent
1 S: ...
1 S: j OK
1 C: k STORE 1 +FLAGS (\Deleted)
1 S: * 1 FETCH
1 S: k OK
1 C: l UNSELECT
1 S: l OK
1 C: m STATUS Sent (DELETED-STORAGE DELETED)
1 S: * STATUS Sent (DELETED-STORAGE 3072 DELETED 1)$
1 S: m OK
1 C: n LIST "" (Sent INBOX) RETURN (STATUS (DELETED-STORAGE))
1 S: * LIST (\HasNoChildren) "/" INBOX$
1 S: * STATUS INBOX (DELETED-STORAGE 0)$
1 S: * LIST (\HasNoChildren \Sent) "/" Sent$
1 S: * STATUS Sent (DELETED-STORAGE 3072)$
1 S: n OK
# names as they are, and IMAP4rev2
1 C: o ENABLE UTF8=ACCEPT IMAP4rev2
1 S: * ENABLED
1 S: o OK
1 C: p GETQUOTAROOT "Jörg"
1 S: * QUOTAROOT "Jörg" alice@example.test$
1 S: * QUOTA
1 S: p OK
