# RFC 5321 section 4.1.1.1: EHLO lists what is offered, HELO does not, and one of them comes first
tls: no
state: connected

1 S= "220 localhost ESMTP Postamt"
1 C: MAIL FROM:<x@example.org>
1 S: 503 5.5.1 Say EHLO first
1 C: EHLO
1 S: 501 5.5.4 Expected: the name of your host
1 C: EHLO two words
1 S: 501 5.5.4
1 C: LHLO mail.example.org
1 S: 500 5.5.1 Expected: EHLO
1 C: ehlo mail.example.org
1 S= "250-localhost at your service"
1 S= "250-PIPELINING"
1 S= "250-8BITMIME"
1 S= "250-SMTPUTF8"
1 S= "250-ENHANCEDSTATUSCODES"
1 S= "250-CHUNKING"
1 S= "250-STARTTLS"
1 S= "250 SIZE 52428800"
1 C: HELO mail.example.org
1 S= "250 localhost"
1 C: EHLO [192.0.2.1]
1 S: 250-
1 S: ...
1 S: 250 SIZE
1 C: MAIL FROM:<x@example.org>
1 C: HELO mail.example.org
1 C: RCPT TO:<alice@example.test>
1 S: 250 2.1.0
1 S: 250 localhost
1 S: 503 5.5.1 Say MAIL FROM first
1 C: QUIT
1 S: 221 2.0.0
1 closed
