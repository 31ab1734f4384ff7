# RFC 5182, RFC 9051 section 6.4.4.1: the saved result of a SEARCH
mail: search.mbox
state: selected
connections: 2

1 C: a FETCH $ UID
1 S: a OK
1 C: b SEARCH RETURN (SAVE) 2:3
1 S: b OK
1 C: c FETCH $ UID
1 S: * 2 FETCH (UID 2)
1 S: * 3 FETCH (UID 3)
1 S: c OK
1 C: d UID FETCH $ UID
1 S: * 2 FETCH (UID 2)
1 S: * 3 FETCH (UID 3)
1 S: d OK
1 C: e SEARCH $ SUBJECT numbers
1 S: * SEARCH 3$
1 S: e OK
1 C: f SEARCH UID $
1 S: * SEARCH 2 3$
1 S: f OK
1 C: g SEARCH RETURN (SAVE COUNT) OR $ 1
1 S: * ESEARCH (TAG "g") COUNT 3$
1 S: g OK
1 C: h SEARCH $
1 S: * SEARCH 1 2 3$
1 S: h OK
# MIN and MAX save what they find, unless more is asked for
1 C: i SEARCH RETURN (SAVE MIN) 2:4
1 S: * ESEARCH (TAG "i") MIN 2$
1 S: i OK
1 C: j SEARCH $
1 S: * SEARCH 2$
1 S: j OK
1 C: k SEARCH RETURN (MIN SAVE MAX) 2:4
1 S: * ESEARCH (TAG "k") MIN 2 MAX 4$
1 S: k OK
1 C: l SEARCH $
1 S: * SEARCH 2 4$
1 S: l OK
1 C: m SEARCH RETURN (SAVE MAX ALL) 2:4
1 S: * ESEARCH (TAG "m") MAX 4 ALL 2:4$
1 S: m OK
1 C: n SEARCH $
1 S: * SEARCH 2 3 4$
1 S: n OK
# BAD leaves the result as it is, NO empties it
1 C: o SEARCH RETURN (SAVE) NONSENSE
1 S: o BAD
1 C: p SEARCH $
1 S: * SEARCH 2 3 4$
1 S: p OK
1 C: q SEARCH RETURN (SAVE) CHARSET X-UNKNOWN SUBJECT a
1 S: q NO [BADCHARSET
1 C: r SEARCH $
1 S: * SEARCH$
1 S: r OK
# what is expunged is no more in it; all commands with sets take it
1 C: s SEARCH RETURN (SAVE) 1:3
1 S: s OK
1 C: t STORE 2 +FLAGS.SILENT (\Deleted)
1 S: t OK
1 C: u EXPUNGE
1 S: * 2 EXPUNGE
1 S: u OK
1 C: v STORE $ FLAGS (\Flagged)
1 S: * 1 FETCH (UID 1 FLAGS (\Flagged \Recent))$
1 S: * 2 FETCH (UID 3 FLAGS (\Flagged \Recent))$
1 S: v OK
1 C: w COPY $ Archive
1 S: w OK [COPYUID $archive 1,3 1:2]
1 C: x UID MOVE $ Trash
1 S: * OK [COPYUID $trash 1,3 1:2]
1 S: * 1 EXPUNGE
1 S: * 1 EXPUNGE
1 S: x OK
1 C: y COPY $ Archive
1 S: y OK COPY completed$
1 C: z FETCH $,1 UID
1 S: z BAD

# SELECT forgets it
2 C: a SEARCH RETURN (SAVE) ALL
2 S: a OK
2 C: b EXAMINE INBOX
2 S: ...
2 S: b OK
2 C: c UID FETCH $ UID
2 S: c OK
2 C: d SEARCH RETURN (SAVE) $
2 S: d OK
