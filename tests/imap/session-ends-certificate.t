# A session by a certificate ends with its account, its protocol, its switches; passwords are no concern of it
state: greeted
set: tls.client_ca "clients.pem"
connections: 3
certificates: alice alice bob

1 C: a AUTHENTICATE EXTERNAL =
1 S: a OK
operator account password: alice@example.test secret=another
operator account set: alice@example.test app_passwords_only on
operator account set: alice@example.test pop3 off
1 C: b NOOP
1 S: b OK
operator account set: alice@example.test imap off
1 S: * BYE IMAP is switched off for this account$
1 closed

# Who has the certificate may know why it does not help
2 C: a AUTHENTICATE EXTERNAL =
2 S: a NO [UNAVAILABLE] IMAP is switched off for this account
operator account set: alice@example.test enabled off
2 C: b AUTHENTICATE EXTERNAL =
2 S: b NO [AUTHORIZATIONFAILED] This account is switched off
2 close

3 C: a AUTHENTICATE EXTERNAL =
3 S: a OK
operator account remove: bob@example.test
3 S: * BYE This account was removed$
3 closed
