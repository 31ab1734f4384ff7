# RFC 4422 appendix A: EXTERNAL lets in whom the client's certificate names
state: greeted
set: tls.client_ca "clients.pem"
connections: 6
certificates: alice alice alice nobody@example.test - bob

1 C: a CAPABILITY
1 S: * CAPABILITY IMAP4rev1 IMAP4rev2 AUTH=PLAIN AUTH=LOGIN AUTH=SCRAM-SHA-256 AUTH=SCRAM-SHA-256-PLUS AUTH=SCRAM-SHA-1 AUTH=SCRAM-SHA-1-PLUS AUTH=EXTERNAL SASL-IR LITERAL- ID ENABLE$
1 S: a OK
# "=" is an initial response that is empty (RFC 4959)
1 C: b AUTHENTICATE EXTERNAL =
1 S: b OK [CAPABILITY
1 C: c SELECT INBOX
1 S: ...
1 S: c OK

# With a challenge, which is empty; and a wish to act as oneself
2 C: a authenticate external
2 S: + $
2 C: $base64(alice@example.test)
2 S: a OK

# Nobody becomes another, whether the other is there or not; the exchange can be given up
3 C: a AUTHENTICATE EXTERNAL $base64(bob@example.test)
3 S: a NO [AUTHENTICATIONFAILED] The login was refused$
3 C: b AUTHENTICATE EXTERNAL $base64(nobody@example.test)
3 S: b NO [AUTHENTICATIONFAILED] The login was refused$
3 C: c AUTHENTICATE EXTERNAL
3 S: + $
3 C: *
3 S: c BAD the login was given up
3 C: d AUTHENTICATE EXTERNAL !
3 S: d BAD
3 C: e AUTHENTICATE EXTERNAL
3 S: + $
3 C:
3 S: e OK

# A certificate for nobody here
4 C: a AUTHENTICATE EXTERNAL =
4 S: a NO [AUTHENTICATIONFAILED] The login was refused$
4 C: b AUTHENTICATE EXTERNAL $base64(alice@example.test)
4 S: b NO [AUTHENTICATIONFAILED] The login was refused$
4 C: c LOGIN alice@example.test alice-password
4 S: c OK

# Without a certificate it is not offered, and a name alone does not help; passwords do
5 C: a CAPABILITY
5 S: * CAPABILITY IMAP4rev1 IMAP4rev2 AUTH=PLAIN AUTH=LOGIN AUTH=SCRAM-SHA-256 AUTH=SCRAM-SHA-256-PLUS AUTH=SCRAM-SHA-1 AUTH=SCRAM-SHA-1-PLUS SASL-IR LITERAL- ID ENABLE$
5 S: a OK
5 C: b AUTHENTICATE EXTERNAL =
5 S: b NO [CANNOT]
5 C: c AUTHENTICATE EXTERNAL $base64(alice@example.test)
5 S: c NO [CANNOT]
5 C: d LOGIN alice@example.test alice-password
5 S: d OK

# After UNAUTHENTICATE (RFC 8437) the certificate is still there
6 C: a AUTHENTICATE EXTERNAL =
6 S: a OK
6 C: b UNAUTHENTICATE
6 S: b OK
6 C: c AUTHENTICATE EXTERNAL $base64(alice@example.test)
6 S: c NO [AUTHENTICATIONFAILED]
6 C: d AUTHENTICATE EXTERNAL =
6 S: d OK
6 C: e GETQUOTAROOT INBOX
6 S: ...
6 S: e OK
