# RFC 3207 section 6: what comes behind STARTTLS in the clear is dropped, never run inside TLS
tls: no

1 C: EHLO mail.example.org
1 S: ...
1 S: 250 SIZE
1 C= "STARTTLS\r\nEHLO evil.example\r\nMAIL FROM:<evil@example.org>\r\nRCPT TO:<al"
1 S: 220 2.0.0
1 !
1 tls
1 !
1 C: RCPT TO:<alice@example.test>
1 S: 503 5.5.1 Say MAIL FROM first
1 C: EHLO mail.example.org
1 S: ...
1 S: 250 SIZE
1 C: RCPT TO:<alice@example.test>
1 S: 503 5.5.1 Say MAIL FROM first
