"""What one account can say to reach the data of another: arguments for every command of every protocol.

A command that has no entry here fails `two_accounts_test.py`, so that whoever adds one thinks of it.
"""

# Bob has these on the service where he has anything at all.
MAILBOX, MESSAGE_ID, KEYWORD = "Secret", "<known@bob.example>", "KnownKeyword"

# How somebody might name bob's mailboxes.
BOXES = [MAILBOX, MAILBOX + "/Sub", "./Secret", "/Secret", "//Secret", "Secret/", "Secret/../Secret",
         "INBOX/../Secret", "user.bob", "user.bob.Secret", "user/bob", "user/bob/Secret",
         "user/bob@example.test/INBOX", "Users/bob/INBOX", "Other Users/bob/INBOX",
         "Other Users/bob@example.test/Secret", "Other Users/bob@example.test/Secret/Sub", "Other Users/bob@example.test",
         "Other Users/bob@example.test/INBOX", "Other Users/bob@example.test/Hidden",
         "Other Users/bob@example.test/Nothing", "Other Users/bob@example.test/../Hidden", "Other Users",
         "other users/bob@example.test/Hidden", "Shared/bob/INBOX", "shared.bob", "#shared/bob", "#user/bob/INBOX",
         "#user.bob", "#public/Secret", "#news.bob", "#mh/bob", "~bob", "~bob/Secret", "~bob@example.test/INBOX",
         "~/../bob/INBOX", "bob", "bob/INBOX", "bob@example.test", "bob@example.test/INBOX", "bob:INBOX", "INBOX.bob",
         "INBOX/bob", "../bob/INBOX", "../../bob@example.test/Secret", "..", "../INBOX", "/", "/bob/INBOX", "/INBOX",
         "1", "2", "3", "0", "-1", "4294967295", "\\1", "%", "*", "", "imap://bob@example.test/INBOX", "&AOQ-",
         "INBOX;bob", "{bob}INBOX"]
SETS = ["1", "2:3", "4", "5", "4:6", "7", "10", "1:100", "50:*", "*", "1:*", "4294967295", "1:4294967295", "$"]
UNKNOWN = ["GENURLAUTH", "URLFETCH", "RESETKEY", "PROXYAUTH", "GETANNOTATION", "SETANNOTATION",
           "CONVERT", "GETJMAPACCESS", "LISTEXT", "XEXEC"]


def quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\") + '"'


def on_boxes(*templates: str) -> list[str]:
    return [template.replace("BOX", quoted(box)) for box in BOXES for template in templates]


def on_sets(*templates: str) -> list[str]:
    return [template.replace("SET", numbers) for numbers in SETS for template in templates]


URLS = ["imap://bob@example.test/INBOX/;UID=1", "imap://bob%40example.test@localhost/INBOX/;UID=1",
        "imap://localhost/Secret/;UID=1", "/Secret/;UID=1", "/user/bob/INBOX/;UID=1", "/~bob/INBOX/;UID=1",
        "/Other%20Users/bob@example.test/Hidden/;UID=1", "/Other%20Users/bob@example.test/Secret/;UID=1",
        "/../bob/INBOX/;UID=1", "/Other%20Users/bob/INBOX/;UID=1", "/2/1/;UID=1", "/Secret/Sub/;UID=1/;SECTION=TEXT"]
KEYS = ["ALL", 'TEXT "bob"', 'BODY "secret"', f'HEADER Message-ID "{MESSAGE_ID}"', f"KEYWORD {KEYWORD}", 'FROM "bob"',
        "RECENT", "UNKEYWORD $Forwarded", "MODSEQ 1", "LARGER 1", "SINCE 1-Jan-2020", "$", "UID $", "EMAILID Mbob",
        "THREADID Tbob", "NOT EMAILID Mbob"]

# By command: arguments, spoken with INBOX of alice selected. UID forms stand under "UID name".
IMAP = {
    "APPEND": [f"{quoted(box)} {{8+}}\r\nA: b\r\n\r\n" for box in BOXES if box not in ("", "*", "%")]
    + [f'"Copies" CATENATE (URL "{url}")' for url in URLS],
    "AUTHENTICATE": ["PLAIN", "PLAIN Ym9iAGFsaWNlAHg="],
    "CANCELUPDATE": ['"a1"', '"x" "y"'],
    "CAPABILITY": [""],
    "CHECK": [""],
    "CLOSE": [""],
    "COMPARATOR": ["", "i;octet", '"*"', "bob@example.test"],
    "COMPRESS": ["GZIP"],
    "COPY": on_sets('SET "Copies"') + on_boxes("1 BOX"),
    "CREATE": on_boxes("BOX"),
    "DELETE": on_boxes("BOX"),
    "DELETEACL": on_boxes("BOX bob@example.test", "BOX -alice@example.test"),
    "ENABLE": ["CONDSTORE", "QRESYNC", "X-BOB"],
    "ESEARCH": on_boxes("IN (mailboxes BOX) ALL", "IN (subtree BOX) RETURN (COUNT) TEXT secret", "IN (subtree-one (BOX)) ALL")
    + [f"IN (personal subscribed inboxes selected) RETURN (ALL) {key}" for key in KEYS],
    "EXAMINE": on_boxes("BOX", "BOX (CONDSTORE)"),
    "EXPUNGE": [""],
    "FETCH": on_sets("SET (UID FLAGS)", "SET (ENVELOPE BODYSTRUCTURE)", "SET (BODY.PEEK[])", "SET (MODSEQ) (CHANGEDSINCE 1)"),
    "GETACL": on_boxes("BOX"),
    "GETMETADATA": on_boxes("(DEPTH infinity) BOX (/private /shared)", "BOX /private/comment"),
    "GETQUOTA": on_boxes("BOX"),
    "GETQUOTAROOT": on_boxes("BOX"),
    "ID": ["NIL", '("user" "bob@example.test")'],
    "IDLE": ["DONE"],
    "LIST": on_boxes('"" BOX', 'BOX "*"', '(REMOTE) BOX "%"', '(SUBSCRIBED) "" BOX', '"" BOX RETURN (STATUS (MESSAGES))',
                     '"" BOX RETURN (METADATA (/shared/comment) MYRIGHTS)')
    + ['"" "*"', '"*" "*"', '"" ("*" "%" "../*" "/*" "~*" "#*" "user.*")', '(SUBSCRIBED RECURSIVEMATCH) "" "*"',
       '"" "*b*"'],
    "LISTRIGHTS": on_boxes("BOX bob@example.test", "BOX nobody@example.test"),
    "LOGIN": ["bob x", '"bob@example.test" "correct horse"'],
    "LOGOUT": ["bob"],
    "LSUB": on_boxes('"" BOX', 'BOX "*"'),
    "MOVE": on_sets('SET "Copies"') + on_boxes("1 BOX"),
    "MYRIGHTS": on_boxes("BOX"),
    "NAMESPACE": [""],
    "NOOP": [""],
    "NOTIFY": on_boxes("SET STATUS (mailboxes BOX (MessageNew MessageExpunge FlagChange MailboxName))",
                       "SET (subtree BOX (MailboxName SubscriptionChange MailboxMetadataChange))",
                       "SET (mailboxes BOX (MailboxMetadataChange ServerMetadataChange))")
    + ["SET STATUS (personal (MessageNew MessageExpunge)) (inboxes NONE)", "NONE"],
    "RENAME": on_boxes('BOX "Taken"', '"Copies" BOX'),
    "REPLACE": on_boxes("1 BOX {8+}\r\nA: b\r\n\r\n"),
    "SEARCH": KEYS + on_sets("SET", "RETURN (ALL COUNT) SET", "RETURN (SAVE) SET", "RETURN (UPDATE) SET",
                             "RETURN (PARTIAL -1:-9) SET") + on_boxes("IN (mailboxes BOX) ALL"),
    "SELECT": on_boxes("BOX", "BOX (QRESYNC (1 1))"),
    "SETACL": on_boxes("BOX alice@example.test lrswipkxtea", "BOX bob@example.test +lr", "BOX anyone lr"),
    "SETMETADATA": on_boxes('BOX (/shared/comment "alice")', "BOX (/private/comment NIL)"),
    "SETQUOTA": on_boxes("BOX (STORAGE 1)", "BOX ()"),
    "SORT": [f"({key}) UTF-8 {condition}" for key in ("DATE", "REVERSE FROM") for condition in KEYS]
    + on_sets("RETURN (ALL COUNT) (SUBJECT) UTF-8 SET"),
    "STARTTLS": [""],
    "STATUS": on_boxes("BOX (MESSAGES UIDNEXT UNSEEN SIZE HIGHESTMODSEQ)"),
    "STORE": on_sets(r"SET +FLAGS (\Answered)", rf"SET FLAGS.SILENT ({KEYWORD})", r"SET (UNCHANGEDSINCE 1) -FLAGS (\Seen)"),
    "SUBSCRIBE": on_boxes("BOX"),
    "THREAD": [f"{algorithm} UTF-8 {key}" for algorithm in ("ORDEREDSUBJECT", "REFERENCES", "REFS") for key in KEYS],
    "UID COPY": on_sets('SET "Copies"'),
    "UID EXPUNGE": on_sets("SET"),
    "UID FETCH": on_sets("SET (UID FLAGS)", "SET (BODY.PEEK[HEADER])", "SET (FLAGS) (CHANGEDSINCE 1 VANISHED)"),
    "UID MOVE": on_sets('SET "Copies"'),
    "UID REPLACE": on_sets('SET "Copies" {8+}\r\nA: b\r\n\r\n'),
    "UID SEARCH": KEYS + on_sets("UID SET", "SET"),
    "UID SORT": on_sets("(TO) UTF-8 UID SET"),
    "UID STORE": on_sets(r"SET +FLAGS (\Flagged)", rf"SET -FLAGS ({KEYWORD})"),
    "UID THREAD": on_sets("REFS UTF-8 SET"),
    "UIDBATCHES": ["500", "500 1:3", "4294967295", "1"],
    "UNAUTHENTICATE": [""],
    "UNSELECT": [""],
    "UNSUBSCRIBE": on_boxes("BOX"),
    "XLIST": on_boxes('"" BOX', 'BOX "*"'),
}

NUMBERS = ["0", "1", "2", "3", "4", "5", "6", "7", "10", "100", "4294967295", "4294967296", "-1", "*", "1:*"]
POP = {
    "APOP": ["bob 0123456789abcdef0123456789abcdef"],
    "AUTH": ["", "PLAIN"],
    "CAPA": [""],
    "DELE": NUMBERS,
    "LANG": ["", "*", "bob"],
    "LIST": ["", *NUMBERS],
    "NOOP": [""],
    "PASS": ["correct horse"],
    "QUIT": ["bob"],
    "RETR": NUMBERS,
    "RSET": [""],
    "STAT": ["", "bob"],
    "STLS": [""],
    "TOP": [number + " 1000" for number in NUMBERS],
    "UIDL": ["", "bob", *NUMBERS],
    "USER": ["bob", "bob@example.test", "recent:bob", "recent:bob@example.test"],
    "UTF8": [""],
}

BOBS = ["bob@example.test", "bob+x@example.test", "BOB@EXAMPLE.TEST", '"bob"@example.test', "bob",
        "postmaster@example.test", "bob@localhost", "bob@[127.0.0.1]", "\uff42ob@example.test",
        "@example.test:bob@example.test"]
SMTP = {
    "AUTH": ["PLAIN Ym9iAGFsaWNlAHg=", "LOGIN"],
    "BDAT": ["0 LAST", "0"],
    "DATA": [""],
    "EHLO": ["bob.example"],
    "HELO": ["bob.example"],
    "HELP": ["bob"],
    "LHLO": ["bob.example"],
    "MAIL": [f"FROM:<{bob}>{more}" for bob in BOBS for more in ("", " SMTPUTF8", " AUTH=bob@example.test", " SIZE=1")],
    "NOOP": ["bob"],
    "QUIT": ["bob"],
    "RCPT": [f"TO:<{bob}>" for bob in BOBS] + ["TO:<bob/Secret@example.test>", "TO:<bob+Secret@example.test>"],
    "RSET": [""],
    "STARTTLS": [""],
    "VRFY": BOBS,
}
SMTP |= {verb: BOBS for verb in ("EXPN", "ETRN", "TURN", "SEND", "SOML", "SAML")}
SMTP |= {verb: ["/bob HTTP/1.1"] for verb in ("GET", "POST", "CONNECT")}
POP |= {verb: ["/bob HTTP/1.1"] for verb in ("GET", "POST", "CONNECT")}
