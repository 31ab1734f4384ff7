# A session ends when the password, the switches or the account it was founded on are changed
mail: two-messages.mbox
connections: 8
accounts: alice alice alice alice alice alice bob bob

# Idling, or in the middle of a login or of an APPEND
1 C: a IDLE
1 S: + idling
1 S: * OK still here
2 C: a APPEND INBOX {2000}
2 S: + 
operator account password: alice@example.test secret=another
1 S: * BYE The password was changed; log in again$
1 closed
2 S: * BYE The password was changed; log in again$
2 closed
operator account password: alice@example.test secret=alice-password

# Between commands that came at once: none of them is run any more
3 C: a NOOP
3 S: a OK
operator account set: alice@example.test imap off
3 S: * BYE IMAP is switched off for this account$
3 closed
operator account set: alice@example.test imap on

# What does not concern the login ends nothing
4 C: a SELECT INBOX
4 S: ...
4 S: a OK
operator account set: alice@example.test name Alice
operator account set: alice@example.test pop3 off
operator account set: bob@example.test imap off
operator account set: bob@example.test imap on
4 C: b NOOP
4 S: b OK

operator account set: alice@example.test enabled off
4 S: * BYE This account is switched off$
4 closed
operator account set: alice@example.test enabled on

# After UNAUTHENTICATE nobody is sent away
5 C: a UNAUTHENTICATE
5 S: a OK
operator account set: alice@example.test enabled off
5 C: b NOOP
5 S: b OK
operator account set: alice@example.test enabled on

7 C: a NOOP
7 S: a OK
operator account remove: bob@example.test
7 S: * BYE This account was removed$
7 closed
