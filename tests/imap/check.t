# RFC 3501 section 6.4.1
mail: two-messages.mbox
connections: 2

1 C: a CHECK
1 S: a BAD CHECK needs a selected mailbox
1 C: b SELECT INBOX
1 S: ...
1 S: b OK
2 C: a APPEND INBOX {{{
x
}}}
2 S: a OK
1 C: c CHECK
1 S: * 3 EXISTS
1 S: * 3 RECENT
1 S: c OK CHECK completed$
1 C: d CHECK it
1 S: d BAD
