# RFC 5032: OLDER and YOUNGER; it is a day after the first message came, and each came a minute after the one before
mail: search.mbox
state: selected

1 C: a SEARCH OLDER 86400
1 S: * SEARCH 1$
1 S: a OK
1 C: b SEARCH OLDER 86401
1 S: * SEARCH$
1 S: b OK
1 C: c SEARCH YOUNGER 86340
1 S: * SEARCH 2 3 4$
1 S: c OK
1 C: d SEARCH YOUNGER 86339
1 S: * SEARCH 3 4$
1 S: d OK
1 C: e SEARCH OLDER 86280 YOUNGER 86340
1 S: * SEARCH 2 3$
1 S: e OK
1 C: f UID SEARCH RETURN (COUNT) NOT YOUNGER 4294967295
1 S: * ESEARCH (TAG "f") UID COUNT 0$
1 S: f OK
clock +60
1 C: g SEARCH OLDER 86400
1 S: * SEARCH 1 2$
1 S: g OK
1 C: h SEARCH YOUNGER 0
1 S: h BAD
1 C: i SEARCH OLDER yesterday
1 S: i BAD expected a number of seconds
