# pop3 all: copies of a message are one message, and it keeps its UIDL (its EMAILID) when it is moved;
# also what is moved, or deleted with its mailbox, between login and QUIT
mail: two-messages.mbox
service: imap pop pop pop
connections: 4
set: alice pop3 all

1 C: a SELECT INBOX
1 S: ...
1 S: a OK
1 C: b COPY 1 Archive
1 S: b OK
1 C: c CREATE Gone
1 S: c OK
1 C: d APPEND Gone "01-Jan-2026 10:00:00 +0000" {{{
Subject: gone

x
}}}
1 S: d OK
1 C: e FETCH 1 (EMAILID)
1 S: * 1 FETCH (EMAILID ($first))
1 S: e OK
2 C: UIDL
2 S: +OK
2 S: 1 $gone$
2 S: 2 $first$
2 S: 3 $second$
2 S: .$
1 C: f MOVE 2 Archive
1 S: ...
1 S: f OK
3 C: UIDL
3 S: +OK
3 S: 1 $gone$
3 S: 2 $first$
3 S: 3 $second$
3 S: .$
3 C: RETR 1
3 C: RETR 2
3 C: RETR 3
3 S: +OK
3 S: ...
3 S: .$
3 S: +OK
3 S: ...
3 S: .$
3 S: +OK
3 S: ...
3 S: .$
1 C: g DELETE Gone
1 S: g OK
1 C: h MOVE 1 Projects
1 S: h NO [TRYCREATE]
1 C: i CREATE Projects
1 S: i OK
1 C: j MOVE 1 Projects
1 S: ...
1 S: j OK
3 C: QUIT
3 S: +OK
3 closed
4 C: STAT
4 S: +OK 0 0
1 C: k STATUS Archive (MESSAGES)
1 S: * STATUS Archive (MESSAGES 2)
1 S: k OK
