# RFC 7377: ESEARCH in several mailboxes
mail: threads.mbox
order: strict

1 C: a CREATE Work
1 S: a OK
1 C: b CREATE Work/Deep
1 S: b OK
1 C: c CREATE Work/Deep/Deeper
1 S: c OK
1 C: d EXAMINE INBOX
1 S: ...
1 S: d OK
1 C: e COPY 1:2 Work
1 S: e OK [COPYUID $work 1:2 1:2]
1 C: f COPY 3 Work/Deep
1 S: f OK [COPYUID $deep 3 1]
1 C: g COPY 4 Work/Deep/Deeper
1 S: g OK [COPYUID $deeper 4 1]
1 C: h UNSELECT
1 S: h OK

# in the order of the mailboxes' names; nothing is told of those where nothing is found
1 C: i ESEARCH IN (subtree Work) RETURN (COUNT) ALL
1 S: * ESEARCH (TAG "i" MAILBOX Work UIDVALIDITY $work) UID COUNT 2$
1 S: * ESEARCH (TAG "i" MAILBOX Work/Deep UIDVALIDITY $deep) UID COUNT 1$
1 S: * ESEARCH (TAG "i" MAILBOX Work/Deep/Deeper UIDVALIDITY $deeper) UID COUNT 1$
1 S: i OK ESEARCH completed$
1 C: j ESEARCH IN (subtree-one Work) SUBJECT plans
1 S: * ESEARCH (TAG "j" MAILBOX Work UIDVALIDITY $work) UID ALL 1:2$
1 S: * ESEARCH (TAG "j" MAILBOX Work/Deep UIDVALIDITY $deep) UID ALL 1$
1 S: j OK
# each mailbox once
1 C: k ESEARCH IN (mailboxes (Work/Deep Nowhere) personal) RETURN (MIN MAX) FROM adam
1 S: * ESEARCH (TAG "k" MAILBOX INBOX UIDVALIDITY $inbox) UID MIN 2 MAX 6$
1 S: * ESEARCH (TAG "k" MAILBOX Work UIDVALIDITY $work) UID MIN 2 MAX 2$
1 S: k OK
1 C: l ESEARCH IN (inboxes) RETURN (PARTIAL -1:-2) ALL
1 S: * ESEARCH (TAG "l" MAILBOX INBOX UIDVALIDITY $inbox) UID PARTIAL (-1:-2 5:6)$
1 S: l OK
1 C: m ESEARCH IN (subscribed) SUBJECT apples
1 S: * ESEARCH (TAG "m" MAILBOX INBOX UIDVALIDITY $inbox) UID ALL 4$
1 S: m OK
1 C: n ESEARCH IN (mailboxes Nowhere) ALL
1 S: n OK
1 C: o ESEARCH ALL
1 S: o BAD no mailbox is selected
1 C: p ESEARCH IN (selected) ALL
1 S: p BAD no mailbox is selected

# with a mailbox selected
1 C: q SELECT Work
1 S: ...
1 S: q OK
1 C: r ESEARCH RETURN (COUNT SAVE) 2
1 S: * ESEARCH (TAG "r" MAILBOX Work UIDVALIDITY $work) UID COUNT 1$
1 S: r OK
1 C: s ESEARCH IN (selected-delayed) $
1 S: * ESEARCH (TAG "s" MAILBOX Work UIDVALIDITY $work) UID ALL 2$
1 S: s OK
1 C: t ESEARCH IN (selected mailboxes INBOX) UID 1:2 FROM zoe
1 S: * ESEARCH (TAG "t" MAILBOX Work UIDVALIDITY $work) UID ALL 1$
1 S: * ESEARCH (TAG "t" MAILBOX INBOX UIDVALIDITY $inbox) UID ALL 1$
1 S: t OK
# what has a meaning in the selected mailbox only
1 C: u ESEARCH IN (personal) RETURN (SAVE) ALL
1 S: u BAD SAVE is for a search in the selected mailbox alone
1 C: v ESEARCH IN (personal) 1
1 S: v BAD message numbers and $ are for
1 C: w ESEARCH IN (personal) UID $
1 S: w BAD
1 C: x ESEARCH IN (personal) CHARSET X-UNKNOWN FROM a
1 S: x NO [BADCHARSET (US-ASCII UTF-8)]
1 C: y ESEARCH IN (mailboxes INBOX) RETURN (UPDATE COUNT) ALL
1 S: * ESEARCH (TAG "y" MAILBOX INBOX UIDVALIDITY $inbox) UID COUNT 6$
1 S: * NO [NOUPDATE "y"] only the selected mailbox
1 S: y OK
1 C: z ESEARCH RETURN (UPDATE COUNT) FLAGGED
1 S: z OK
1 C: aa STORE 1 +FLAGS.SILENT (\Flagged)
1 S: * ESEARCH (TAG "z") UID ADDTO (0 1)$
1 S: aa OK
1 C: ab ESEARCH IN (everywhere) ALL
1 S: ab BAD expected which mailboxes, such as personal
1 C: ac ESEARCH IN (personal) KEYWORD $Nothing
1 S: ac OK
