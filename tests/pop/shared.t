# POP3 gives the own INBOX alone, whatever others share
service: imap imap pop
accounts: alice bob bob
connections: 3
mail: two-messages.mbox

1 C: a SETACL INBOX bob@example.test lrswipkxtea
1 S: a OK
2 C: a SELECT "Other Users/alice@example.test/INBOX"
2 S: ...
2 S: a OK [READ-WRITE]
3 C: STAT
3 S: +OK 0 0
