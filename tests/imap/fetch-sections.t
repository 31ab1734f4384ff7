# RFC 9051 section 6.4.5.1: every form of a section, whole and in part
mail: parts.mbox
state: selected
order: strict

1 C: a FETCH 1 BODY.PEEK[HEADER.FIELDS (subject DATE X-None)]
1 S: * 1 FETCH (BODY[HEADER.FIELDS (subject DATE X-None)] {{{
Date: Mon, 2 Feb 2026 09:00:00 +0100
Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=

}}})$
1 S: a OK
1 C: b FETCH 1 BODY.PEEK[HEADER.FIELDS.NOT (From To "Message-Id" Mime-Version Content-Type Date)]
1 S: * 1 FETCH (BODY[HEADER.FIELDS.NOT (From To Message-Id Mime-Version Content-Type Date)] {{{
Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=

}}})$
1 S: b OK
1 C: c FETCH 1 BODY.PEEK[HEADER]<0.12>
1 S: * 1 FETCH (BODY[HEADER]<0> {{{-
Date: Mon, 2
}}})$
1 S: c OK
1 C: d FETCH 1 (BODY.PEEK[1] BODY.PEEK[1.MIME] BODY.PEEK[2.MIME])
1 S: * 1 FETCH (BODY[1] {{{-
Sch=C3=B6n
}}} BODY[1.MIME] {{{
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

}}} BODY[2.MIME] {{{
Content-Type: application/octet-stream
Content-Transfer-Encoding: base64

}}})$
1 S: d OK
1 C: e FETCH 1 (BODY.PEEK[3] BODY.PEEK[3.HEADER] BODY.PEEK[3.TEXT] BODY.PEEK[3.1] BODY.PEEK[3.1.MIME] BODY.PEEK[3.HEADER.FIELDS (From)])
1 S: * 1 FETCH (BODY[3] {{{-
Subject: inner
From: carol@example.test

Inner text.
}}} BODY[3.HEADER] {{{
Subject: inner
From: carol@example.test

}}} BODY[3.TEXT] {{{-
Inner text.
}}} BODY[3.1] {{{-
Inner text.
}}} BODY[3.1.MIME] {{{
Subject: inner
From: carol@example.test

}}} BODY[3.HEADER.FIELDS (From)] {{{
From: carol@example.test

}}})$
1 S: e OK
1 C: f FETCH 1 BODY.PEEK[TEXT]<0.10>
1 S: * 1 FETCH (BODY[TEXT]<0> {{{
preamble
}}})$
1 S: f OK

# partials: in the middle, over the end, behind the end
1 C: g FETCH 1 (BODY.PEEK[1]<4.3> BODY.PEEK[1]<8.100> BODY.PEEK[1]<100.1> BODY.PEEK[1]<10.4294967296>)
1 S: * 1 FETCH (BODY[1]<4> {{{-
C3=
}}} BODY[1]<8> {{{-
6n
}}} BODY[1]<100> {{{
}}} BODY[1]<10> {{{
}}})$
1 S: g OK
1 C: h FETCH 1 BODY.PEEK[HEADER.FIELDS (Subject)]<9.5>
1 S: * 1 FETCH (BODY[HEADER.FIELDS (Subject)]<9> {{{-
=?UTF
}}})$
1 S: h OK

# what there is not
1 C: i FETCH 1 (BODY.PEEK[5] BODY.PEEK[1.1] BODY.PEEK[1.HEADER] BODY.PEEK[3.1.1] BODY.PEEK[2.TEXT])
1 S: * 1 FETCH (BODY[5] NIL BODY[1.1] NIL BODY[1.HEADER] NIL BODY[3.1.1] NIL BODY[2.TEXT] NIL)$
1 S: i OK

1 C: j FETCH 1 BODY.PEEK[MIME]
1 S: j BAD expected a part number before MIME
1 C: k FETCH 1 BODY.PEEK[HEADER.FIELDS]
1 S: k BAD
1 C: l FETCH 1 BODY.PEEK[HEADER.FIELDS ()]
1 S: l BAD
1 C: m FETCH 1 BODY.PEEK[NONSENSE]
1 S: m BAD
1 C: n FETCH 1 BODY.PEEK[1
1 S: n BAD
1 C: o FETCH 1 BODY.PEEK[0]
1 S: o BAD
1 C: p FETCH 1 BODY.PEEK[]<0.0>
1 S: p BAD
1 C: q FETCH 1 BODY.PEEK[]<5>
1 S: q BAD
1 C: r FETCH 1 RFC822[1]
1 S: r BAD
1 C= "s FETCH 1 BODY.PEEK[1" ".1"*1000 "]\r\n"
1 S: s BAD [TOOBIG]
