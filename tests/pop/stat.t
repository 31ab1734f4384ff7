# RFC 1939 section 5: STAT counts messages and octets that are not marked as deleted
mail: two-messages.mbox

1 C: STAT
1 S: +OK 2 $both$
1 C: stat
1 S: +OK 2 $both$
1 C: STAT 1
1 S: -ERR
