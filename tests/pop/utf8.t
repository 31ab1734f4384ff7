# RFC 6856 section 2: UTF8 comes before the login; what is UTF-8 in a header goes out as it is, with it
# and without it
service: pop pop imap
connections: 3
state: greeted

3 C: a LOGIN alice alice-password
3 S: a OK
3 C: b APPEND INBOX {{{
Subject: Grüße

x
}}}
3 S: b OK
1 C: UTF8
1 S: +OK
1 C: UTF8 x
1 S: -ERR
1 C: USER alice@example.test
1 C: PASS alice-password
1 S: +OK
1 S: +OK
1 C: TOP 1 0
1 S: +OK
1 S: Subject: Grüße$
1 S: $
1 S: .$
1 C: UTF8
1 S: -ERR UTF8 comes before login$
2 C: USER alice@example.test
2 C: PASS alice-password
2 S: +OK
2 S: +OK
2 C: TOP 1 0
2 S: +OK
2 S: Subject: Grüße$
2 S: $
2 S: .$
