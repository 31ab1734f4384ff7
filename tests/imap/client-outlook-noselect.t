# Outlook keeps mail to itself in a folder that became \Noselect on the server; it is lost with the device
connections: 2

# Levels above a mailbox are mailboxes.
1 C: a CREATE Projects/Garden
1 S: a OK
1 C: b APPEND Projects {{{
Subject: kept
}}}
1 S: b OK [APPENDUID $old 1]
# Only who deletes one makes it \Noselect; then nothing goes into it, and the client is told why.
2 C: a DELETE Projects
2 S: a OK
1 C: c LIST "" "P*"
1 S: * LIST (\Noselect \HasChildren) "/" Projects$
1 S: * LIST (\HasNoChildren) "/" Projects/Garden$
1 S: c OK
1 C: d APPEND Projects {{{
Subject: not lost
}}}
1 S: d NO [TRYCREATE]
1 C: e SELECT Projects
1 S: e NO [NONEXISTENT]
# CREATE makes it a mailbox again, with another UIDVALIDITY, and leaves what is below it.
1 C: f CREATE Projects
1 S: f OK
1 C: g APPEND Projects {{{
Subject: not lost
}}}
1 S: g OK [APPENDUID $new 1]
1 C: h LIST "" "P*"
1 S: * LIST (\HasChildren) "/" Projects$
1 S: * LIST (\HasNoChildren) "/" Projects/Garden$
1 S: h OK
