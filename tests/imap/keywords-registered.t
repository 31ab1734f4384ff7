# RFC 8457 and RFC 9979: their keywords are keywords like others, kept with the message and its copies
mail: two-messages.mbox
state: selected

1 C: a STORE 1 +FLAGS.SILENT ($$Important $$notify $$muted $$followed $$memo $$hasmemo)
1 S: * FLAGS (
1 S: * OK [PERMANENTFLAGS (
1 S: a OK
1 C: b STORE 1 +FLAGS.SILENT ($$hasattachment $$hasnoattachment $$autosent $$unsubscribed $$canunsubscribe)
1 S: * FLAGS (
1 S: * OK [PERMANENTFLAGS (
1 S: b OK
1 C: c STORE 1 +FLAGS.SILENT ($$imported $$istrusted $$maskedemail $$new $$MailFlagBit0 $$MailFlagBit1 $$MailFlagBit2)
1 S: * FLAGS (
1 S: * OK [PERMANENTFLAGS (
1 S: c OK
1 C: d SEARCH KEYWORD $$important UNKEYWORD $$Snoozed
1 S: * SEARCH 1$
1 S: d OK
1 C: e COPY 1 Archive
1 S: e OK
1 C: f SELECT Archive
1 S: * FLAGS (\Answered \Flagged \Deleted \Seen \Draft $$Important $$notify $$muted $$followed $$memo $$hasmemo $$hasattachment $$hasnoattachment $$autosent $$unsubscribed $$canunsubscribe $$imported $$istrusted $$maskedemail $$new $$MailFlagBit0 $$MailFlagBit1 $$MailFlagBit2)$
1 S: ...
1 S: f OK
1 C: g SEARCH KEYWORD $$MailFlagBit2 KEYWORD $$memo
1 S: * SEARCH 1$
1 S: g OK
