# RFC 9051 section 6.2.3 and 11.1: no login without TLS, whatever the password
tls: no
state: greeted

1 C: a LOGIN alice@example.test alice-password
1 S: a NO [PRIVACYREQUIRED]
1 C: b LOGIN alice@example.test wrong
1 S: b NO [PRIVACYREQUIRED]
1 C: c LOGIN
1 S: c NO [PRIVACYREQUIRED]
1 C: d AUTHENTICATE PLAIN $plain(alice@example.test,alice-password)
1 S: d NO [PRIVACYREQUIRED]
1 C: e AUTHENTICATE PLAIN
1 S: e NO [PRIVACYREQUIRED]
1 C: f AUTHENTICATE SCRAM-SHA-256
1 S: f NO [PRIVACYREQUIRED]
1 C: g SELECT INBOX
1 S: g BAD SELECT needs a login first
