# AUTHENTICATE LOGIN: user and password in two steps
state: greeted
connections: 3

1 C: a AUTHENTICATE LOGIN
1 S: + VXNlcm5hbWU6$
1 C: $base64(alice@example.test)
1 S: + UGFzc3dvcmQ6$
1 C: $base64(alice-password)
1 S: a OK

# with the user as initial response
2 C: a AUTHENTICATE LOGIN $base64(alice@example.test)
2 S: + UGFzc3dvcmQ6$
2 C: $base64(alice-password)
2 S: a OK

3 C: a AUTHENTICATE LOGIN
3 S: + VXNlcm5hbWU6$
3 C: *
3 S: a BAD
3 C: b AUTHENTICATE LOGIN
3 S: + VXNlcm5hbWU6$
3 C: $base64(alice@example.test)
3 S: + UGFzc3dvcmQ6$
3 C: $base64(wrong)
3 S: b NO [AUTHENTICATIONFAILED] Wrong user name or password$
3 C: c NOOP
3 S: c OK
