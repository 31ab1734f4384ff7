# Who does not log in is disconnected
state: greeted

1 timeout
1 closed
