# pop3 all with pop3.fetched archive: what was in INBOX moves to \Archive, what is put away already
# stays; with trash all of it moves. One QUIT is one Change
mail: two-messages.mbox
service: imap pop pop
connections: 3
set: alice pop3 all
set: alice pop3.fetched archive

1 C: a APPEND Sent "01-Jan-2026 10:00:00 +0000" {{{
Subject: sent

x
}}}
1 S: a OK
2 C: RETR 1
2 C: RETR 2
2 C: QUIT
2 S: +OK
2 S: ...
2 S: .$
2 S: +OK
2 S: ...
2 S: .$
2 S: +OK Bye
2 closed
1 C: b STATUS Sent (MESSAGES)
1 S: * STATUS Sent (MESSAGES 1)
1 S: b OK
1 C: c STATUS Archive (MESSAGES UNSEEN)
1 S: * STATUS Archive (MESSAGES 1 UNSEEN 1)
1 S: c OK
1 C: d STATUS INBOX (MESSAGES)
1 S: * STATUS INBOX (MESSAGES 1)
1 S: d OK
1 C: e APPEND Sent "01-Jan-2026 10:00:00 +0000" {{{
Subject: another

x
}}}
1 S: e OK
operator account set: alice@example.test pop3.fetched trash
3 C: RETR 1
3 C: RETR 2
3 C: QUIT
3 S: +OK
3 S: ...
3 S: .$
3 S: +OK
3 S: ...
3 S: .$
3 S: +OK Bye
3 closed
1 C: f STATUS Trash (MESSAGES)
1 S: * STATUS Trash (MESSAGES 2)
1 S: f OK
1 C: g STATUS Sent (MESSAGES)
1 S: * STATUS Sent (MESSAGES 1)
1 S: g OK
1 C: h STATUS INBOX (MESSAGES)
1 S: * STATUS INBOX (MESSAGES 0)
1 S: h OK
