# A session by a token ends with its account, its protocol, its switches; passwords are no concern of it
state: greeted
set: oauth.issuer "https://id.test"
set: oauth.audience "mail"
connections: 4

1 C: a AUTHENTICATE OAUTHBEARER $oauthbearer(,alice@example.test,600)
1 S: a OK
operator account password: alice@example.test secret=another
operator account set: alice@example.test app_passwords_only on
operator account set: alice@example.test pop3 off
1 C: b NOOP
1 S: b OK
2 C: a AUTHENTICATE XOAUTH2 $xoauth2(alice@example.test,alice@example.test,600)
2 S: a OK
operator account set: alice@example.test imap off
1 S: * BYE IMAP is switched off for this account$
1 closed
2 S: * BYE IMAP is switched off for this account$
2 closed

# Who has the token may know why it does not help
3 C: a AUTHENTICATE OAUTHBEARER $oauthbearer(,alice@example.test,600)
3 S: a NO [UNAVAILABLE] IMAP is switched off for this account
3 C: b AUTHENTICATE OAUTHBEARER $oauthbearer(,bob@example.test,600)
3 S: b OK
operator account set: bob@example.test enabled off
3 S: * BYE This account is switched off$
3 closed
operator account set: bob@example.test enabled on
4 C: a AUTHENTICATE OAUTHBEARER $oauthbearer(,bob@example.test,600)
4 S: a OK
operator account remove: bob@example.test
4 S: * BYE This account was removed$
4 closed
