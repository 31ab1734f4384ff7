# An app password lets a mail program in beside the account's own (docs/logins.md), typed in any way
state: greeted
connections: 9

operator $secret = account password add: alice@example.test phone imap,smtp
1 C: a LOGIN alice@example.test $secret
1 S: a OK
2 C: a AUTHENTICATE PLAIN $plain(alice@example.test,$secret)
2 S: a OK
# Blanks, dashes and letter case do not count, but the letters do
3 C: a LOGIN alice@example.test "bbbb bbbb bbbb bbbb bbbb"
3 S: a NO [AUTHENTICATIONFAILED] Wrong user name or password$
3 C: b LOGIN bob@example.test $secret
3 S: b NO [AUTHENTICATIONFAILED] Wrong user name or password$
3 C: c LOGIN alice@example.test alice-password
3 S: c OK

# Where mail programs must use one, the account's own password says so once it was right
operator account set: alice@example.test app_passwords_only on
3 S: * BYE This account needs an app password in mail programs$
3 closed
1 C: b NOOP
1 S: b OK
4 C: a LOGIN alice@example.test alice-password
4 S: a NO [AUTHENTICATIONFAILED] This account needs an app password in mail programs$
4 C: b LOGIN alice@example.test wrong
4 S: b NO [AUTHENTICATIONFAILED] Wrong user name or password$
4 C: c LOGIN alice@example.test $secret
4 S: c OK
4 C: d LOGOUT
4 S: ...
4 S: d OK
4 closed
operator account set: alice@example.test app_passwords_only default

# For its protocols only
operator $scanner = account password add: alice@example.test scanner smtp
5 C: a LOGIN alice@example.test $scanner
5 S: a NO [AUTHORIZATIONFAILED] This app password is not for IMAP$

# Until it expires
operator $guest = account password add: alice@example.test guest imap 1d
6 C: a LOGIN alice@example.test $guest
6 S: a OK
clock +86400
7 C: a LOGIN alice@example.test $guest
7 S: a NO [EXPIRED] This app password has expired; make another$

# Its removal ends its sessions, and no others
8 C: a LOGIN alice@example.test alice-password
8 S: a OK
8 C: b IDLE
8 S: + idling
8 S: * OK still here
operator account password remove: alice@example.test phone
1 S: * BYE This app password was removed$
1 closed
2 S: * BYE This app password was removed$
2 closed
# and what has expired is seen at the latest now
6 S: * BYE This app password has expired; make another$
6 closed
8 !
9 C: a LOGIN alice@example.test $secret
9 S: a NO [AUTHENTICATIONFAILED] Wrong user name or password$
