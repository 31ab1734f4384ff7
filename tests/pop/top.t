# RFC 1939 section 7: TOP sends the header and some lines of the body
mail: two-messages.mbox

1 C: TOP 1 0
1 S: +OK
1 S= "From: Bob <bob@example.test>"
1 S= "To: Alice <alice@example.test>"
1 S= "Subject: First"
1 S= "Date: Mon, 02 Feb 2026 09:00:00 +0000"
1 S= "Message-ID: <first@example.test>"
1 S= ""
1 S= "."
1 C: TOP 1 2
1 S: ...
1 S= ""
1 S= "Hello Alice,"
1 S= "..this line begins with a dot"
1 S= "."
1 C: TOP 2 4294967295
1 S: ...
1 S= "Short."
1 S= "."
1 C: TOP 2 99999999999999999999
1 S: ...
1 S= "Short."
1 S= "."
1 C: TOP 3 0
1 S: -ERR There is no such message
1 C: TOP 1
1 S: -ERR
1 C: TOP 1 -1
1 S: -ERR
1 C: TOP
1 S: -ERR
1 C: TOP 1 x
1 S: -ERR
1 C: DELE 1
1 C: TOP 1 0
1 S: +OK
1 S: -ERR There is no such message
