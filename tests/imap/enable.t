# RFC 5161: ENABLE names what it has switched on, and passes over what it does not know
connections: 2

1 C: a ENABLE CONDSTORE
1 S: * ENABLED CONDSTORE$
1 S: a OK
1 C: b ENABLE x-unknown IDLE qresync UTF8=accept imap4rev2
1 S: * ENABLED QRESYNC UTF8=ACCEPT IMAP4rev2$
1 S: b OK
1 C: c ENABLE NOTHING
1 S: * ENABLED$
1 S: c OK
1 C: d ENABLE
1 S: d BAD expected a capability after ENABLE
1 C: e ENABLE (CONDSTORE)
1 S: e BAD

# with a mailbox selected the client learns where it stands (RFC 7162 section 3.1)
2 C: a SELECT INBOX
2 S: * OK [HIGHESTMODSEQ $modseq]
2 S: ...
2 S: a OK
2 C: b ENABLE CONDSTORE
2 S: * OK [HIGHESTMODSEQ $modseq]
2 S: * ENABLED CONDSTORE$
2 S: b OK
2 C: c ENABLE CONDSTORE
2 S: * ENABLED CONDSTORE$
2 S: c OK
