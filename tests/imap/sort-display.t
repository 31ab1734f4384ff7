# RFC 5957: SORT by the names that people are shown
mail: threads.mbox
state: selected

# Änne comes behind adam and before bob: an accent is a mark behind its letter
1 C: a SORT (DISPLAYFROM) UTF-8 ALL
1 S: * SORT 6 2 3 5 4 1$
1 S: a OK
1 C: b SORT (REVERSE DISPLAYFROM) UTF-8 ALL
1 S: * SORT 1 4 5 3 2 6$
1 S: b OK
1 C: c SORT (DISPLAYTO ARRIVAL) UTF-8 ALL
1 S: * SORT 4 5 6 1 2 3$
1 S: c OK
