# A message arrives by SMTP, by LMTP and by submission, and is read by IMAP and POP
service: smtp lmtp submission pop imap
connections: 5
state: greeted

1 C: EHLO mail.example.org
1 S: ...
1 S: 250 
1 C: MAIL FROM:<x@example.org>
1 S: 250 
1 C: RCPT TO:<alice@example.test>
1 S: 250 
1 C: DATA
1 S: 354 
1 C: Subject: by SMTP
1 C:
1 C: ..one
1 C: .
1 S: 250 
1 C: QUIT
1 S: 221 
1 closed

2 C: LHLO mail.example.org
2 S: ...
2 S: 250 
2 C: MAIL FROM:<x@example.org>
2 C: RCPT TO:<alice@example.test>
2 C: RCPT TO:<bob@example.test>
2 C: DATA
2 S: 250 
2 S: 250 
2 S: 250 
2 S: 354 
2 C: Subject: by LMTP
2 C:
2 C: two
2 C: .
2 S: 250 
2 S: 250 

3 C: EHLO client.example
3 S: ...
3 S: 250 
3 C: AUTH PLAIN $plain(bob@example.test,bob-password)
3 S: 235 
3 C: MAIL FROM:<bob@example.test>
3 C: RCPT TO:<alice@example.test>
3 C: DATA
3 S: 250 
3 S: 250 
3 S: 354 
3 C: From: bob@example.test
3 C: Subject: by submission
3 C:
3 C: three
3 C: .
3 S: 250 

4 C: USER alice@example.test
4 C: PASS alice-password
4 C: RETR 1
4 S: +OK
4 S: +OK 3 messages
4 S: +OK
4 S: ...
4 S= "Subject: by SMTP"
4 S= ""
4 S= "..one"
4 S= "."

5 C: a LOGIN alice@example.test alice-password
5 S: a OK
5 C: b SELECT INBOX
5 S: * 3 EXISTS
5 S: ...
5 S: b OK
5 C: c FETCH 2:3 BODY.PEEK[HEADER.FIELDS (SUBJECT)]
5 S: * 2 FETCH (BODY[HEADER.FIELDS (SUBJECT)] {{{
Subject: by LMTP

}}})
5 S: * 3 FETCH (BODY[HEADER.FIELDS (SUBJECT)] {{{
Subject: by submission

}}})
5 S: c OK
