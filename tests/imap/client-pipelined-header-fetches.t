# Small clients ask for the headers of few messages at a time, many such commands at once
mail: two-messages.mbox
connections: 2
state: selected
order: strict

1 C: a01 UID FETCH 1 (UID BODY.PEEK[HEADER.FIELDS (SUBJECT)])
1 C: a02 UID FETCH 2 (UID BODY.PEEK[HEADER.FIELDS (SUBJECT)])
1 C: a03 UID FETCH 1:2 (FLAGS)
1 C: a04 UID FETCH 1 (UID BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])
1 C: a05 UID STORE 2 +FLAGS.SILENT (\Seen)
1 C: a06 UID FETCH 2 (FLAGS)
1 C: a07 UID SEARCH UNSEEN
1 C: a08 NOOP
1 C: a09 UID FETCH 99 (FLAGS)
1 C: a10 UID FETCH 2 (UID BODY.PEEK[HEADER.FIELDS (SUBJECT)])
1 S: * 1 FETCH (UID 1 BODY[HEADER.FIELDS (SUBJECT)] {{{
Subject: First

}}})$
1 S: a01 OK
1 S: * 2 FETCH (UID 2 BODY[HEADER.FIELDS (SUBJECT)] {{{
Subject: Second

}}})$
1 S: a02 OK
1 S: * 1 FETCH (UID 1 FLAGS (\Recent))$
1 S: * 2 FETCH (UID 2 FLAGS (\Recent))$
1 S: a03 OK
1 S: * 1 FETCH (UID 1 BODY[HEADER.FIELDS (MESSAGE-ID)] {{{
Message-ID: <first@example.test>

}}})$
1 S: a04 OK
1 S: a05 OK
1 S: * 2 FETCH (UID 2 FLAGS (\Seen \Recent))$
1 S: a06 OK
1 S: * SEARCH 1$
1 S: a07 OK
1 S: a08 OK
1 S: a09 OK
1 S: * 2 FETCH (UID 2 BODY[HEADER.FIELDS (SUBJECT)] {{{
Subject: Second

}}})$
1 S: a10 OK

# Numbers in commands that wait behind others stay good: nothing is expunged for this client between them.
2 C: a UID STORE 1 +FLAGS.SILENT (\Deleted)
2 C: b EXPUNGE
2 S: a OK
2 S: * 1 EXPUNGE
2 S: b OK
1 C: b01 FETCH 2 (UID)
1 C: b02 STORE 2 +FLAGS.SILENT (\Flagged)
1 C: b03 SEARCH FLAGGED
1 C: b04 FETCH 2 (UID FLAGS)
1 C: b05 NOOP
1 C: b06 FETCH 1 (UID FLAGS)
1 S: * 2 FETCH (UID 2)$
1 S: b01 OK
1 S: b02 OK
1 S: * SEARCH 2$
1 S: b03 OK
1 S: * 2 FETCH (UID 2 FLAGS (\Flagged \Seen \Recent))$
1 S: b04 OK
1 S: * 1 EXPUNGE
1 S: b05 OK
1 S: * 1 FETCH (UID 2 FLAGS (\Flagged \Seen \Recent))$
1 S: b06 OK
