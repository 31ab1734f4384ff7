# RFC 8437: after UNAUTHENTICATE the time to log in runs anew
state: authenticated

clock +3600
1 C: a UNAUTHENTICATE
1 S: a OK
clock +30
1 C: b NOOP
1 S: b OK
clock +60
1 timeout
1 S: * BYE
1 closed
