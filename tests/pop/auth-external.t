# RFC 4422 appendix A over POP3: EXTERNAL lets in whom the client's certificate names
state: greeted
set: tls.client_ca "clients.pem"
connections: 4
certificates: alice alice - alice

1 C: CAPA
1 S: +OK
1 S: SASL SCRAM-SHA-256-PLUS SCRAM-SHA-1-PLUS SCRAM-SHA-256 SCRAM-SHA-1 PLAIN EXTERNAL$
1 S: ...
1 S: .$
1 C: AUTH EXTERNAL =
1 S: +OK 0 messages

2 C: AUTH EXTERNAL $base64(bob@example.test)
2 S: -ERR [AUTH] The login was refused$
2 C: AUTH EXTERNAL
2 S: + $
2 C: *
2 S: -ERR
2 C: AUTH EXTERNAL
2 S: + $
2 C: $base64(alice@example.test)
2 S: +OK 0 messages

3 C: AUTH EXTERNAL =
3 S: -ERR There is no such mechanism
3 C: AUTH EXTERNAL $base64(alice@example.test)
3 S: -ERR There is no such mechanism

operator account set: alice@example.test pop3 off
1 S: -ERR [SYS/PERM] POP3 is switched off for this account$
1 closed
2 S: -ERR [SYS/PERM] POP3 is switched off for this account$
2 closed
4 C: AUTH EXTERNAL =
4 S: -ERR [AUTH] POP3 is switched off for this account$
