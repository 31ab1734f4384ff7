# RFC 8970: the beginning of what a message says, made when it came
connections: 2

1 C: a APPEND INBOX {{{
Subject: x
Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

Sch=F6ne
   Gr=FC=DFe "an" alle,
> zitiert
bis bald
--b
Content-Type: text/html

<p>Not this</p>
--b--
}}}
1 S: a OK
1 C: b APPEND INBOX {{{
Subject: no text

}}}
1 S: b OK
1 C: c APPEND INBOX {{{
Content-Type: text/html

<html><style>p{}</style><p>Hello &amp;<br>good   bye</p>
}}}
1 S: c OK
1 C: d SELECT INBOX
1 S: ...
1 S: d OK
# 8-bit needs a literal without UTF8=ACCEPT
1 C: e FETCH 1 PREVIEW
1 S= "* 1 FETCH (PREVIEW {35}\r\nSch\xc3\xb6ne Gr\xc3\xbc\xc3\x9fe \"an\" alle, bis bald)"
1 S: e OK
1 C: f FETCH 2:3 (UID PREVIEW (LAZY) FLAGS)
1 S: * 2 FETCH (UID 2 PREVIEW "" FLAGS (\Recent))$
1 S: * 3 FETCH (UID 3 PREVIEW "Hello & good bye" FLAGS (\Recent))$
1 S: f OK
1 C: g FETCH 3 PREVIEW (LAZY)
1 S: * 3 FETCH (PREVIEW "Hello & good bye")$
1 S: g OK
1 C: h FETCH 3 PREVIEW (CHANGEDSINCE 1)
1 S: * OK [HIGHESTMODSEQ
1 S: * 3 FETCH (MODSEQ ($modseq) PREVIEW "Hello & good bye")$
1 S: h OK
# it is no reading
1 C: i FETCH 3 FLAGS
1 S: * 3 FETCH (FLAGS (\Recent))$
1 S: i OK
1 C: j FETCH 3 PREVIEW (EAGER)
1 S: j BAD
1 C: k FETCH 3 (PREVIEW ())
1 S: k BAD
2 C: a ENABLE UTF8=ACCEPT UIDONLY
2 S: * ENABLED
2 S: a OK
2 C: b EXAMINE INBOX
2 S: ...
2 S: b OK
2 C: c UID FETCH 1 PREVIEW
2 S= "* 1 UIDFETCH (PREVIEW \"Sch\xc3\xb6ne Gr\xc3\xbc\xc3\x9fe \\\"an\\\" alle, bis bald\")"
2 S: c OK
