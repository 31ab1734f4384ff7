# XLIST is off where nobody has switched it on
1 C: a XLIST "" "*"
1 S: a BAD there is no command XLIST$
