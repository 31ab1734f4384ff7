# Webmail (Nextcloud, SnappyMail, Roundcube): all UIDs, a page of them sorted, threads, counts of all folders
mail: two-messages.mbox
order: strict

1 C: a LIST "" "*" RETURN (SUBSCRIBED SPECIAL-USE STATUS (MESSAGES UNSEEN UIDNEXT UIDVALIDITY HIGHESTMODSEQ))
1 S: * LIST (\HasNoChildren \Subscribed \Archive) "/" Archive$
1 S: * STATUS Archive (MESSAGES 0
1 S: * LIST (\HasNoChildren \Subscribed \Drafts) "/" Drafts$
1 S: * STATUS Drafts (MESSAGES 0
1 S: * LIST (\HasNoChildren \Subscribed) "/" INBOX$
1 S: * STATUS INBOX (MESSAGES 2 
1 S: ...
1 S: a OK
1 C: b SELECT INBOX
1 S: ...
1 S: b OK
1 C: c UID SEARCH RETURN (ALL) ALL
1 S: * ESEARCH (TAG "c") UID ALL 1:2$
1 S: c OK
1 C: d UID FETCH 1:* (UID)
1 S: * 1 FETCH (UID 1)$
1 S: * 2 FETCH (UID 2)$
1 S: d OK
1 C: e UID SORT RETURN (PARTIAL 1:50 COUNT) (REVERSE ARRIVAL) UTF-8 UNDELETED
1 S: * ESEARCH (TAG "e") UID COUNT 2 PARTIAL (1:50 2,1)$
1 S: e OK
1 C: f UID SEARCH RETURN (PARTIAL -1:-50) ALL
1 S: * ESEARCH (TAG "f") UID PARTIAL (-1:-50 1:2)$
1 S: f OK
1 C: g UID THREAD REFERENCES UTF-8 ALL
1 S: * THREAD (
1 S: g OK
