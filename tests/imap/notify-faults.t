# RFC 5465: what cannot be asked for
connections: 2

1 C: a NOTIFY SET (personal (AnnotationChange MessageNew MessageExpunge))
1 S: a NO [BADEVENT (MessageNew MessageExpunge FlagChange MailboxName SubscriptionChange MailboxMetadataChange ServerMetadataChange)]
1 C: b NOTIFY SET (personal (Earthquake))
1 S: b NO [BADEVENT (
1 C: c NOTIFY SET (personal (MessageNew))
1 S: c BAD
1 C: d NOTIFY SET (personal (FlagChange))
1 S: d BAD
1 C: e NOTIFY SET (personal (MessageNew (UID) MessageExpunge))
1 S: e BAD
1 C: f NOTIFY SET (selected (MailboxName))
1 S: f BAD
1 C: g NOTIFY SET (selected NONE) (selected-delayed NONE)
1 S: g BAD
1 C: h NOTIFY
1 S: h BAD expected SET after NOTIFY
1 C: i NOTIFY SET
1 S: i BAD
1 C: j NOTIFY NONE NONE
1 S: j BAD
# what was asked for before holds on after a fault
1 C: k NOTIFY SET (personal (MailboxName))
1 S: k OK
1 C: l NOTIFY SET (personal (Earthquake))
1 S: l NO [BADEVENT
2 C: a CREATE New
2 S: a OK
1 S: * LIST (\HasNoChildren) "/" New$
# half a command is finished before anything is told
1 C= "m NO"
2 C: b CREATE Newer
2 S: b OK
1 C= "OP\r\n"
1 S: * LIST (\HasNoChildren) "/" Newer$
1 S: m OK
