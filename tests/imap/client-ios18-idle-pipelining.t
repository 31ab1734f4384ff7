# iOS 18 sends commands right behind IDLE and DONE, in one packet; its sync must come to an end
mail: two-messages.mbox
connections: 2
order: strict

1 C: a SELECT INBOX
1 S: ...
1 S: a OK
# behind IDLE: DONE ends it before anything happened
1 C: b IDLE
1 C: DONE
1 C: c UID FETCH 1:* (UID FLAGS)
1 C: d NOOP
1 S: + idling$
1 S: * OK still here$
1 S: b OK
1 S: * 1 FETCH (UID 1 FLAGS (\Recent))$
1 S: * 2 FETCH (UID 2 FLAGS (\Recent))$
1 S: c OK
1 S: d OK
1 !
# behind DONE: the answers come in the order of the commands
1 C: e IDLE
1 S: + idling$
1 S: * OK still here$
1 !
2 C: a APPEND INBOX {{{
Subject: third
}}}
2 S: a OK
1 S: * 3 EXISTS
1 S: * 3 RECENT
1 C: DONE
1 C: f FETCH 3 (UID FLAGS)
1 C: g IDLE
1 S: e OK
1 S: * 3 FETCH (UID 3 FLAGS (\Recent))$
1 S: f OK
1 S: + idling$
1 S: * OK still here$
1 !
1 C= "DONE\r\nh IDLE\r\nDONE\r\ni STATUS INBOX (MESSAGES)\r\nj IDLE\r\n"
1 S: g OK
1 S: + idling$
1 S: * OK still here$
1 S: h OK
1 S: * STATUS INBOX (MESSAGES 3)$
1 S: i OK
1 S: + idling$
1 S: * OK still here$
2 C: b APPEND INBOX {{{
Subject: fourth
}}}
2 S: b OK
1 S: * 4 EXISTS
1 S: * 4 RECENT
1 C: DONE
1 S: j OK
# what is no DONE ends IDLE, too, and is no command
1 C: k IDLE
1 C: l NOOP
1 C: m NOOP
1 S: + idling$
1 S: * OK still here$
1 S: k BAD expected DONE to end IDLE$
1 S: m OK
