# RFC 4422 appendix A for submission: EXTERNAL lets in whom the client's certificate names
service: submission submission submission smtp
set: tls.client_ca "clients.pem"
connections: 4
certificates: alice alice - alice

1 C: EHLO client.example
1 S: ...
1 S= "250 AUTH SCRAM-SHA-256 SCRAM-SHA-1 PLAIN LOGIN EXTERNAL"
1 C: AUTH EXTERNAL =
1 S: 235 2.7.0 Welcome, alice@example.test

2 C: EHLO client.example
2 S: ...
2 S: 250 AUTH
2 C: AUTH EXTERNAL $base64(bob@example.test)
2 S: 535 5.7.8 The login was refused
2 C: AUTH EXTERNAL
2 S= "334 "
2 C: $base64(alice@example.test)
2 S: 235 2.7.0 Welcome, alice@example.test

3 C: EHLO client.example
3 S: ...
3 S= "250 AUTH SCRAM-SHA-256 SCRAM-SHA-1 PLAIN LOGIN"
3 C: AUTH EXTERNAL =
3 S: 504 5.5.4

# where mail comes in nobody logs in
4 C: EHLO client.example
4 S: ...
4 S: 250 
4 C: AUTH EXTERNAL =
4 S: 502

operator account set: alice@example.test smtp off
1 S: 421 4.7.0 SMTP is switched off for this account$
1 closed
2 S: 421 4.7.0 SMTP is switched off for this account$
2 closed
