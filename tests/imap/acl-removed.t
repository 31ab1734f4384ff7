# An owner who is removed takes along what was shared, also what is selected
accounts: alice bob bob alice
connections: 4
mail: two-messages.mbox

1 C: a SETACL INBOX bob@example.test lrswite
1 S: a OK
2 C: a SETACL INBOX alice@example.test lr
2 S: a OK
2 C: b SELECT "Other Users/alice@example.test/INBOX"
2 S: ...
2 S: b OK [READ-WRITE]
operator account remove: alice@example.test
1 S: * BYE This account was removed$
1 closed
2 C: c STORE 1 +FLAGS (\Seen)
2 S: * BYE [UNAVAILABLE] the selected mailbox is not there any more$
2 closed
3 C: a LIST "" "Other Users/*"
3 S: a OK
3 C: b SELECT "Other Users/alice@example.test/INBOX"
3 S: b NO [NONEXISTENT] there is no such mailbox$
3 C: c COPY 1 "Other Users/alice@example.test/INBOX"
3 S: c BAD
3 C: d APPEND "Other Users/alice@example.test/INBOX" {4+}
3 C: test
3 S: d NO [TRYCREATE] there is no such mailbox$
# who gets the address does not get the rights, until they are given anew
operator account add: alice@example.test secret=alice-password
4 C: a LIST "" "Other Users/*"
4 S: a OK
4 C: b SELECT "Other Users/bob@example.test/INBOX"
4 S: b NO [NONEXISTENT] there is no such mailbox$
3 C: e SETACL INBOX alice@example.test +l
3 S: e OK
3 C: f GETACL INBOX
3 S: * ACL INBOX bob@example.test lrswipkxteacd alice@example.test l$
3 S: f OK
4 C: c MYRIGHTS "Other Users/bob@example.test/INBOX"
4 S: * MYRIGHTS "Other Users/bob@example.test/INBOX" l$
4 S: c OK
