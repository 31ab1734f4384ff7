# SEARCH: what is not understood, charsets, hostile texts
mail: search.mbox
state: selected

1 C: a SEARCH
1 S: a BAD expected a search key
1 C: b SEARCH NONSENSE
1 S: b BAD expected a search key such as SUBJECT
1 C: c SEARCH SUBJECT
1 S: c BAD expected a text to search for
1 C: d SEARCH OR SEEN
1 S: d BAD
1 C: e SEARCH NOT
1 S: e BAD
1 C: f SEARCH (SEEN
1 S: f BAD
1 C: g SEARCH ()
1 S: g BAD
1 C: h SEARCH HEADER From
1 S: h BAD
1 C: i SEARCH LARGER -1
1 S: i BAD
1 C: j SEARCH RETURN (NONSENSE) ALL
1 S: j BAD expected a result option
1 C= "k SEARCH " "NOT "*5000 "SEEN\r\n"
1 S: k BAD [TOOBIG]
1 C= "l SEARCH " "("*60000 "\r\n"
1 S: l BAD [TOOBIG]
1 C= "m SEARCH {1000+}\r\n" "("*1000 "\r\n"
1 S: m BAD

1 C: n SEARCH CHARSET X-UNKNOWN SUBJECT a
1 S: n NO [BADCHARSET (US-ASCII UTF-8)]
1 C: o SEARCH CHARSET us-ascii SUBJECT lunch
1 S: * SEARCH 1$
1 S: o OK
1 C= "p SEARCH CHARSET ISO-8859-1 BODY {4+}\r\nGR\xfc\xdf\r\n"
1 S: * SEARCH 2$
1 S: p OK
1 C: q SEARCH CHARSET UTF-8
1 S: q BAD
# invalid UTF-8 finds nothing; NUL is refused
1 C= "r SEARCH BODY {2+}\r\n\xff\xfe\r\n"
1 S: * SEARCH$
1 S: r OK
1 C= "s SEARCH BODY {3+}\r\na\x00b\r\n"
1 S: s BAD expected a literal without NUL
# without CHARSET, 8-bit is taken as UTF-8
1 C= "t SEARCH SUBJECT {4+}\r\ngr\xc3\xbc\r\n"
1 S: * SEARCH 2$
1 S: t OK
1 C: u ENABLE UTF8=ACCEPT
1 S: * ENABLED UTF8=ACCEPT
1 S: u OK
1 C: v SEARCH CHARSET UTF-8 SUBJECT lunch
1 S: v BAD expected no CHARSET after ENABLE UTF8=ACCEPT
1 C: w SEARCH SUBJECT "grüße"
1 S: * SEARCH 2$
1 S: w OK
