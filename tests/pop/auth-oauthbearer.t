# RFC 7628 over POP3, and XOAUTH2
state: greeted
set: oauth.issuer "https://id.test"
set: oauth.audience "mail"
connections: 5

1 C: CAPA
1 S: +OK
1 S: SASL SCRAM-SHA-256-PLUS SCRAM-SHA-1-PLUS SCRAM-SHA-256 SCRAM-SHA-1 PLAIN OAUTHBEARER XOAUTH2$
1 S: ...
1 S: .$
1 C: AUTH OAUTHBEARER $oauthbearer(,alice@example.test,60)
1 S: +OK 0 messages

2 C: AUTH OAUTHBEARER
2 S: + $
2 C: $oauthbearer(a=alice@example.test,bob@example.test,60)
2 S: + ey
2 C: AQ==
2 S: -ERR [AUTH] The login was refused$

3 C: AUTH XOAUTH2 $xoauth2(alice@example.test,alice@example.test,60)
3 S: +OK 0 messages

4 C: AUTH XOAUTH2 $xoauth2(bob@example.test,alice@example.test,60)
4 S: + eyJzdGF0dXMiOiI0MDEiLCJzY2hlbWVzIjoiYmVhcmVyIn0=$
4 C:
4 S: -ERR [AUTH] The login was refused$
4 C: AUTH EXTERNAL =
4 S: -ERR There is no such mechanism

# with nothing at first
5 C: AUTH OAUTHBEARER
5 S: + $
5 C: $oauthbearer(,alice@example.test,60)
5 S: +OK 0 messages
operator account set: alice@example.test pop3 off
5 S: -ERR [SYS/PERM] POP3 is switched off for this account$
5 closed
1 S: -ERR [SYS/PERM] POP3 is switched off for this account$
1 closed
3 S: -ERR [SYS/PERM] POP3 is switched off for this account$
3 closed
