# imap.without with no condition holds for everybody, before login too
state: connected
set: imap.without ["AUTH=LOGIN AUTH=PLAIN IMAP4rev2", "network=0.0.0.0/0 LITERAL-", "network=::/0 LITERAL-"]

1 S: * OK [CAPABILITY IMAP4rev1 AUTH=
1 C: a AUTHENTICATE PLAIN $plain(alice@example.test,alice-password)
1 S: a NO [CANNOT] there is no such login mechanism here$
1 C: b AUTHENTICATE login
1 S: b NO [CANNOT]
1 C: c LOGIN alice@example.test alice-password
1 S: c OK [CAPABILITY IMAP4rev1 ID ENABLE LITERAL+
1 C: d ENABLE IMAP4rev2
1 S: * ENABLED$
1 S: d OK
