# What is not announced does not work: tokens without an issuer, EXTERNAL without a certificate
state: greeted

1 C: a AUTHENTICATE OAUTHBEARER $oauthbearer(,alice@example.test,60)
1 S: a NO [CANNOT]
1 C: b AUTHENTICATE XOAUTH2 $xoauth2(alice@example.test,alice@example.test,60)
1 S: b NO [CANNOT]
1 C: c AUTHENTICATE EXTERNAL =
1 S: c NO [CANNOT]
1 C: d AUTHENTICATE EXTERNAL $base64(alice@example.test)
1 S: d NO [CANNOT]
1 C: e NOOP
1 S: e OK
