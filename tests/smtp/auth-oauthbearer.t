# RFC 7628 for submission, and XOAUTH2
service: submission
set: oauth.issuer "https://id.test"
set: oauth.audience "mail"
connections: 3

1 C: EHLO client.example
1 S: ...
1 S= "250 AUTH SCRAM-SHA-256 SCRAM-SHA-1 PLAIN LOGIN OAUTHBEARER XOAUTH2"
1 C: AUTH OAUTHBEARER $oauthbearer(,alice@example.test,60)
1 S: 235 2.7.0 Welcome, alice@example.test

2 C: EHLO client.example
2 S: ...
2 S: 250 AUTH
2 C: AUTH OAUTHBEARER $oauthbearer(a=bob@example.test,alice@example.test,60)
2 S: 334 ey
2 C: AQ==
2 S: 535 5.7.8 The login was refused
2 C: AUTH XOAUTH2 $xoauth2(bob@example.test,alice@example.test,60)
2 S: 334 eyJzdGF0dXMiOiI0MDEiLCJzY2hlbWVzIjoiYmVhcmVyIn0=
2 C:
2 S: 535 5.7.8 The login was refused
2 C: AUTH EXTERNAL =
2 S: 504 5.5.4

3 C: EHLO client.example
3 S: ...
3 S: 250 AUTH
3 C: AUTH XOAUTH2
3 S= "334 "
3 C: $xoauth2(alice@example.test,alice@example.test,60)
3 S: 235 2.7.0
operator account set: alice@example.test smtp off
3 S: 421 4.7.0 SMTP is switched off for this account$
3 closed
1 S: 421 4.7.0 SMTP is switched off for this account$
1 closed
