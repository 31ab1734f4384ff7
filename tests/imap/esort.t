# RFC 5267 section 3: SORT with RETURN
mail: threads.mbox
state: selected

1 C: a SORT RETURN () (DATE) UTF-8 ALL
1 S: * ESEARCH (TAG "a") ALL 4,1,3,2,6,5$
1 S: a OK
1 C: b UID SORT RETURN (ALL) (ARRIVAL) UTF-8 2:5
1 S: * ESEARCH (TAG "b") UID ALL 2:5$
1 S: b OK
# the first and the last in the order, not by number
1 C: c SORT RETURN (MIN MAX COUNT) (DATE) UTF-8 ALL
1 S: * ESEARCH (TAG "c") MIN 4 MAX 5 COUNT 6$
1 S: c OK
1 C: d SORT RETURN (ALL) (DATE) UTF-8 FLAGGED
1 S: * ESEARCH (TAG "d")$
1 S: d OK
1 C: e SORT RETURN (SAVE MAX) (REVERSE DATE) UTF-8 ALL
1 S: * ESEARCH (TAG "e") MAX 4$
1 S: e OK
1 C: f SEARCH $
1 S: * SEARCH 4$
1 S: f OK
1 C: g SORT RETURN (SAVE) (REVERSE DATE) UTF-8 2:3
1 S: g OK
1 C: h SORT (DATE) UTF-8 $
1 S: * SORT 3 2$
1 S: h OK
1 C: i SORT RETURN (NONSENSE) (DATE) UTF-8 ALL
1 S: i BAD expected a result option
# IMAP4rev2 changes SEARCH, not SORT
1 C: j ENABLE IMAP4rev2
1 S: * ENABLED IMAP4rev2
1 S: j OK
1 C: k SORT (DATE) UTF-8 1:2
1 S: * SORT 1 2$
1 S: k OK
