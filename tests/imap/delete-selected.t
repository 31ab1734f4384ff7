# A mailbox that is deleted while it is selected: its messages go, nothing breaks
connections: 2

1 C: a CREATE Short
1 S: a OK
1 C: b APPEND Short (\Seen) {{{
Subject: x

text
}}}
1 S: b OK [APPENDUID $validity 1]
1 C: c SELECT Short
1 S: * 1 EXISTS
1 S: ...
1 S: c OK
2 C: a DELETE Short
2 S: a OK
# by message number it is still told of, and what of it is kept can be read
1 C: d FETCH 1 (UID FLAGS)
1 S: * 1 FETCH (UID 1 FLAGS (\Seen \Recent))
1 S: d OK
1 C: e STORE 1 +FLAGS (\Flagged)
1 S: e NO [NONEXISTENT]
1 C: f COPY 1 INBOX
1 S: f NO [NONEXISTENT]
1 C: g NOOP
1 S: * 1 EXPUNGE
1 S: g OK
1 C: h SEARCH ALL
1 S: * SEARCH$
1 S: h OK
1 C: i FETCH 1 FLAGS
1 S: i BAD
1 C: j EXPUNGE
1 S: j NO [NONEXISTENT]
1 C: k UID STORE 1 +FLAGS (\Flagged)
1 S: k NO [NONEXISTENT]
1 C: l UID FETCH 1:* (FLAGS) (CHANGEDSINCE 1)
1 S: l OK
1 C: m CHECK
1 S: m OK
1 C: n IDLE
1 S: + idling
1 S: * OK still here$
1 C: DONE
1 S: n OK
1 C: o CLOSE
1 S: o OK
# one of that name made anew is another
2 C: b CREATE Short
2 S: b OK
1 C: p SELECT Short
1 S: * 0 EXISTS
1 S: ...
1 S: p OK
1 C: q DELETE Short
1 S: q OK
1 C: r UNSELECT
1 S: r OK
