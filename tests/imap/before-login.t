# Commands for those who have logged in, before the login
state: greeted

1 C: a ENABLE CONDSTORE
1 S: a BAD ENABLE needs a login first
1 C: b IDLE
1 S: b BAD IDLE needs a login first
1 C: c FETCH 1 FLAGS
1 S: c BAD FETCH needs a login first
1 C: d LIST "" "*"
1 S: d BAD LIST needs a login first
1 C: e UID EXPUNGE 1
1 S: e BAD EXPUNGE needs a login first
1 C: f APPEND INBOX {3+}
1 C= "abc\r\n"
1 S: f BAD APPEND needs a login first
1 C: g NOOP
1 S: g OK
