# RFC 9051 section 6.1.3: BYE comes before the tagged OK, in every state; nothing is expunged
mail: two-messages.mbox
state: greeted
connections: 5
order: strict

1 C: a LOGOUT
1 S: * BYE
1 S: a OK
1 closed

2 C: a LOGIN alice@example.test alice-password
2 S: a OK
2 C: b LOGOUT
2 S: * BYE
2 S: b OK
2 closed

# what is pipelined behind it is not run
3 C: a LOGIN alice@example.test alice-password
3 S: a OK
3 C: b SELECT INBOX
3 S: ...
3 S: b OK
3 C: c STORE 1 +FLAGS.SILENT (\Deleted)
3 S: c OK
3 C: d LOGOUT
3 C: e EXPUNGE
3 S: * BYE
3 S: d OK
3 closed

4 C: a LOGIN alice@example.test alice-password
4 S: a OK
4 C: b STATUS INBOX (MESSAGES)
4 S: * STATUS INBOX (MESSAGES 2)$
4 S: b OK

5 C: a LOGOUT now
5 S: a BAD
5 C: b NOOP
5 S: b OK
