# A browser that was made to talk to us is hung up on before its lines can do anything
1 C: POST / HTTP/1.1
1 C: Host: mail.example.test
1 C: EHLO evil.example
1 S: 500 5.5.1 This is not an HTTP server
1 closed
