# RFC 9051 section 5.4: after half an hour of silence the server says BYE, in IDLE, too
connections: 3

1 timeout
1 S: * BYE nothing was heard from you for too long
1 closed

2 C: a IDLE
2 S: + idling
2 S: * OK still here$
2 timeout
2 S: * BYE
2 closed

3 C: a APPEND INBOX {5}
3 S: + OK
3 timeout
3 S: * BYE
3 closed
