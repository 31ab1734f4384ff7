# RFC 10022: UIDBATCHES cuts the UIDs into ranges of so many messages, from the highest down
connections: 2

1 C: a SELECT INBOX
1 S: ...
1 S: a OK
1 C: b UIDBATCHES 500
1 S: * UIDBATCHES (TAG "b")$
1 S: b OK UIDBATCHES completed$
1 C= "c APPEND INBOX" " {4+}\r\ntest"*1001 "\r\n"
1 S: * 1001 EXISTS
1 S: * 1001 RECENT
1 S: c OK
1 C: d UIDBATCHES 500
1 S: * UIDBATCHES (TAG "d") 1001:502,501:2,1:1$
1 S: d OK
1 C: e uidbatches 501
1 S: * UIDBATCHES (TAG "e") 1001:501,500:1$
1 S: e OK
1 C: f UIDBATCHES 1001
1 S: * UIDBATCHES (TAG "f") 1001:1$
1 S: f OK
1 C: g UIDBATCHES 4294967295
1 S: * UIDBATCHES (TAG "g") 1001:1$
1 S: g OK
1 C: h UIDBATCHES 500 2:3
1 S: * UIDBATCHES (TAG "h") 501:2,1:1$
1 S: h OK
1 C: i UIDBATCHES 500 1:1
1 S: * UIDBATCHES (TAG "i") 1001:502$
1 S: i OK
1 C: j UIDBATCHES 500 4:10
1 S: * UIDBATCHES (TAG "j")$
1 S: j OK
1 C: k UIDBATCHES 499
1 S: k NO [TOOFEW]
1 C: l UIDBATCHES 500 3:2
1 S: l BAD [CLIENTBUG]
1 C: m UIDBATCHES 0
1 S: m BAD
1 C: n UIDBATCHES 500 1:*
1 S: n BAD
1 C: o UIDBATCHES
1 S: o BAD expected a number of messages after UIDBATCHES
1 C: p UID UIDBATCHES 500
1 S: p BAD
# the saved result stays as it was, and gaps belong to the batch below them
1 C: q SEARCH RETURN (SAVE) 1:2
1 S: q OK
1 C: r STORE 2:501 +FLAGS.SILENT (\Deleted)
1 S: r OK
1 C: s UIDBATCHES 500
1 S: * UIDBATCHES (TAG "s") 1001:502,501:2,1:1$
1 S: s OK
1 C: t SEARCH $
1 S: * SEARCH 1 2$
1 S: t OK
1 C: u ENABLE QRESYNC
1 S: * OK [HIGHESTMODSEQ
1 S: * ENABLED
1 S: u OK
1 C: v EXPUNGE
1 S: * VANISHED 2:501$
1 S: v OK
1 C: w UIDBATCHES 500
1 S: * UIDBATCHES (TAG "w") 1001:502,501:1$
1 S: w OK
2 C: a UIDBATCHES 500
2 S: a BAD UIDBATCHES needs a selected mailbox
