# A message with bare CR and LF, NUL, 8-bit bytes, a long line and no end of the last one: lines
# leave with CRLF, NUL as 0x80, the size is that of what is sent, and no end can be forged in it
mail: odd-bytes.eml two-messages.mbox

1 C: STAT
1 S: +OK 3 1671$
1 C: LIST
1 S: +OK
1 S: 1 1284$
1 S: 2 224$
1 S: 3 163$
1 S: .$
1 C: RETR 1
1 S: +OK 1284 octets$
1 S= "Subject: odd"
1 S= "X-Bytes: \xe4\xf6"
1 S= ""
1 S= "..bare LF"
1 S= "..bare CR"
1 S= ".."
1 S= "NUL \x80 byte"
1 S= "long " "x"*1200
1 S= ""
1 S= ".."
1 S= "no end"
1 S= "."
1 C: TOP 1 2
1 S: +OK
1 S= "Subject: odd"
1 S= "X-Bytes: \xe4\xf6"
1 S= ""
1 S= "..bare LF"
1 S= "..bare CR"
1 S= "."
1 C: DELE 1
1 S: +OK
1 C: STAT
1 S: +OK 2 387$
