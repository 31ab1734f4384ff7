# recent: before the user name: the mail of the last 30 days, of all mailboxes but those for junk and
# trash, fetched or not, the same for several devices; DELE is ignored, nothing counts as fetched
mail: two-messages.mbox
service: imap pop pop pop pop pop
connections: 6
state: greeted
set: alice pop3 all
set: alice pop3.fetched trash

1 C: a LOGIN alice alice-password
1 S: a OK
1 C: b APPEND Sent "30-Jan-2026 10:00:00 +0000" {{{
Subject: too old

x
}}}
1 S: b OK
1 C: c APPEND Sent "31-Jan-2026 10:00:00 +0000" {{{
Subject: just recent

x
}}}
1 S: c OK
1 C: d APPEND Junk "01-Mar-2026 10:00:00 +0000" {{{
Subject: junk

x
}}}
1 S: d OK
2 C: USER alice@example.test
2 C: PASS alice-password
2 S: +OK
2 S: +OK 4 messages
2 C: RETR 3
2 C: QUIT
2 S: +OK
2 S: ...
2 S: .$
2 S: +OK
2 closed
1 C: e STATUS Trash (MESSAGES)
1 S: * STATUS Trash (MESSAGES 1)
1 S: e OK

# fetched by another: in the trash now
3 C: USER recent:alice@example.test
3 C: PASS alice-password
3 S: +OK
3 S: +OK 2 messages
3 C: TOP 1 0
3 S: +OK
3 S: Subject: just recent$
3 S: $
3 S: .$
3 C: UIDL
3 S: +OK
3 S: 1 $recent$
3 S: 2 $second$
3 S: .$
3 C: RETR 1
3 C: RETR 2
3 C: DELE 1
3 C: DELE 2
3 C: LIST
3 C: QUIT
3 S: +OK
3 S: ...
3 S: .$
3 S: +OK
3 S: ...
3 S: .$
3 S: +OK
3 S: +OK
3 S: +OK 0 messages
3 S: .$
3 S: +OK
3 closed

# SASL, other letters, and the part before the @
4 C: AUTH PLAIN $plain(Recent:alice,alice-password)
4 S: +OK 2 messages
4 C: UIDL
4 S: +OK
4 S: 1 $recent$
4 S: 2 $second$
4 S: .$
4 C: QUIT
4 S: +OK
4 closed
5 C: USER recent:alice@example.test
5 C: PASS bob-password
5 S: +OK
5 S: -ERR [AUTH] Wrong user name or password$
5 C: USER recent:
5 C: PASS alice-password
5 S: +OK
5 S: -ERR [AUTH] Wrong user name or password$
5 C: USER recent:recent:alice
5 C: PASS alice-password
5 S: +OK
5 S: -ERR [AUTH] Wrong user name or password$
operator account set: alice@example.test pop3 off
5 C: USER recent:alice@example.test
5 C: PASS alice-password
5 S: +OK
5 S: -ERR [AUTH] POP3 is switched off for this account$

# in a classic account too, fetched or not
operator account set: alice@example.test pop3 classic
6 C: AUTH SCRAM-SHA-256 $sasl(SCRAM-SHA-256,recent:alice@example.test,alice-password)
6 S: + $challenge
6 C: $answer($challenge)
6 S: + $last
6 C:
6 S: +OK 2 messages
