# Who has the right password learns that IMAP is switched off (RFC 5530 UNAVAILABLE); who has not
# hears what everybody hears
state: greeted
connections: 3

1 C: a LOGIN alice@example.test alice-password
1 S: a OK
1 C: b IDLE
1 S: + idling
1 S: * OK still here
operator account set: alice@example.test imap off
1 S: * BYE IMAP is switched off for this account$
1 closed

2 C: a LOGIN alice@example.test wrong-password
2 S: a NO [AUTHENTICATIONFAILED] Wrong user name or password$
2 C: b LOGIN alice@example.test alice-password
2 S: b NO [UNAVAILABLE] IMAP is switched off for this account$
2 C: c AUTHENTICATE PLAIN $plain(alice@example.test,wrong-password)
2 S: c NO [AUTHENTICATIONFAILED] Wrong user name or password$
2 C: d AUTHENTICATE PLAIN $plain(alice@example.test,alice-password)
2 S: d NO [UNAVAILABLE] IMAP is switched off for this account$

operator account set: alice@example.test imap on
2 C: e LOGIN alice@example.test alice-password
2 S: e OK

# The other switch is another matter
operator account set: alice@example.test enabled off
2 S: * BYE This account is switched off$
2 closed
3 C: a LOGIN alice@example.test wrong-password
3 S: a NO [AUTHENTICATIONFAILED] Wrong user name or password$
3 C: b LOGIN alice@example.test alice-password
3 S: b NO [AUTHORIZATIONFAILED] This account is switched off$
