# RFC 6856 section 3: LANG, before the login and after it
state: greeted

1 C: LANG
1 S: +OK
1 S: en English$
1 S: i-default English$
1 S: .$
1 C: LANG *
1 S: +OK en The texts are English$
1 C: LANG EN
1 S: +OK en 
1 C: LANG en-GB
1 S: +OK en 
1 C: LANG i-default
1 S: +OK i-default 
1 C: LANG english
1 S: -ERR There is no such language
1 C: LANG en de
1 S: -ERR Expected: LANG [language]$
1 C: USER alice@example.test
1 C: PASS alice-password
1 S: +OK
1 S: +OK
1 C: LANG mul
1 S: -ERR
1 C: LANG en
1 S: +OK en 
