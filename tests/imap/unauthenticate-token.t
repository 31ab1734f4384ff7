# RFC 8437 with RFC 7628: after UNAUTHENTICATE the end of the token's account is no concern of the session
state: greeted
set: oauth.issuer "https://id.test"
set: oauth.audience "mail"

1 C: a AUTHENTICATE OAUTHBEARER $oauthbearer(,alice@example.test,60)
1 S: a OK
1 C: b UNAUTHENTICATE
1 S: b OK
operator account set: alice@example.test imap off
1 C: c CAPABILITY
1 S: * CAPABILITY IMAP4rev1 IMAP4rev2 AUTH=PLAIN AUTH=LOGIN AUTH=SCRAM-SHA-256 AUTH=SCRAM-SHA-256-PLUS AUTH=SCRAM-SHA-1 AUTH=SCRAM-SHA-1-PLUS AUTH=OAUTHBEARER AUTH=XOAUTH2 SASL-IR LITERAL- ID ENABLE$
1 S: c OK
1 C: d AUTHENTICATE OAUTHBEARER $oauthbearer(,alice@example.test,60)
1 S: d NO [UNAVAILABLE]
1 C: e AUTHENTICATE XOAUTH2 $xoauth2(bob@example.test,bob@example.test,60)
1 S: e OK
