# RFC 1939 sections 3 and 5: RETR sends the message with its dots doubled
mail: two-messages.mbox

1 C: RETR 1
1 S: +OK 224 octets$
1 S= "From: Bob <bob@example.test>"
1 S= "To: Alice <alice@example.test>"
1 S= "Subject: First"
1 S= "Date: Mon, 02 Feb 2026 09:00:00 +0000"
1 S= "Message-ID: <first@example.test>"
1 S= ""
1 S= "Hello Alice,"
1 S= "..this line begins with a dot"
1 S= ".."
1 S= "...and so do these"
1 S= "Bob"
1 S= "."
1 C: RETR 2
1 S: +OK
1 S: ...
1 S= "Short."
1 S= "."
1 C: RETR 3
1 S: -ERR There is no such message
1 C: RETR 0
1 S: -ERR
1 C: RETR
1 S: -ERR
1 C: RETR -1
1 S: -ERR
1 C: RETR 1 2
1 S: -ERR
1 C: DELE 2
1 S: +OK
1 C: RETR 2
1 S: -ERR There is no such message
