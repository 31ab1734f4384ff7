# RFC 4954 section 4: what is wrong with AUTH, and that all wrong names and passwords read the same
service: submission
set: login.free_failures 100

1 C: EHLO client.example
1 S: ...
1 S: 250 AUTH
1 C: AUTH PLAIN $plain(alice@example.test,wrong)
1 S: 535 5.7.8 $one
1 C: AUTH PLAIN $plain(nobody@example.test,alice-password)
1 S: 535 5.7.8 $one
1 C: AUTH
1 S: 501 5.5.4 Expected: AUTH mechanism
1 C: AUTH CRAM-MD5
1 S: 504 5.5.4
1 C: AUTH LOGIN
1 S: 334 
1 C: *
1 S: 501 5.5.2
1 C: AUTH PLAIN
1 S: 334 
1 C: not base64!
1 S: 501 5.5.2
1 C: AUTH PLAIN =
1 S: 501 5.5.2
1 C: AUTH PLAIN two words
1 S: 501 5.5.4
1 C= "AUTH PLAIN\r\n"
1 S: 334 
1 C= "QUJD\nQUJD\r\n"
1 S: 501 5.5.2
1 C= "AUTH PLAIN\r\n"
1 S: 334 
1 C= "x"*12289 "\r\n"
1 S: 501 5.5.2
1 C: MAIL FROM:<alice@example.test>
1 S: 530 5.7.0 Log in first (AUTH)
1 C: AUTH PLAIN $plain(alice@example.test,alice-password)
1 S: 235 2.7.0
1 C: MAIL FROM:<alice@example.test>
1 S: 250 2.1.0
