# Inside TLS there is no STARTTLS; AUTH is for submission only
service: smtp submission lmtp
connections: 3
state: connected

1 S: 220 localhost ESMTP
1 C: EHLO mail.example.org
1 S= "250-localhost at your service"
1 S= "250-PIPELINING"
1 S= "250-8BITMIME"
1 S= "250-SMTPUTF8"
1 S= "250-ENHANCEDSTATUSCODES"
1 S= "250-CHUNKING"
1 S= "250 SIZE 52428800"
1 C: STARTTLS
1 S: 503 5.5.1
2 S: 220 localhost ESMTP
2 C: EHLO client.example
2 S= "250-localhost at your service"
2 S= "250-PIPELINING"
2 S= "250-8BITMIME"
2 S= "250-SMTPUTF8"
2 S= "250-ENHANCEDSTATUSCODES"
2 S= "250-CHUNKING"
2 S= "250-SIZE 52428800"
2 S= "250 AUTH SCRAM-SHA-256 SCRAM-SHA-1 PLAIN LOGIN"
3 S: 220 localhost LMTP
3 C: LHLO mail.example.org
3 S: ...
3 S= "250 SIZE 52428800"
