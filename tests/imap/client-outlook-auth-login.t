# Outlook logs in with AUTH LOGIN, one answer after another
state: greeted

1 C: a CAPABILITY
1 S: * CAPABILITY IMAP4rev1 IMAP4rev2 AUTH=PLAIN AUTH=LOGIN
1 S: a OK
1 C: b AUTHENTICATE LOGIN
1 S: + VXNlcm5hbWU6
1 C: $base64(alice@example.test)
1 S: + UGFzc3dvcmQ6
1 C: $base64(alice-password)
1 S: b OK
1 C: c SELECT INBOX
1 S: ...
1 S: c OK
