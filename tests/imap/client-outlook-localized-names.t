# Outlook makes special folders under the names of its language; they are those that are there
accounts: alice
connections: 3

# What it makes exists, and is not made twice.
1 C: a CREATE "Gesendete Elemente"
1 S: a OK [MAILBOXID ($sent)] there is a mailbox for this already
1 C: b SUBSCRIBE "Gesendete Elemente"
1 S: b OK
1 C: c CREATE "Entw&APw-rfe"
1 S: c OK
1 C: d CREATE "Gel&APY-schte Elemente"
1 S: d OK
1 C: e CREATE Junk-E-Mail
1 S: e OK
1 C: f CREATE "Gesendete Elemente"
1 S: f OK [MAILBOXID ($sent)]
1 C: g LIST "" "*"
1 S: * LIST (\HasNoChildren \Archive) "/" Archive$
1 S: * LIST (\HasNoChildren \Drafts) "/" Drafts$
1 S: * LIST (\HasNoChildren) "/" INBOX$
1 S: * LIST (\HasNoChildren \Junk) "/" Junk$
1 S: * LIST (\HasNoChildren \Sent) "/" Sent$
1 S: * LIST (\HasNoChildren \Trash) "/" Trash$
1 S: g OK
1 C: h LSUB "" "S*"
1 S: * LSUB (\HasNoChildren) "/" Sent$
1 S: h OK
# Asked for by its own name, each is there.
1 C: i LIST "" "Gesendete Elemente"
1 S: * LIST (\HasNoChildren \Sent) "/" "Gesendete Elemente"$
1 S: i OK
1 C: j LIST "" "Gel&APY-schte Elemente"
1 S: * LIST (\HasNoChildren \Trash) "/" "Gel&APY-schte Elemente"$
1 S: j OK

# What it puts there is seen by all.
1 C: k APPEND "Gesendete Elemente" (\Seen) {{{
Subject: sent by Outlook
}}}
1 S: k OK [APPENDUID $validity 1]
1 C: l STATUS "gesendete elemente" (MESSAGES UIDVALIDITY MAILBOXID)
1 S: * STATUS "gesendete elemente" (MESSAGES 1 UIDVALIDITY $validity MAILBOXID ($sent))$
1 S: l OK
2 C: a SELECT Sent
2 S: * 1 EXISTS
2 S: ...
2 S: a OK
1 C: m SELECT "Gesendete Elemente"
1 S: * OK [UIDVALIDITY $validity]
1 S: ...
1 S: m OK
1 C: n COPY 1 "Deleted Items"
1 S: n OK
1 C: o MOVE 1 "Gel&APY-schte Elemente"
1 S: * OK [COPYUID
1 S: * 1 EXPUNGE
1 S: o OK
1 C: p STATUS Trash (MESSAGES)
1 S: * STATUS Trash (MESSAGES 2)$
1 S: p OK
# below it, too
1 C: q CREATE "Gesendete Elemente/2026"
1 S: q OK
1 C: r LIST "" "Sent*"
1 S: * LIST (\HasChildren \Sent) "/" Sent$
1 S: * LIST (\HasNoChildren) "/" Sent/2026$
1 S: r OK

# Nothing is lost by such a name.
1 C: s DELETE "Gesendete Elemente"
1 S: s NO [CANNOT]
1 C: t RENAME "Gesendete Elemente" Elsewhere
1 S: t NO [CANNOT]
1 C: u CREATE Mine
1 S: u OK
1 C: v RENAME Mine "Sent Items"
1 S: v OK
1 C: w LIST "" "Sent*"
1 S: * LIST (\HasChildren \Sent) "/" Sent$
1 S: * LIST (\HasNoChildren) "/" Sent/2026$
1 S: * LIST (\HasNoChildren) "/" "Sent Items"$
1 S: w OK
# A mailbox that has such a name itself is that mailbox.
1 C: x STATUS "Sent Items" (MESSAGES MAILBOXID)
1 S: * STATUS "Sent Items" (MESSAGES 0 MAILBOXID ($mine))$
1 S: x OK
1 C: y UNSUBSCRIBE "Gesendete Elemente"
1 S: y OK
1 C: z LSUB "" Sent
1 S: * LSUB (\HasChildren) "/" Sent$
1 S: z OK

# Where no mailbox has the special use, the one that a client makes under such a name gets it.
1 C: ba DELETE Junk
1 S: ba OK
1 C: bb CREATE Junk-E-Mail
1 S: bb OK
1 C: bc LIST (SPECIAL-USE) "" "J*"
1 S: * LIST (\HasNoChildren \Junk) "/" Junk-E-Mail$
1 S: bc OK
1 C: bd CREATE "Courrier ind&AOk-sirable" (USE (\Junk))
1 S: bd OK
1 C: be CREATE "Junk Mail" (USE (\Sent))
1 S: be NO

# IMAP4rev2 has a way to say what it is called here (RFC 9051 section 6.3.9.7).
3 C: a ENABLE IMAP4rev2
3 S: * ENABLED IMAP4rev2
3 S: a OK
3 C: b CREATE "Éléments envoyés"
3 S: * LIST (\HasChildren \Subscribed \Sent) "/" Sent ("OLDNAME" ("Éléments envoyés"))$
3 S: b OK
3 C: c LIST "" "Éléments envoyés"
3 S: * LIST (\HasChildren \Sent) "/" Sent ("OLDNAME" ("Éléments envoyés"))$
3 S: c OK
3 C: d SELECT "Posta inviata"
3 S: * LIST (\HasChildren \Subscribed \Sent) "/" Sent ("OLDNAME" ("Posta inviata"))$
3 S: ...
3 S: d OK
3 C: e ESEARCH IN (mailboxes "Deleted Items") RETURN (COUNT) ALL
3 S: * ESEARCH (TAG "e" MAILBOX Trash UIDVALIDITY $trash) UID COUNT 2$
3 S: e OK
