# An address that has guessed too often does not get in for a while, with the right password neither
set: login.ban_failures 2
state: greeted
connections: 2

1 C: a LOGIN alice@example.test wrong
1 S: a NO [AUTHENTICATIONFAILED]
1 C: b LOGIN alice@example.test wrong
1 S: b NO [AUTHENTICATIONFAILED]
1 C: c LOGIN alice@example.test alice-password
1 S: c NO
1 C: d LOGOUT
1 S: * BYE
1 S: d OK
1 closed
clock +901
2 C: a LOGIN alice@example.test alice-password
2 S: a OK
