# RFC 6851: what is moved takes no more room than before, so it moves in a full account, too
mail: two-messages.mbox
set: mail.quota_messages 2
state: selected

1 C: a COPY 1 Trash
1 S: a NO [OVERQUOTA]
1 C: b MOVE 1:2 Trash
1 S: * OK [COPYUID $validity 1:2 1:2]
1 S: ...
1 S: b OK
1 C: c SELECT Trash
1 S: * 2 EXISTS
1 S: ...
1 S: c OK
# also within one mailbox
1 C: d MOVE 1 Trash
1 S: * OK [COPYUID $trash 1 3]
1 S: ...
1 S: d OK
1 C: e STATUS Trash (MESSAGES UIDNEXT)
1 S: * STATUS Trash (MESSAGES 2 UIDNEXT 4)$
1 S: e OK
