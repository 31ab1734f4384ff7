# Must fail, in every way to play: there are two messages
mail: two-messages.mbox

1 C: NOOP
1 S: +OK
1 C: STAT
1 S: +OK 3
