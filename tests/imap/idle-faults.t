# IDLE without a mailbox, with another end, and with commands pipelined as iOS does
mail: two-messages.mbox
connections: 2

1 C: a IDLE
1 S: + idling
1 S: * OK still here$
1 !
1 C: DONE
1 S: a OK
1 C: b IDLE now
1 S: b BAD
1 C: c IDLE
1 S: + idling
1 S: * OK still here$
1 C: d NOOP
1 S: c BAD expected DONE to end IDLE
1 C: e NOOP
1 S: e OK
1 C: f IDLE
1 S: + idling
1 S: * OK still here$
1 C= "DO\x00NE\r\n"
1 S: f BAD
1 C: g IDLE
1 S: + idling
1 S: * OK still here$
1 C= "D"*100000 "\r\n"
1 S: g BAD [TOOBIG]
1 C: h SELECT INBOX
1 S: ...
1 S: h OK
# everything in one packet
1 C: i IDLE
1 C: DONE
1 C: j FETCH 1 UID
1 C: k IDLE
1 S: + idling
1 S: * OK still here$
1 S: i OK
1 S: * 1 FETCH (UID 1)
1 S: j OK
1 S: + idling
1 S: * OK still here$
1 C: DONE
1 C: l NOOP
1 C: m LOGOUT
1 S: k OK
1 S: l OK
1 S: * BYE
1 S: m OK
1 closed

# the client drops the line
2 C: a IDLE
2 S: + idling
2 S: * OK still here$
2 close
