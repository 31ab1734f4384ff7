# RFC 5255 sections 4.7 to 4.9: COMPARATOR tells and chooses by what SEARCH, SORT and THREAD compare texts
connections: 2
mail: threads.mbox
order: strict

1 C: a COMPARATOR
1 S: * COMPARATOR i;unicode-casemap$
1 S: a OK COMPARATOR completed$
1 C: b COMPARATOR "cz;*" i;basic
1 S: b NO [BADCOMPARATOR]
1 C: c COMPARATOR "cz;*" I;Octet
1 S: * COMPARATOR i;octet$
1 S: c OK
# the first that matches the first wish that any matches; all that match are told
1 C: d COMPARATOR i;basic "*ascii*" default
1 S: * COMPARATOR i;ascii-casemap (i;ascii-casemap i;unicode-casemap)$
1 S: d OK
1 C: e COMPARATOR {2}
1 S: + OK
1 C: -*
1 S: * COMPARATOR -i;unicode-casemap (i;unicode-casemap i;ascii-casemap i;octet)$
1 S: e OK
1 C: f COMPARATOR
1 S: * COMPARATOR -i;unicode-casemap$
1 S: f OK
1 C: g COMPARATOR i;basic
1 S: g NO [BADCOMPARATOR]
1 C: h COMPARATOR ""
1 S: h BAD expected a comparator such as i;octet
1 C: i COMPARATOR "i;**"
1 S: i BAD
1 C: j COMPARATOR i;octet (i;octet)
1 S: j BAD
1 C: k COMPARATOR
1 S: * COMPARATOR -i;unicode-casemap$
1 S: k OK

# each session has its own, and a login begins with the default
2 C: a COMPARATOR
2 S: * COMPARATOR i;unicode-casemap$
2 S: a OK
1 C: l UNAUTHENTICATE
1 S: l OK
1 C: m COMPARATOR
1 S: m BAD COMPARATOR needs a login first
1 C: n LOGIN alice@example.test alice-password
1 S: n OK
1 C: o COMPARATOR
1 S: * COMPARATOR i;unicode-casemap$
1 S: o OK
