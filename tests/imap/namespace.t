# RFC 2342: the personal namespace, and that of other users
1 C: a NAMESPACE
1 S: * NAMESPACE (("" "/")) (("Other Users/" "/")) NIL$
1 S: a OK
1 C: b NAMESPACE ""
1 S: b BAD
