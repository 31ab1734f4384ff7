# A full disk is a temporary failure; nothing is taken that is not safe, and service goes on
service: smtp pop lmtp
connections: 3
state: greeted

1 C: EHLO mail.example.org
1 S: ...
1 S: 250 SIZE
1 C: MAIL FROM:<x@example.org>
1 C: RCPT TO:<alice@example.test>
1 S: 250 2.1.0
1 S: 250 2.1.5
store fails
1 C: DATA
1 S: 354 
1 C: Subject: lost
1 C:
1 C: .
1 S: 451 4.3.0 The service cannot store mail now, please try again later
3 C: LHLO mail.example.org
3 S: ...
3 S: 250 SIZE
3 C: MAIL FROM:<x@example.org>
3 C: RCPT TO:<alice@example.test>
3 C: RCPT TO:<alice@example.test>
3 C: DATA
3 S: 250 2.1.0
3 S: 250 2.1.5
3 S: 250 2.1.5
3 S: 354 
3 C: .
3 S: 451 4.3.0
3 S: 451 4.3.0
store works
1 C: MAIL FROM:<x@example.org>
1 C: RCPT TO:<alice@example.test>
1 C: DATA
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 354 
1 C: Subject: kept
1 C:
1 C: .
1 S: 250 2.0.0

2 C: USER alice@example.test
2 S: +OK
2 C: PASS alice-password
2 S: +OK 1 message
2 C: TOP 1 0
2 S: +OK
2 S: ...
2 S: Subject: kept
2 S= ""
2 S= "."
