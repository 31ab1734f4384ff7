# RFC 2449: CAPA before TLS, before login and after it
connections: 2
tls: no
state: greeted

1 C: CAPA
1 S: +OK
1 S: AUTH-RESP-CODE$
1 S: PIPELINING$
1 S: RESP-CODES$
1 S: STLS$
1 S: TOP$
1 S: UIDL$
1 S: .$
1 C: STLS
1 S: +OK
1 tls
1 C: CAPA
1 S: +OK
1 S: SASL SCRAM-SHA-256 PLAIN$
1 S: AUTH-RESP-CODE$
1 S: PIPELINING$
1 S: RESP-CODES$
1 S: TOP$
1 S: UIDL$
1 S: USER$
1 S: .$
1 C: AUTH PLAIN $plain(alice@example.test,alice-password)
1 S: +OK
1 C: capa
1 S: +OK
1 S: SASL SCRAM-SHA-256 PLAIN$
1 S: AUTH-RESP-CODE$
1 S: IMPLEMENTATION Postamt$
1 S: PIPELINING$
1 S: RESP-CODES$
1 S: TOP$
1 S: UIDL$
1 S: USER$
1 S: .$
1 C: CAPA all
1 S: -ERR
