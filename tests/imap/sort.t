# RFC 5256: SORT by every key, in both directions
mail: threads.mbox
state: selected

1 C: a SORT (ARRIVAL) UTF-8 ALL
1 S: * SORT 1 2 3 4 5 6$
1 S: a OK SORT completed$
1 C: b SORT (REVERSE ARRIVAL) US-ASCII ALL
1 S: * SORT 6 5 4 3 2 1$
1 S: b OK
# without a date of sending that of arrival counts, here March
1 C: c SORT (DATE) UTF-8 ALL
1 S: * SORT 4 1 3 2 6 5$
1 S: c OK
1 C: d SORT (FROM) UTF-8 ALL
1 S: * SORT 2 6 3 4 5 1$
1 S: d OK
1 C: e SORT (TO REVERSE FROM) UTF-8 ALL
1 S: * SORT 5 4 6 1 3 2$
1 S: e OK
1 C: f SORT (CC) UTF-8 ALL
1 S: * SORT 1 3 4 5 6 2$
1 S: f OK
# base subjects, whatever their case
1 C: g SORT (SUBJECT) UTF-8 ALL
1 S: * SORT 4 5 1 2 3 6$
1 S: g OK
1 C: h SORT (REVERSE SUBJECT DATE) UTF-8 ALL
1 S: * SORT 1 3 2 6 5 4$
1 S: h OK
1 C: i SORT (REVERSE SIZE) UTF-8 OR 3 1
1 S: * SORT 3 1$
1 S: i OK
1 C: j SORT (SUBJECT) UTF-8 SUBJECT nothing
1 S: * SORT$
1 S: j OK
1 C: k UID SORT (REVERSE DATE) UTF-8 UID 2:4
1 S: * SORT 2 3 4$
1 S: k OK
1 C= "l SORT (DATE) ISO-8859-1 FROM {5+}\r\n\xc4nne@\r\n"
1 S: * SORT$
1 S: l OK
1 C= "m SORT (DATE) ISO-8859-1 FROM {4+}\r\n\xe4NNE\r\n"
1 S: * SORT 2$
1 S: m OK
# with MODSEQ (RFC 7162 section 3.1.6)
1 C: n SORT (REVERSE DATE) UTF-8 MODSEQ 1 1:2
1 S: * OK [HIGHESTMODSEQ
1 S: * SORT 2 1 (MODSEQ $highest)$
1 S: n OK

# what comes and goes is taken along
1 C: o APPEND INBOX {{{
Subject: Bananas

x
}}}
1 S: * 7 EXISTS
1 S: * 7 RECENT
1 S: o OK
1 C: p SORT (SUBJECT) UTF-8 ALL
1 S: * SORT 4 7 5 1 2 3 6$
1 S: p OK
1 C: q STORE 4 +FLAGS.SILENT (\Deleted)
1 S: * 4 FETCH (UID 4 MODSEQ ($modseq))
1 S: q OK
1 C: r EXPUNGE
1 S: * 4 EXPUNGE
1 S: r OK
1 C: s SORT (SUBJECT) UTF-8 ALL
1 S: * SORT 6 4 1 2 3 5$
1 S: s OK
1 C: t UID SORT (SUBJECT) UTF-8 ALL
1 S: * SORT 7 5 1 2 3 6$
1 S: t OK
