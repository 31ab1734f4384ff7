# RFC 9051 section 5.5: commands that are sent at once are answered one after another
mail: two-messages.mbox
connections: 2
order: strict
state: greeted

1 C: a LOGIN alice@example.test alice-password
1 C: b SELECT INBOX
1 C: c STORE 1 +FLAGS.SILENT (\Seen)
1 C: d FETCH 1 FLAGS
1 C: e NONSENSE
1 C: f SEARCH UNSEEN
1 C= "g APPEND Sent {3+}\r\nabc\r\n"
1 C: h STATUS Sent (MESSAGES)
1 C: i LOGOUT
1 S: a OK
1 S: * FLAGS
1 S: * OK [PERMANENTFLAGS
1 S: * 2 EXISTS
1 S: * 2 RECENT
1 S: * OK [UNSEEN 1]
1 S: * OK [UIDVALIDITY
1 S: * OK [UIDNEXT 3]
1 S: * OK [HIGHESTMODSEQ
1 S: * OK [MAILBOXID
1 S: b OK
1 S: c OK
1 S: * 1 FETCH (FLAGS (\Seen \Recent))$
1 S: d OK
1 S: e BAD there is no command NONSENSE
1 S: * SEARCH 2$
1 S: f OK
1 S: g OK
1 S: * STATUS Sent (MESSAGES 1)$
1 S: h OK
1 S: * BYE
1 S: i OK
1 closed

# a line that is lost in the middle of a command
2 C= "a LOGIN alice@example.test alice-pass"
2 close
