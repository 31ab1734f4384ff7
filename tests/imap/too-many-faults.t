# Who knows no command at all is sent away
order: strict
connections: 2

1 C= "a NONSENSE\r\n"*19 "b NOOP\r\n"
1 S: a BAD there is no command NONSENSE
1 S: ...
1 S: b OK
1 C= "c NONSENSE\r\n"*20
1 S: c BAD there is no command NONSENSE
1 S: ...
1 S: * BYE too many commands that are none
1 closed

2 C: a NOOP
2 S: a OK
