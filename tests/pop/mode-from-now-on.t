# pop3 from-now-on: only what arrives from the moment on at which it was chosen. Choosing it again
# changes nothing, as it holds already; after another choice it begins anew
mail: two-messages.mbox
service: imap pop pop pop pop pop
connections: 6

operator account set: alice@example.test pop3 from-now-on
2 C: STAT
2 S: +OK 0 0
2 C: QUIT
2 S: +OK
2 closed
clock +60
1 C: a APPEND Projects {{{
Subject: new

x
}}}
1 S: a NO [TRYCREATE]
1 C: b APPEND Archive {{{
Subject: new

x
}}}
1 S: b OK
1 C: c APPEND Archive "01-Mar-2026 10:00:00 +0000" {{{
Subject: old

x
}}}
1 S: c OK
clock +60
operator account set: alice@example.test pop3 from-now-on
operator account set: alice@example.test name Alice
3 C: TOP 1 0
3 S: +OK
3 S: Subject: new$
3 S: $
3 S: .$
3 C: TOP 2 0
3 S: -ERR
operator account set: alice@example.test pop3 classic
4 C: STAT
4 S: +OK 2 
operator account set: alice@example.test pop3 from-now-on
5 C: STAT
5 S: +OK 0 0
operator account set: alice@example.test pop3 all
6 C: STAT
6 S: +OK 4 
