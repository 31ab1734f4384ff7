# Who does not log in is told goodbye
state: greeted
connections: 4
order: strict

1 timeout
1 S: * BYE no login came in time
1 closed

# in the middle of a login, too
2 C: a AUTHENTICATE PLAIN
2 S: + $
2 timeout
2 S: * BYE
2 closed
3 C: a LOGIN {5}
3 S: + OK
3 timeout
3 S: * BYE
3 closed

# who is never silent, too
4 C: a NOOP
4 S: a OK
clock +59
4 C: b NOOP
4 S: b OK
clock +1
4 C: c NOOP
4 S: ...
4 S: * BYE no login came in time
4 closed
