# What one command may cost after the login
mail: two-messages.mbox
connections: 3
state: selected

1 C= "a NOOP " "x"*65529 "\r\n"
1 S: a BAD expected the end of the command after NOOP
1 C= "b NOOP " "x"*65530 "\r\n"
1 S: b BAD [TOOBIG] expected a line of at most 65536 bytes
1 C= "c SEARCH " "("*1000000 "\r\n"
1 S: c BAD [TOOBIG] expected a line of at most 65536 bytes
1 C= "d FETCH 1" ",1"*30000 " UID\r\n"
1 S: * 1 FETCH (UID 1)$
1 S: d OK
1 C= "e FETCH 1 (" "UID "*5000 "UID)\r\n"
1 S: ...
1 S: e 
1 C: f NOOP
1 S: f OK

2 C= "a SEARCH TEXT {500000+}\r\n" "x"*500000 "\r\n"
2 S: * SEARCH$
2 S: a OK
2 C= "b SEARCH TEXT {1048577+}\r\n" "x"*1048577 "\r\n"
2 S: b BAD [TOOBIG]
2 C= "c SEARCH TEXT {1048577}\r\n"
2 S: c BAD [TOOBIG]
2 C= "d SEARCH" " TEXT {1+}\r\nx"*100 "\r\n"
2 S: * SEARCH
2 S: d OK
2 C= "e SEARCH" " TEXT {1+}\r\nx"*101 "\r\n"
2 S: e BAD [TOOBIG] expected at most 100 literals
2 C= "f SEARCH {1+}\r\nx"*3 "\r\n"
2 S: f BAD
2 C: g NOOP
2 S: g OK

# a name, a flag, a set of odd size
3 C= "a SELECT " "x"*60000 "\r\n"
3 S: * OK [CLOSED]
3 S: a NO [CANNOT]
3 C= "b LIST \"\" " "*"*60000 "\r\n"
3 S: ...
3 S: b OK
3 C: c SELECT INBOX
3 S: ...
3 S: c OK
3 C= "d STORE 1 +FLAGS (" "k"*60000 ")\r\n"
3 S: d NO [LIMIT]
