# At most 1000 messages in one APPEND
1 C= "a APPEND INBOX" " {1+}\r\nx"*1000 "\r\n"
1 S: a OK [APPENDUID $validity 1:1000]
1 C= "b APPEND INBOX" " {1+}\r\nx"*1001 "\r\n"
1 S: b BAD [TOOBIG] expected at most 1000 messages
1 C: c STATUS INBOX (MESSAGES)
1 S: * STATUS INBOX (MESSAGES 1000)$
1 S: c OK
