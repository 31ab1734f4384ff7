# RFC 7628: OAUTHBEARER lets in whom a token names, and says in JSON why not
state: greeted
set: oauth.issuer "https://id.test"
set: oauth.audience "mail"
connections: 7

1 C: a CAPABILITY
1 S: * CAPABILITY IMAP4rev1 IMAP4rev2 AUTH=PLAIN AUTH=LOGIN AUTH=SCRAM-SHA-256 AUTH=SCRAM-SHA-256-PLUS AUTH=SCRAM-SHA-1 AUTH=SCRAM-SHA-1-PLUS AUTH=OAUTHBEARER AUTH=XOAUTH2 SASL-IR LITERAL- ID ENABLE$
1 S: a OK
1 C: b AUTHENTICATE OAUTHBEARER $oauthbearer(,alice@example.test,60)
1 S: b OK [CAPABILITY
1 C: c SELECT INBOX
1 S: ...
1 S: c OK

2 C: a authenticate oauthbearer
2 S: + $
2 C: $oauthbearer(a=alice@example.test,alice@example.test,60)
2 S: a OK

3 C: a AUTHENTICATE OAUTHBEARER $oauthbearer(a=alice@example.test,bob@example.test,60)
3 S: + eyJzdGF0dXMiOiJpbnZhbGlkX3Rva2VuIiwib3BlbmlkLWNvbmZpZ3VyYXRpb24iOiJodHRwczovL2lkLnRlc3QvLndlbGwta25vd24vb3BlbmlkLWNvbmZpZ3VyYXRpb24ifQ==$
3 C: AQ==
3 S: a NO [AUTHENTICATIONFAILED] The login was refused$
3 C: b AUTHENTICATE OAUTHBEARER $oauthbearer(,nobody@example.test,60)
3 S: + ey
3 C: AQ==
3 S: b NO [AUTHENTICATIONFAILED] The login was refused$
3 C: c AUTHENTICATE OAUTHBEARER $oauthbearer(,bob@example.test,60)
3 S: c OK

4 C: a AUTHENTICATE OAUTHBEARER $base64(n\x2c\x2c\x01auth=Bearer nonsense\x01\x01)
4 S: + ey
4 C: *
4 S: a BAD the login was given up
# the client asks whom to get a token from
4 C: b AUTHENTICATE OAUTHBEARER $base64(n\x2c\x2c\x01auth=\x01\x01)
4 S: + ey
4 C: AQ==
4 S: b NO [AUTHENTICATIONFAILED]
4 C: c AUTHENTICATE OAUTHBEARER $base64(p=tls-exporter\x2c\x2c\x01auth=Bearer x\x01\x01)
4 S: c BAD
4 C: d AUTHENTICATE OAUTHBEARER $base64(n\x2c\x2c\x01auth=Bearer x\x01)
4 S: d BAD

5 C: a AUTHENTICATE XOAUTH2 $xoauth2(alice@example.test,alice@example.test,60)
5 S: a OK

6 C: a AUTHENTICATE XOAUTH2
6 S: + $
6 C: $xoauth2(alice@example.test,bob@example.test,60)
6 S: + eyJzdGF0dXMiOiI0MDEiLCJzY2hlbWVzIjoiYmVhcmVyIn0=$
6 C:
6 S: a NO [AUTHENTICATIONFAILED] The login was refused$
6 close
4 close

# a minute late is not too late, as clocks differ
clock +125
7 C: a AUTHENTICATE XOAUTH2 $xoauth2(alice@example.test,alice@example.test,60)
7 S: + ey
7 C:
7 S: a NO [AUTHENTICATIONFAILED]
7 C: b AUTHENTICATE XOAUTH2 $xoauth2(alice@example.test,alice@example.test,120)
7 S: b OK
