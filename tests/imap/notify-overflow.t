# RFC 5465 section 5.8: more than 1000 notices at a time end the notification
connections: 2

2 C= "a0 CREATE Many/0" "/x"*48 "\r\n"
2 C= "a1 CREATE Many/1" "/x"*48 "\r\n"
2 C= "a2 CREATE Many/2" "/x"*48 "\r\n"
2 C= "a3 CREATE Many/3" "/x"*48 "\r\n"
2 C= "a4 CREATE Many/4" "/x"*48 "\r\n"
2 C= "a5 CREATE Many/5" "/x"*48 "\r\n"
2 C= "a6 CREATE Many/6" "/x"*48 "\r\n"
2 C= "a7 CREATE Many/7" "/x"*48 "\r\n"
2 C= "a8 CREATE Many/8" "/x"*48 "\r\n"
2 C= "a9 CREATE Many/9" "/x"*48 "\r\n"
2 C= "a10 CREATE Many/10" "/x"*48 "\r\n"
2 C= "a11 CREATE Many/11" "/x"*48 "\r\n"
2 C= "a12 CREATE Many/12" "/x"*48 "\r\n"
2 C= "a13 CREATE Many/13" "/x"*48 "\r\n"
2 C= "a14 CREATE Many/14" "/x"*48 "\r\n"
2 C= "a15 CREATE Many/15" "/x"*48 "\r\n"
2 C= "a16 CREATE Many/16" "/x"*48 "\r\n"
2 C= "a17 CREATE Many/17" "/x"*48 "\r\n"
2 C= "a18 CREATE Many/18" "/x"*48 "\r\n"
2 C= "a19 CREATE Many/19" "/x"*48 "\r\n"
2 C= "a20 CREATE Many/20" "/x"*48 "\r\n"
2 S: a0 OK
2 S: a1 OK
2 S: a2 OK
2 S: a3 OK
2 S: a4 OK
2 S: a5 OK
2 S: a6 OK
2 S: a7 OK
2 S: a8 OK
2 S: a9 OK
2 S: a10 OK
2 S: a11 OK
2 S: a12 OK
2 S: a13 OK
2 S: a14 OK
2 S: a15 OK
2 S: a16 OK
2 S: a17 OK
2 S: a18 OK
2 S: a19 OK
2 S: a20 OK
1 C: a NOTIFY SET (subtree (Many Lots) (MailboxName))
1 S: a OK
2 C: b RENAME Many Lots
2 S: b OK
1 S: * OK [NOTIFICATIONOVERFLOW]
2 C: c CREATE Many
2 S: c OK
1 !
1 C: b NOTIFY SET (subtree Many (MailboxName))
1 S: b OK
2 C: d CREATE Many/One
2 S: d OK
1 S: * LIST (\HasNoChildren) "/" Many/One$
# but not a thousand
2 C: e RENAME Lots/0 Lots/21
2 S: e OK
1 !
1 C: c NOTIFY SET (personal (MailboxName))
1 S: c OK
2 C: f DELETE Lots/1
2 S: f OK
1 S: * LIST (\NonExistent \HasChildren) "/" Lots/1$
