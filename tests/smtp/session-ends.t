# Submission ends when what its login was founded on is changed: 421, and a message half sent is not taken
service: submission
connections: 4
state: greeted

operator $secret = account password add: alice@example.test phone smtp
1 C: EHLO client.example
1 C: AUTH PLAIN $plain(alice@example.test,$secret)
1 S: ...
1 S: 235
operator account password remove: alice@example.test phone
1 S: 421 4.7.0 This app password was removed$
1 closed

2 C: EHLO client.example
2 C: AUTH PLAIN $plain(alice@example.test,alice-password)
2 C: MAIL FROM:<alice@example.test>
2 C: RCPT TO:<bob@example.test>
2 S: ...
2 S: 235
2 S: 250
2 S: 250
2 C: DATA
2 S: 354
2 C: From: <alice@example.test>
2 C:
operator account set: alice@example.test smtp off
2 C: text
2 C: .
2 S: 421 4.7.0 SMTP is switched off for this account$
2 closed
operator account set: alice@example.test smtp on

operator $guest = account password add: alice@example.test guest smtp 1d
operator $other = account password add: alice@example.test other imap,pop
operator account set: alice@example.test app_passwords_only on
3 C: EHLO client.example
3 C: AUTH PLAIN $plain(alice@example.test,alice-password)
3 C: AUTH PLAIN $plain(alice@example.test,$other)
3 S: ...
3 S: 535 5.7.8 This account needs an app password in mail programs$
3 S: 535 5.7.8 This app password is not for SMTP$
clock +86400
3 C: AUTH PLAIN $plain(alice@example.test,$guest)
3 S: 535 5.7.8 This app password has expired; make another$
