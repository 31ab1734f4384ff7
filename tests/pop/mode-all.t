# pop3 all: what was not fetched, of all mailboxes but those for junk and trash, the oldest first.
# What RETR sent in a session that ended with QUIT is fetched, and not listed again
mail: two-messages.mbox
service: imap pop pop pop pop
connections: 5
set: alice pop3 all

1 C: a CREATE Projects/Old
1 S: a OK
1 C: b CREATE Trash/Thrown
1 S: b OK
1 C: c APPEND Projects/Old "01-Jan-2026 10:00:00 +0000" {{{
Subject: oldest

x
}}}
1 S: c OK
1 C: d APPEND Sent (\Seen) "01-Jan-2030 10:00:00 +0000" {{{
Subject: newest

x
}}}
1 S: d OK
1 C: e APPEND Junk {{{
Subject: junk

x
}}}
1 S: e OK
1 C: f APPEND Trash {{{
Subject: trash

x
}}}
1 S: f OK
1 C: g APPEND Trash/Thrown {{{
Subject: thrown

x
}}}
1 S: g OK
1 C: h APPEND Drafts (\Draft) {{{
Subject: draft

x
}}}
1 S: h OK

2 C: LIST
2 S: +OK 4 messages
2 S: 1 22$
2 S: 2 $size
2 S: 3 $other
2 S: 4 22$
2 S: .$
2 C: TOP 1 0
2 S: +OK
2 S: Subject: oldest$
2 S: $
2 S: .$
2 C: UIDL
2 S: +OK
2 S: 1 $oldest$
2 S: 2 $first$
2 S: 3 $second$
2 S: 4 $newest$
2 S: .$
2 C: RETR 1
2 S: +OK 22 octets
2 S: ...
2 S: .$
2 close

# a lost line, TOP and RSET fetch nothing
3 C: UIDL
3 S: +OK
3 S: 1 $oldest$
3 S: 2 $first$
3 S: 3 $second$
3 S: 4 $newest$
3 S: .$
3 C: RETR 1
3 S: +OK 22 octets
3 S: Subject: oldest$
3 S: $
3 S: x$
3 S: .$
3 C: RETR 4
3 S: +OK 22 octets
3 S: Subject: newest$
3 S: ...
3 S: .$
3 C: TOP 2 0
3 S: +OK
3 S: ...
3 S: .$
3 C: QUIT
3 S: +OK
3 closed

# what the client deletes stays where it is, and counts as fetched
4 C: UIDL
4 S: +OK
4 S: 1 $first$
4 S: 2 $second$
4 S: .$
4 C: DELE 1
4 S: +OK
4 C: RETR 1
4 S: -ERR There is no such message
4 C: QUIT
4 S: +OK
4 closed
1 C: i STATUS INBOX (MESSAGES UNSEEN)
1 S: * STATUS INBOX (MESSAGES 2 UNSEEN 2)
1 S: i OK
5 C: UIDL
5 S: +OK
5 S: 1 $second$
5 S: .$
