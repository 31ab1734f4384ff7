# RFC 2971: ID in every state; what is said is read and forgotten
state: greeted

1 C: a ID NIL
1 S: * ID ("name" "Postamt")$
1 S: a OK
1 C: b ID ("name" "Mail" "version" NIL)
1 S: * ID ("name" "Postamt")$
1 S: b OK
1 C: c ID ()
1 S: * ID ("name" "Postamt")$
1 S: c OK
1 C: d ID
1 S: d BAD
1 C: e ID ("name")
1 S: e BAD
1 C: f ID (name Mail)
1 S: f BAD
1 C= "g ID (\"name\" \"" "x"*1025 "\")\r\n"
1 S: g BAD expected at most 30 fields
1 C= "h ID (" "\"a\" NIL "*30 "\"b\" NIL)\r\n"
1 S: h BAD expected at most 30 fields
1 C: i LOGIN alice@example.test alice-password
1 S: i OK
1 C: j ID ("name" "Mail" "os" "iOS")
1 S: * ID ("name" "Postamt")$
1 S: j OK
