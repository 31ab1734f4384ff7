# RFC 6856 section 2.1: no STLS behind UTF8
tls: no
state: greeted

1 C: UTF8
1 S: +OK
1 C: STLS
1 S: -ERR STLS comes before UTF8$
1 C: NOOP
1 S: -ERR
