# A disk that is full: NO [UNAVAILABLE] for what changes something; reading goes on, nothing is lost
mail: two-messages.mbox
connections: 3
state: selected

1 C: a STORE 2 +FLAGS.SILENT (\Deleted)
1 S: a OK
store fails
1 C: b STORE 1 +FLAGS (\Seen)
1 S: b NO [UNAVAILABLE]
1 C: c APPEND INBOX {{{
x
}}}
1 S: c NO [UNAVAILABLE]
1 C: d EXPUNGE
1 S: d NO [UNAVAILABLE]
1 C: e UID EXPUNGE 2
1 S: e NO [UNAVAILABLE]
1 C: f COPY 1 Trash
1 S: f NO [UNAVAILABLE]
1 C: g MOVE 1 Trash
1 S: g NO [UNAVAILABLE]
1 C: h CREATE New
1 S: h NO [UNAVAILABLE]
1 C: i DELETE Trash
1 S: i NO [UNAVAILABLE]
1 C: j RENAME Trash Other
1 S: j NO [UNAVAILABLE]
1 C: k UNSUBSCRIBE Trash
1 S: k NO [UNAVAILABLE]
1 C: l FETCH 1:2 (FLAGS BODY.PEEK[TEXT]<0.5>)
1 S: * 1 FETCH (FLAGS (\Recent) BODY[TEXT]<0> {{{-
Hello
}}})$
1 S: * 2 FETCH (FLAGS (\Deleted \Recent) BODY[TEXT]<0> {{{-
Short
}}})$
1 S: l OK
# a message is given though \Seen cannot be kept
1 C: m FETCH 1 BODY[TEXT]<0.5>
1 S: * NO [UNAVAILABLE]
1 S: * 1 FETCH (BODY[TEXT]<0> {{{-
Hello
}}})$
1 S: m OK
1 C: n SEARCH TEXT short
1 S: * SEARCH 2$
1 S: n OK
1 C: o LIST "" "*"
1 S: ...
1 S: o OK
1 C: p STATUS INBOX (MESSAGES DELETED UNSEEN)
1 S: * STATUS INBOX (MESSAGES 2 DELETED 1 UNSEEN 2)$
1 S: p OK
# a new session can log in and read
2 C: a NOOP
2 S: a OK
# CLOSE knows no NO: the mailbox is closed, what could not be done is said
1 C: q CLOSE
1 S: * NO [UNAVAILABLE]
1 S: q OK
store works
3 C: a FETCH 1:2 FLAGS
3 S: * 1 FETCH (FLAGS ())$
3 S: * 2 FETCH (FLAGS (\Deleted))$
3 S: a OK
3 C: b EXPUNGE
3 S: * 2 EXPUNGE
3 S: b OK
2 C: b NOOP
2 S: * 2 EXPUNGE
2 S: b OK
