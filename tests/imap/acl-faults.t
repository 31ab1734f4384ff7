# RFC 4314: what is no right, no identifier, no mailbox
accounts: alice bob
connections: 2

1 C: a SETACL INBOX bob@example.test lrq
1 S: a BAD
1 C: b SETACL INBOX bob@example.test lR
1 S: b BAD
1 C: c SETACL INBOX bob@example.test 0
1 S: c BAD
1 C: d SETACL INBOX "" l
1 S: d BAD expected an identifier that is not empty$
1 C: e SETACL INBOX - l
1 S: e BAD
1 C: f SETACL INBOX bob@example.test
1 S: f BAD
1 C: g SETACL INBOX anyone lr
1 S: g NO [CANNOT] mailboxes are shared with addresses of this service$
1 C: h SETACL INBOX -Anyone lr
1 S: h NO [CANNOT]
1 C: i SETACL INBOX $$team lr
1 S: i NO [CANNOT]
1 C: j SETACL INBOX "bob@" lr
1 S: j NO [CANNOT]
1 C: k SETACL Nowhere bob@example.test lr
1 S: k NO [NONEXISTENT] there is no such mailbox$
1 C: l GETACL Nowhere
1 S: l NO [NONEXISTENT] there is no such mailbox$
1 C: m MYRIGHTS Nowhere
1 S: m NO [NONEXISTENT] there is no such mailbox$
1 C: n LISTRIGHTS Nowhere bob@example.test
1 S: n NO [NONEXISTENT] there is no such mailbox$
1 C: o DELETEACL Nowhere bob@example.test
1 S: o NO [NONEXISTENT] there is no such mailbox$
1 C: p LISTRIGHTS INBOX anyone
1 S: p NO [CANNOT]
# nothing can be made among the mailboxes of others, whoever they are
1 C: q CREATE "Other Users"
1 S: q NO [NOPERM] you have no right to do this here$
1 C: r CREATE "Other Users/bob@example.test/Box"
1 S: r NO [NOPERM] you have no right to do this here$
1 C: s RENAME Sent "Other Users/nobody@example.test/Box"
1 S: s NO [NOPERM] you have no right to do this here$
# a right is not given before it is on disk
store fails
1 C: t SETACL INBOX bob@example.test lr
1 S: t NO [UNAVAILABLE]
store works
2 C: a SELECT "Other Users/alice@example.test/INBOX"
2 S: a NO [NONEXISTENT] there is no such mailbox$
