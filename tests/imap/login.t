# RFC 9051 section 6.2.3: LOGIN in every form of its arguments, and its failures
state: greeted
connections: 5

1 C: a LOGIN alice@example.test alice-password
1 S: a OK [CAPABILITY
1 C: b LOGIN alice@example.test alice-password
1 S: b BAD you are logged in already
1 C: c AUTHENTICATE PLAIN
1 S: c BAD you are logged in already

2 C: a LOGIN "alice@example.test" "alice-password"
2 S: a OK

# literals: the client waits for each, or not (LITERAL-)
3 C: a LOGIN {18}
3 S: + OK$
3 C= "alice@example.test {14}\r\n"
3 S: + OK$
3 C= "alice-password\r\n"
3 S: a OK
4 C= "a LOGIN {18+}\r\nalice@example.test {14+}\r\nalice-password\r\n"
4 S: a OK

# one text for every reason
5 C: a LOGIN alice@example.test wrong
5 S: a NO [AUTHENTICATIONFAILED] Wrong user name or password$
5 C: b LOGIN nobody@example.test alice-password
5 S: b NO [AUTHENTICATIONFAILED] Wrong user name or password$
5 C: c LOGIN alice@example.test ""
5 S: c NO [AUTHENTICATIONFAILED]
5 C: d LOGIN alice@example.test
5 S: d BAD expected a password after the user name
5 C: e LOGIN
5 S: e BAD expected a user name after LOGIN
5 C: f LOGIN alice@example.test alice-password more
5 S: f BAD
5 C: g LOGIN "alice@example.test alice-password
5 S: g BAD
5 C= "h LOGIN \"alice@example.test\" \"\xff\"\r\n"
5 S: h BAD
5 C= "i LOGIN alice@example.test {3+}\r\n\xff\xfe\xfd\r\n"
5 S: i NO [AUTHENTICATIONFAILED]
5 C= "j LOGIN alice@example.test {3+}\r\na\x00b\r\n"
5 S: j BAD expected a literal without NUL
5 C: k LOGIN alice@example.test alice-password
5 S: k OK
