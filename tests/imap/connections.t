# No more connections of one account than permitted; who leaves makes room
set: limits.connections_per_account 2
accounts: alice alice alice bob
state: greeted
connections: 4

1 C: a LOGIN alice@example.test alice-password
1 S: a OK
2 C: a AUTHENTICATE PLAIN $plain(alice@example.test,alice-password)
2 S: a OK
3 C: a LOGIN alice@example.test alice-password
3 S: a NO [INUSE] This account has too many connections
3 C: b SELECT INBOX
3 S: b BAD SELECT needs a login first
4 C: a LOGIN bob@example.test bob-password
4 S: a OK
1 C: b LOGOUT
1 S: * BYE
1 S: b OK
1 closed
3 C: c LOGIN alice@example.test alice-password
3 S: c OK
