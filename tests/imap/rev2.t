# RFC 9051 appendix E: what ENABLE IMAP4rev2 changes
connections: 2
order: strict

1 C: a ENABLE IMAP4rev2
1 S: * ENABLED IMAP4rev2$
1 S: a OK
1 C: b SELECT INBOX
1 S: ...
1 S: b OK
2 C: a APPEND INBOX {{{
x
}}}
2 S: a OK
1 C: c NOOP
1 S: * 1 EXISTS$
1 S: c OK
1 C: d SEARCH UNSEEN
1 S: * ESEARCH (TAG "d") ALL 1$
1 S: d OK
1 C: e FETCH 1 FLAGS
1 S: * 1 FETCH (FLAGS ())$
1 S: e OK
1 C: f STORE 1 +FLAGS (\Seen)
1 S: * 1 FETCH (UID 1 FLAGS (\Seen))$
1 S: f OK
1 C: g CREATE "Größe"
1 S: g OK
1 C: h LIST "" "Gr%"
1 S: * LIST (\HasNoChildren) "/" "Größe"$
1 S: h OK
1 C: i STATUS INBOX (MESSAGES DELETED SIZE)
1 S: * STATUS INBOX (MESSAGES 1 DELETED 0 SIZE 3)$
1 S: i OK
1 C: j SELECT "Größe"
1 S: * OK [CLOSED]
1 S: ...
1 S: j OK
1 C: k UNSELECT
1 S: k OK
