# A session ends, its messages stay, when what its login was founded on is changed
mail: two-messages.mbox
connections: 5
state: greeted

operator $secret = account password add: alice@example.test phone pop
1 C: USER alice@example.test
1 C: PASS $secret
1 S: +OK
1 S: +OK
1 C: DELE 1
1 S: +OK
operator account password remove: alice@example.test phone
1 S: -ERR [SYS/PERM] This app password was removed$
1 closed

2 C: USER alice@example.test
2 C: PASS alice-password
2 S: +OK
2 S: +OK 2 messages
operator account set: alice@example.test pop3 off
2 S: -ERR [SYS/PERM] POP3 is switched off for this account$
2 closed
operator account set: alice@example.test pop3 on

3 C: USER alice@example.test
3 C: PASS alice-password
3 S: +OK
3 S: +OK
operator account set: alice@example.test smtp off
3 C: NOOP
3 S: +OK
operator account password: alice@example.test secret=another
3 S: -ERR [SYS/PERM] The password was changed; log in again$
3 closed

operator account set: alice@example.test app_passwords_only on
4 C: USER alice@example.test
4 C: PASS another
4 S: +OK
4 S: -ERR [AUTH] This account needs an app password in mail programs$
operator $other = account password add: alice@example.test other imap
4 C: USER alice@example.test
4 C: PASS $other
4 S: +OK
4 S: -ERR [SYS/PERM] This app password is not for POP3$
operator $guest = account password add: alice@example.test guest pop 1d
clock +86400
5 C: USER alice@example.test
5 C: PASS $guest
5 S: +OK
5 S: -ERR [AUTH] This app password has expired; make another$
