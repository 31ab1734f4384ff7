# RFC 5267 section 4: SORT that is kept up to date, with the places of what comes and goes
mail: threads.mbox
state: selected
order: strict

1 C: a UID SORT RETURN (UPDATE ALL) (DATE) UTF-8 UNSEEN
1 S: * ESEARCH (TAG "a") UID ALL 4,1,3,2,6,5$
1 S: a OK
1 C: b SORT RETURN (UPDATE COUNT) (REVERSE SUBJECT) UTF-8 ALL
1 S: * ESEARCH (TAG "b") COUNT 6$
1 S: b OK
1 C: c STORE 1:3 +FLAGS.SILENT (\Seen)
1 S: * ESEARCH (TAG "a") UID REMOVEFROM (2 1,3,2)$
1 S: c OK
1 C: d STORE 4,5 +FLAGS.SILENT (\Seen)
1 S: * ESEARCH (TAG "a") UID REMOVEFROM (1 4 2 5)$
1 S: d OK
# 6 is left
1 C: e STORE 2,4:5 -FLAGS.SILENT (\Seen)
1 S: * ESEARCH (TAG "a") UID ADDTO (1 4,2 4 5)$
1 S: e OK
1 C: f APPEND INBOX {{{
Date: Mon, 2 Feb 2026 13:00:00 +0000
Subject: Oranges

x
}}}
1 S: * 7 EXISTS$
1 S: * 7 RECENT$
1 S: * ESEARCH (TAG "a") UID ADDTO (3 7)$
1 S: * ESEARCH (TAG "b") ADDTO (6 7)$
1 S: f OK
1 C: g STORE 1,4 +FLAGS.SILENT (\Deleted)
1 S: g OK
1 C: h EXPUNGE
1 S: * ESEARCH (TAG "a") UID REMOVEFROM (1 4)$
1 S: * ESEARCH (TAG "b") REMOVEFROM (1 1 6 4)$
1 S: * 1 EXPUNGE$
1 S: * 3 EXPUNGE$
1 S: h OK
