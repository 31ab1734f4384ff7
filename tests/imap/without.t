# imap.without: capabilities that some clients are not offered are not announced and not there
connections: 4
state: greeted
set: imap.without ["IDLE COMPRESS=DEFLATE QRESYNC client=Old Mail*", "MOVE user=alice@example.test", "AUTH=LOGIN network=127.0.0.0/8", "NOTIFY network=192.0.2.0/24", "SORT ESORT user=alice@example.test client=Other"]

# By the name that ID gives: the client hears at once what is left
1 C: a LOGIN bob@example.test bob-password
1 S: a OK [CAPABILITY IMAP4rev1 $bob
1 C: b ID ("name" "old mail 2.5" "version" "1")
1 S: * ID ("name" "Postamt")$
1 S: * CAPABILITY IMAP4rev1 IMAP4rev2 ID ENABLE LITERAL+ $rest
1 S: b OK
1 C: c IDLE
1 S: c BAD there is no command IDLE$
1 C: d COMPRESS DEFLATE
1 S: d BAD there is no command COMPRESS$
1 C: e ENABLE QRESYNC CONDSTORE
1 S: * ENABLED CONDSTORE$
1 S: e OK
1 C: f ID ("name" "old mail 3")
1 S: * ID ("name" "Postamt")$
1 S: f OK
1 C: g ID NIL
1 S: * ID ("name" "Postamt")$
1 S: * CAPABILITY
1 S: g OK
1 C: h ENABLE QRESYNC
1 S: * ENABLED QRESYNC$
1 S: h OK

# By who has logged in, and with the name beside
2 C: a LOGIN alice@example.test alice-password
2 S: a OK
2 C: b SELECT INBOX
2 S: ...
2 S: b OK
2 C: c MOVE 1 Other
2 S: c BAD there is no command MOVE$
2 C: d UID MOVE 1 Other
2 S: d BAD there is no command MOVE$
2 C: e SORT (DATE) UTF-8 ALL
2 S: * SORT
2 S: e OK
2 C: f ID ("vendor" "x" "NAME" "OTHER")
2 S: * ID ("name" "Postamt")$
2 S: * CAPABILITY
2 S: f OK
2 C: g SORT (DATE) UTF-8 ALL
2 S: g BAD there is no command SORT$
2 C: h UNAUTHENTICATE
2 S: h OK
2 C: i LOGIN bob@example.test bob-password
2 S: i OK
2 C: j SELECT INBOX
2 S: ...
2 S: j OK
2 C: k MOVE 1 Other
2 S: k BAD there is no message of that number
2 C: l SORT (DATE) UTF-8 ALL
2 S: * SORT
2 S: l OK

# Others notice nothing
3 C: a LOGIN bob@example.test bob-password
3 S: a OK
3 C: b IDLE
3 S: + idling
3 S: * OK still here
3 C: DONE
3 S: b OK
