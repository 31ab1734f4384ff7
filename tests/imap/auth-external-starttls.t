# A certificate counts from STARTTLS on (RFC 3501 section 6.2.1)
state: greeted
tls: no
set: tls.client_ca "clients.pem"
certificates: alice

1 C: a AUTHENTICATE EXTERNAL =
1 S: a NO [PRIVACYREQUIRED]
1 C: b STARTTLS
1 S: b OK
1 tls
1 C: c AUTHENTICATE EXTERNAL =
1 S: c OK
