# RFC 2449 section 6.7: EXPIRE says how long what was fetched stays listed: not at all where it moves
# away or is listed once, thirty days of recent mail, else for ever
connections: 4
state: greeted

1 C: USER alice@example.test
1 C: PASS alice-password
1 C: CAPA
1 S: +OK
1 S: +OK
1 S: +OK
1 S: ...
1 S: EXPIRE NEVER$
1 S: .$
operator account set: alice@example.test pop3.fetched read
1 C: CAPA
1 S: +OK
1 S: ...
1 S: EXPIRE NEVER$
1 S: .$
operator account set: alice@example.test pop3.fetched archive
1 C: CAPA
1 S: +OK
1 S: ...
1 S: EXPIRE 0$
1 S: .$
operator account set: alice@example.test pop3.fetched default
operator account set: alice@example.test pop3 from-now-on
2 C: USER alice@example.test
2 C: PASS alice-password
2 C: CAPA
2 S: +OK
2 S: +OK
2 S: +OK
2 S: ...
2 S: EXPIRE 0$
2 S: .$
3 C: USER recent:alice@example.test
3 C: PASS alice-password
3 C: CAPA
3 S: +OK
3 S: +OK
3 S: +OK
3 S: ...
3 S: EXPIRE 30$
3 S: .$
4 C: CAPA
4 S: +OK
4 S: ...
4 S: EXPIRE 0 USER$
4 S: .$
