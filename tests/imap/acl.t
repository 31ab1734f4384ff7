# RFC 4314: the owner says who may do what with a mailbox
1 C: a GETACL INBOX
1 S: * ACL INBOX alice@example.test lrswipkxteacd$
1 S: a OK GETACL completed$
1 C: b SETACL inbox bob@example.test lrs
1 S: b OK SETACL completed$
1 C: c SETACL INBOX -BOB@Example.test w
1 S: c OK
# whether there is such an account is not told
1 C: d SETACL INBOX nobody@example.test lra
1 S: d OK SETACL completed$
1 C: e GETACL INBOX
1 S: * ACL INBOX alice@example.test lrswipkxteacd bob@example.test lrs -bob@example.test w nobody@example.test lra$
1 S: e OK
1 C: f SETACL INBOX bob@example.test +wd
1 S: f OK
1 C: g SETACL INBOX bob@example.test -s
1 S: g OK
1 C: h GETACL INBOX
1 S: * ACL INBOX alice@example.test lrswipkxteacd bob@example.test lrwxted -bob@example.test w nobody@example.test lra$
1 S: h OK
1 C: i DELETEACL INBOX -bob@example.test
1 S: i OK DELETEACL completed$
1 C: j DELETEACL INBOX nobody@example.test
1 S: j OK
1 C: k DELETEACL INBOX nobody@example.test
1 S: k OK
1 C: l SETACL INBOX bob@example.test ""
1 S: l OK
1 C: m GETACL INBOX
1 S: * ACL INBOX alice@example.test lrswipkxteacd$
1 S: m OK
# the obsolete rights stand for the new ones (section 2.1.1)
1 C: n SETACL INBOX bob c
1 S: n OK
1 C: o GETACL INBOX
1 S: * ACL INBOX alice@example.test lrswipkxteacd bob@example.test kc$
1 S: o OK
# the owner keeps all rights
1 C: p SETACL INBOX alice@example.test lr
1 S: p NO [CANNOT] the owner of a mailbox has all rights always$
1 C: q SETACL INBOX alice@example.test lrswipkxtea
1 S: q OK
1 C: r SETACL INBOX -alice@example.test r
1 S: r NO [CANNOT]
1 C: s DELETEACL INBOX alice@example.test
1 S: s NO [CANNOT]
1 C: t MYRIGHTS INBOX
1 S: * MYRIGHTS INBOX lrswipkxteacd$
1 S: t OK MYRIGHTS completed$
1 C: u LISTRIGHTS INBOX alice@example.test
1 S: * LISTRIGHTS INBOX alice@example.test lrswipkxteacd$
1 S: u OK LISTRIGHTS completed$
# the identifier comes back as it was written (section 3.4)
1 C: v LISTRIGHTS INBOX Bob
1 S: * LISTRIGHTS INBOX Bob "" l r s w i p k x t e a c d$
1 S: v OK
1 C: w LISTRIGHTS INBOX nobody@example.test
1 S: * LISTRIGHTS INBOX nobody@example.test "" l r s w i p k x t e a c d$
1 S: w OK
1 C: x LISTRIGHTS INBOX -alice@example.test
1 S: * LISTRIGHTS INBOX -alice@example.test ""$
1 S: x OK
