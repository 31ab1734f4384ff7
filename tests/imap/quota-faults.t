# RFC 9208: whose quotas nobody else learns of, and who may not set any
set: alice quota.messages 10
order: strict

# the root of another, a name that none has, one that none can have
1 C: a GETQUOTA bob@example.test
1 S: a NO [NONEXISTENT] there is no such quota root$
1 C: b GETQUOTA carol@example.test
1 S: b NO [NONEXISTENT] there is no such quota root$
1 C: c GETQUOTA ""
1 S: c NO [NONEXISTENT] there is no such quota root$
1 C: d GETQUOTA "a@b@c ("
1 S: d NO [NONEXISTENT] there is no such quota root$
1 C: e SETQUOTA alice@example.test (STORAGE 1000000)
1 S: e NO [NOPERM]
1 C: f SETQUOTA alice@example.test ()
1 S: f NO [NOPERM]
1 C: g SETQUOTA bob@example.test (MESSAGE 1)
1 S: g NO [NOPERM]
1 C: h GETQUOTAROOT INBOX
1 S: * QUOTAROOT INBOX alice@example.test$
1 S: * QUOTA alice@example.test (MESSAGE 0 10)$
1 S: h OK
1 C: i GETQUOTA
1 S: i BAD expected the name of a quota root after GETQUOTA
1 C: j SETQUOTA alice@example.test
1 S: j BAD expected a list of resources and limits after the name of a quota root
1 C: k SETQUOTA alice@example.test (STORAGE 1 STORAGE 2)
1 S: k BAD expected each resource once
1 C: l SETQUOTA alice@example.test (STORAGE 9223372036854775808)
1 S: l BAD
1 C: m GETQUOTAROOT
1 S: m BAD
1 C: n UID GETQUOTA alice@example.test
1 S: n BAD
