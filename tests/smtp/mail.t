# RFC 5321 section 4.1.1.2: MAIL and what is wrong with it
1 C: EHLO mail.example.org
1 S: ...
1 S: 250 SIZE
1 C: MAIL
1 S: 501 5.5.4 Expected: FROM:<address>
1 C: MAIL FROM:x@example.org
1 S: 501 5.1.7 Expected: FROM:<local-part@domain>
1 C: MAIL FROM: <x@example.org>
1 S: 501 5.1.7
1 C: MAIL FROM:<x@>
1 S: 501 5.1.7
1 C: MAIL FROM:<postmaster>
1 S: 501 5.1.7 The sender needs a domain
1 C: MAIL FROM:<x@example.org> BODY=BINARYMIME
1 S: 501 5.5.4 Expected once: BODY=7BIT or 8BITMIME
1 C: MAIL FROM:<x@example.org> SIZE=many
1 S: 501 5.5.4 Expected once: SIZE=number
1 C: MAIL FROM:<x@example.org> SIZE=1 SIZE=2
1 S: 501 5.5.4 Expected once: SIZE=number
1 C: MAIL FROM:<x@example.org> RET=HDRS
1 S: 555 5.5.4 Unsupported parameter: RET
1 C: mail from:<@relay.example:x@example.org> BODY=8BITMIME SIZE=100 AUTH=<>
1 S: 250 2.1.0
1 C: MAIL FROM:<y@example.org>
1 S: 503 5.5.1 A message is begun already; RSET forgets it
1 C: RSET
1 S: 250 2.0.0
1 C: MAIL FROM:<>
1 S: 250 2.1.0
