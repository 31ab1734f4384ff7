# RFC 8474: MAILBOXID, EMAILID, THREADID; copies of a message keep the last two, a renamed mailbox
# keeps the first
mail: two-messages.mbox
connections: 2

1 C: a CREATE Work
1 S: a OK [MAILBOXID ($work)] CREATE completed$
1 C: b STATUS Work (MAILBOXID MESSAGES)
1 S: * STATUS Work (MAILBOXID ($work) MESSAGES 0)$
1 S: b OK
1 C: c RENAME Work Play
1 S: c OK
1 C: d LIST "" Play RETURN (STATUS (MAILBOXID))
1 S: * LIST (\HasNoChildren) "/" Play$
1 S: * STATUS Play (MAILBOXID ($work))$
1 S: d OK
1 C: e EXAMINE Play
1 S: * OK [MAILBOXID ($work)]
1 S: ...
1 S: e OK
# another mailbox of the same name is another
1 C: f UNSELECT
1 S: f OK
1 C: g DELETE Play
1 S: g OK
1 C: h CREATE Play
1 S: h OK [MAILBOXID ($play)]
1 C: i SELECT INBOX
1 S: * OK [MAILBOXID ($inbox)]
1 S: ...
1 S: i OK

1 C: j FETCH 1:2 (EMAILID THREADID)
1 S: * 1 FETCH (EMAILID ($first) THREADID ($thread))$
1 S: * 2 FETCH (EMAILID ($second) THREADID ($other))$
1 S: j OK
1 C: k COPY 1 Play
1 S: k OK
1 C: l MOVE 1 Play
1 S: * OK [COPYUID
1 S: * 1 EXPUNGE
1 S: l OK
# the same bytes once more, and an answer to them
1 C: m APPEND Play {{{
Message-ID: <third@example.test>
References: <first@example.test> <between@example.test>
Subject: Re: First

}}}
1 S: m OK
1 C: n APPEND Play {{{
Message-ID: <third@example.test>
References: <first@example.test> <between@example.test>
Subject: Re: First

}}}
1 S: n OK
1 C: o APPEND Play {4+}
1 C: none
1 S: o OK
2 C: a SELECT Play
2 S: * OK [MAILBOXID ($play)]
2 S: ...
2 S: a OK
2 C: b FETCH 1:5 (EMAILID THREADID)
2 S: * 1 FETCH (EMAILID ($first) THREADID ($thread))$
2 S: * 2 FETCH (EMAILID ($first) THREADID ($thread))$
2 S: * 3 FETCH (EMAILID ($third) THREADID ($thread))$
2 S: * 4 FETCH (EMAILID ($third) THREADID ($thread))$
2 S: * 5 FETCH (EMAILID ($none) THREADID NIL)$
2 S: b OK

2 C: c SEARCH EMAILID $first
2 S: * SEARCH 1 2$
2 S: c OK
2 C: d UID SEARCH RETURN (ALL) THREADID $thread
2 S: * ESEARCH (TAG "d") UID ALL 1:4$
2 S: d OK
2 C: e SEARCH OR EMAILID $third NOT THREADID $thread
2 S: * SEARCH 3 4 5$
2 S: e OK
2 C: f SEARCH NOT EMAILID $first THREADID $thread
2 S: * SEARCH 3 4$
2 S: f OK
# of another mailbox; none of ours; none at all
2 C: g SEARCH EMAILID $second
2 S: * SEARCH$
2 S: g OK
2 C: h SEARCH OR EMAILID Mnothing EMAILID x-Y_9
2 S: * SEARCH$
2 S: h OK
2 C: i SEARCH EMAILID "$first"
2 S: i BAD expected an object id
2 C: j SEARCH EMAILID a.b
2 S: j BAD expected an object id
2 C= "k SEARCH THREADID " "x"*256 "\r\n"
2 S: k BAD expected an object id
2 C= "l SEARCH THREADID " "x"*255 "\r\n"
2 S: * SEARCH$
2 S: l OK
2 C: m SEARCH THREADID
2 S: m BAD
2 C: n STATUS Play (MAILBOXID
2 S: n BAD
# an expunged copy is not found, though its body is still there
2 C: o STORE 1 +FLAGS.SILENT (\Deleted)
2 S: o OK
2 C: p EXPUNGE
2 S: * 1 EXPUNGE
2 S: p OK
2 C: q SEARCH EMAILID $first
2 S: * SEARCH 1$
2 S: q OK
# RENAME of INBOX takes its messages and their MAILBOXID along
1 C: p RENAME INBOX Old
1 S: p OK
1 C: q STATUS Old (MAILBOXID)
1 S: * STATUS Old (MAILBOXID ($inbox))$
1 S: q OK
1 C: r STATUS INBOX (MAILBOXID)
1 S: * STATUS INBOX (MAILBOXID ($fresh))$
1 S: r OK
