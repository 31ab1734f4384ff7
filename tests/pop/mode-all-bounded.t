# pop3 all: a session lists the oldest, as many as the service says; the next one lists the next
mail: two-messages.mbox two-messages.mbox
service: imap pop pop pop pop
connections: 5
set: alice pop3 all
set: pop3.session_messages 2

1 C: a APPEND Sent "01-Jan-2026 10:00:00 +0000" {{{
Subject: oldest

x
}}}
1 S: a OK
2 C: UIDL
2 S: +OK
2 S: 1 $oldest$
2 S: 2 $first$
2 S: .$
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
3 C: UIDL
3 S: +OK
3 S: 1 $second$
3 S: .$
3 C: RETR 1
3 C: QUIT
3 S: +OK
3 S: ...
3 S: .$
3 S: +OK Bye
3 closed
4 C: STAT
4 S: +OK 0 0
