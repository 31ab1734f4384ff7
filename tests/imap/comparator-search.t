# RFC 5255 section 4.2: the active comparator holds for the keys of SEARCH that have texts
mail: threads.mbox
state: selected
order: strict

1 C: a SEARCH SUBJECT plans
1 S: * SEARCH 1 2 3 6$
1 S: a OK
1 C= "b SEARCH CHARSET UTF-8 FROM {4+}\r\n\xc3\xa4NN\r\n"
1 S: * SEARCH 2$
1 S: b OK
1 C: c COMPARATOR i;ascii-casemap
1 S: * COMPARATOR i;ascii-casemap$
1 S: c OK
1 C: d SEARCH SUBJECT PLANS
1 S: * SEARCH 1 2 3 6$
1 S: d OK
1 C= "e SEARCH CHARSET UTF-8 FROM {4+}\r\n\xc3\xa4NN\r\n"
1 S: * SEARCH$
1 S: e OK
1 C= "f SEARCH CHARSET ISO-8859-1 FROM {3+}\r\n\xc4NN\r\n"
1 S: * SEARCH 2$
1 S: f OK
1 C: g COMPARATOR i;octet
1 S: * COMPARATOR i;octet$
1 S: g OK
1 C: h SEARCH SUBJECT plans
1 S: * SEARCH 3 6$
1 S: h OK
1 C: i SEARCH SUBJECT PLANS
1 S: * SEARCH$
1 S: i OK
# the names of fields are no texts
1 C: j SEARCH HEADER sUBJECT Plans
1 S: * SEARCH 1 2$
1 S: j OK
1 C: k SEARCH HEADER IN-REPLY-TO PLANS
1 S: * SEARCH$
1 S: k OK
1 C: l SEARCH HEADER IN-REPLY-TO plans
1 S: * SEARCH 3$
1 S: l OK
1 C: m SEARCH BODY "me too"
1 S: * SEARCH$
1 S: m OK
1 C: n SEARCH BODY "Me too"
1 S: * SEARCH 3$
1 S: n OK
1 C: o SEARCH OR TEXT "Message-ID: <pears" TEXT "message-id: <plans"
1 S: * SEARCH 5$
1 S: o OK
1 C= "p SEARCH CHARSET UTF-8 OR CC BOB OR TO Team FROM {4+}\r\n\xc3\x84nn\r\n"
1 S: * SEARCH 1 2$
1 S: p OK
# "-" is about order alone
1 C: q COMPARATOR -i;octet
1 S: * COMPARATOR -i;octet$
1 S: q OK
1 C: r SEARCH NOT SUBJECT plans
1 S: * SEARCH 1 2 4 5$
1 S: r OK
1 C: s ESEARCH IN (mailboxes INBOX) RETURN (ALL) SUBJECT plans
1 S: * ESEARCH (TAG "s" MAILBOX INBOX UIDVALIDITY $validity) UID ALL 3,6$
1 S: s OK
