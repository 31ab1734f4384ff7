# pop3.fetched archive: at QUIT what RETR sent moves to the mailbox with the special use \Archive,
# whatever its name, and keeps its flags; what is deleted is deleted, what another session has taken
# away is no error. One QUIT is one Change.
mail: two-messages.mbox two-messages.mbox
service: pop pop imap pop
connections: 4
set: alice pop3.fetched archive

3 C: a RENAME Archive Ablage
3 S: a OK
3 C: b SELECT INBOX
3 S: * 4 EXISTS
3 S: ...
3 S: b OK
3 C: c STORE 2 +FLAGS.SILENT (\Flagged)
3 S: c OK
1 C: RETR 1
1 C: RETR 2
1 C: RETR 3
1 S: +OK
1 S: ...
1 S: .$
1 S: +OK
1 S: ...
1 S: .$
1 S: +OK
1 S: ...
1 S: .$
1 C: DELE 3
1 S: +OK
2 C: RETR 1
2 S: +OK
2 S: ...
2 S: .$
3 C: d NOOP
3 S: d OK
1 C: QUIT
1 S: +OK
1 closed
3 C: e NOOP
3 S: * 1 EXPUNGE
3 S: * 1 EXPUNGE
3 S: * 1 EXPUNGE
3 S: e OK
2 C: QUIT
2 S: +OK
2 closed
3 C: f STATUS Ablage (MESSAGES UNSEEN)
3 S: * STATUS Ablage (MESSAGES 2 UNSEEN 2)
3 S: f OK
3 C: g SELECT Ablage
3 S: * 2 EXISTS
3 S: ...
3 S: g OK
3 C: h FETCH 2 FLAGS
3 S: * 2 FETCH (FLAGS (\Flagged \Recent))
3 S: h OK
4 C: STAT
4 S: +OK 1 
