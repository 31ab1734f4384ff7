# Where the operator does not want it, EXPIRE is not told
set: pop3.expire false

1 C: CAPA
1 S: +OK
1 S: SASL
1 S: AUTH-RESP-CODE$
1 S: IMPLEMENTATION Postamt$
1 S: LANG$
1 S: PIPELINING$
1 S: RESP-CODES$
1 S: TOP$
1 S: UIDL$
1 S: USER$
1 S: UTF8 USER$
1 S: .$
