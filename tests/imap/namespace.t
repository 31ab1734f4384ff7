# RFC 2342: one personal namespace
1 C: a NAMESPACE
1 S: * NAMESPACE (("" "/")) NIL NIL$
1 S: a OK
1 C: b NAMESPACE ""
1 S: b BAD
