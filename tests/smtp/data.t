# RFC 5321 section 4.1.1.4: DATA, transparency of dots, trace fields on top
service: smtp pop
connections: 2
state: greeted
tls: no

1 C: EHLO mail.example.org
1 S: ...
1 S: 250 SIZE
1 C: DATA
1 S: 503 5.5.1 Say MAIL FROM first
1 C: MAIL FROM:<x@example.org>
1 S: 250 2.1.0
1 C: DATA
1 S: 554 5.5.1 The message has no recipient
1 C: RCPT TO:<alice@example.test>
1 S: 250 2.1.5
1 C: DATA please
1 S: 501 5.5.4
1 C: DATA
1 S: 354 
1 C: Subject: dots
1 C:
1 C: ..
1 C: ...two
1 C: .one is dropped
1 C: . 
1 C:  .
1 C: .
1 S: 250 2.0.0 Taken, $id
1 C: MAIL FROM:<>
1 C: RCPT TO:<alice@example.test>
1 C: DATA
1 C: .
1 S: 250 2.1.0
1 S: 250 2.1.5
1 S: 354 
1 S: 250 2.0.0
1 C: RCPT TO:<alice@example.test>
1 S: 503 5.5.1

2 C: STLS
2 S: +OK
2 tls
2 C: USER alice@example.test
2 S: +OK
2 C: PASS alice-password
2 S: +OK
2 C: RETR 1
2 S: +OK
2 S= "Return-Path: <x@example.org>"
2 S: Received: from mail.example.org ([$peer
2 S: 	by localhost with ESMTP id $id$
2 S= "\tfor <alice@example.test>;"
2 S= "\tMon, 2 Mar 2026 10:00:00 +0000"
2 S= "Subject: dots"
2 S= ""
2 S= ".."
2 S= "...two"
2 S= "one is dropped"
2 S= " "
2 S= " ."
2 S= "."
2 C: RETR 2
2 S: +OK
2 S= "Return-Path: <>"
2 S: Received: 
2 S: ...
2 S= "."
