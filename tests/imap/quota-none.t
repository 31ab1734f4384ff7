# RFC 9208 section 4.2.1: without limits the root lists nothing; before the login there is none
state: greeted

1 C: a GETQUOTAROOT INBOX
1 S: a BAD
1 C: b LOGIN alice@example.test alice-password
1 S: b OK
1 C: c GETQUOTAROOT INBOX
1 S: * QUOTAROOT INBOX alice@example.test$
1 S: * QUOTA alice@example.test ()$
1 S: c OK
