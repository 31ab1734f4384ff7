# RFC 2595: STLS, no secrets without it, and what came behind it in the same packet is dropped
connections: 3
tls: no
state: greeted

1 C: USER alice@example.test
1 S: -ERR USER needs TLS: say STLS first
1 C: PASS alice-password
1 S: -ERR PASS needs TLS: say STLS first
1 C: AUTH PLAIN $plain(alice@example.test,alice-password)
1 S: -ERR AUTH needs TLS: say STLS first
1 C: AUTH SCRAM-SHA-256
1 S: -ERR AUTH needs TLS: say STLS first
1 C: AUTH
1 S: -ERR AUTH needs TLS: say STLS first
1 C: STLS now
1 S: -ERR
1 C: STLS
1 S: +OK Begin TLS
1 tls
1 !
1 C: STLS
1 S: -ERR TLS is active already
1 C: USER alice@example.test
1 S: +OK
1 C: PASS alice-password
1 S: +OK
1 C: STLS
1 S: -ERR STLS comes before login
1 C: QUIT
1 S: +OK
1 closed

# injection: neither a command nor the beginning of one reaches the TLS session
2 C: STLS
2 C: CAPA
2 S: +OK Begin TLS
2 tls
2 !
2 C: QUIT
2 S: +OK
2 closed

3 C= "STLS\r\nUSER al"
3 S: +OK Begin TLS
3 tls
3 C: QUIT
3 S: +OK
3 closed
