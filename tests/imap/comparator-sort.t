# RFC 5255 section 4.2: the active comparator orders the texts of SORT and tells subjects of THREAD apart
mail: threads.mbox
state: selected
order: strict

1 C: a SORT (SUBJECT) UTF-8 ALL
1 S: * SORT 4 5 1 2 3 6$
1 S: a OK
1 C: b COMPARATOR i;octet
1 S: * COMPARATOR i;octet$
1 S: b OK
1 C: c SORT (SUBJECT) UTF-8 ALL
1 S: * SORT 5 1 2 4 3 6$
1 S: c OK
# By address Zeta, Carl is carl; by what is shown he comes before the small letters
1 C: d SORT (DISPLAYFROM) UTF-8 ALL
1 S: * SORT 3 4 6 5 1 2$
1 S: d OK
1 C: e SORT (FROM) UTF-8 ALL
1 S: * SORT 2 6 3 4 5 1$
1 S: e OK
1 C: f SORT (TO REVERSE FROM) UTF-8 ALL
1 S: * SORT 5 4 6 1 3 2$
1 S: f OK
1 C: g THREAD ORDEREDSUBJECT UTF-8 ALL
1 S: * THREAD (4)(1 2)(3 6)(5)$
1 S: g OK
# "-" turns the order of texts round, that of dates not
1 C: h COMPARATOR -i;octet
1 S: * COMPARATOR -i;octet$
1 S: h OK
1 C: i SORT (SUBJECT REVERSE ARRIVAL) UTF-8 ALL
1 S: * SORT 6 3 4 2 1 5$
1 S: i OK
1 C: j SORT (REVERSE SUBJECT) UTF-8 ALL
1 S: * SORT 5 1 2 4 3 6$
1 S: j OK
1 C: k SORT (ARRIVAL) UTF-8 ALL
1 S: * SORT 1 2 3 4 5 6$
1 S: k OK

# by the ASCII letters alone
1 C= "l APPEND INBOX {47+}\r\nSubject: =?utf-8?q?=C3=84pfel?=\r\nFrom: A@b\r\n\r\nx\r\n"
1 S: * 7 EXISTS
1 S: * 7 RECENT
1 S: l OK
1 C= "m APPEND INBOX {47+}\r\nSubject: =?utf-8?q?=C3=A4PFEL?=\r\nFrom: b@b\r\n\r\nx\r\n"
1 S: * 8 EXISTS
1 S: * 8 RECENT
1 S: m OK
1 C: n COMPARATOR i;ascii-casemap
1 S: * COMPARATOR i;ascii-casemap$
1 S: n OK
1 C: o SORT (SUBJECT) UTF-8 4,7:8
1 S: * SORT 4 7 8$
1 S: o OK
1 C: p SORT (REVERSE SUBJECT) UTF-8 4,7:8
1 S: * SORT 8 7 4$
1 S: p OK
1 C: q THREAD ORDEREDSUBJECT UTF-8 7:8
1 S: * THREAD (7)(8)$
1 S: q OK
1 C: r COMPARATOR default
1 S: * COMPARATOR i;unicode-casemap$
1 S: r OK
1 C: s SORT (SUBJECT) UTF-8 4,7:8
1 S: * SORT 4 7 8$
1 S: s OK
1 C: t THREAD ORDEREDSUBJECT UTF-8 7:8
1 S: * THREAD (7 8)$
1 S: t OK

# a result that is kept up to date stays with the comparator it was made by (RFC 5267 section 4.3)
1 C: u COMPARATOR i;octet
1 S: * COMPARATOR i;octet$
1 S: u OK
1 C: v SORT RETURN (UPDATE) (SUBJECT) UTF-8 SUBJECT p
1 S: * ESEARCH (TAG "v") ALL 4,3,6:7$
1 S: v OK
1 C: w COMPARATOR default
1 S: * COMPARATOR i;unicode-casemap$
1 S: w OK
1 C: x APPEND INBOX {17+}
1 C: Subject: pie
1 C: 
1 C: x
1 S: * 9 EXISTS
1 S: * 9 RECENT
1 S: * ESEARCH (TAG "v") ADDTO (2 9)$
1 S: x OK
