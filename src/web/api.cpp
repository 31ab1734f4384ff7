#include "web/api.h"

#include "accounts/app_password.h"

#include <algorithm>
#include <array>
#include <limits>

namespace postamt::web {

namespace {

using namespace field;

constexpr std::int64_t anyTime = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t longText = 1000;
constexpr std::int64_t longestLabel = accounts::maxAppPasswordLabel;
constexpr std::string_view protocolNames = "imap,pop,smtp";

constexpr std::array<Field, 0> nothingFields{};
constexpr Shape nothing{"Nothing", nothingFields};

// ---- session

constexpr std::array signInFields{
    text("user", 1, 320, "The address of the account, or the part before the @"),
    text("password", 1, longText, "The password of the account; no app password"),
};
constexpr Shape signInRequest{"SignInRequest", signInFields};

constexpr std::array sessionMembers{
    text("address", 1, 400, "The address of the account"),
    text("name", 0, longText, "The user's name; empty if none was set"),
    choice("language", ",de,en", "The language of the page; empty: that of the browser"),
    text("csrf", 64, 64, "To be sent as X-CSRF-Token with every POST"),
    number("expires", 0, anyTime, "When one must sign in anew, in Unix seconds"),
};
constexpr Shape session{"Session", sessionMembers};

// ---- access

constexpr std::array serverFields{
    choice("protocol", protocolNames, "What it is for"),
    number("port", 1, 65535, "The port"),
    choice("security", "tls,starttls", "TLS from the first byte, or STARTTLS"),
};
constexpr Shape server{"Server", serverFields};

constexpr std::array serversFields{
    text("host", 1, 300, "The name of the host, the same for all"),
    text("user", 1, 400, "The user name for all of them"),
    records("servers", server, "Those that are open, the best of each protocol first"),
    flag("appPasswordsOnly", "Whether mail programs need an app password"),
};
constexpr Shape servers{"Servers", serversFields};

constexpr std::array accessFields{
    flag("imap", "Whether mail can be read with IMAP"),
    choice(
        "pop",
        "all,from-now-on,classic,off",
        "What can be read with POP3: of all mailboxes what was not fetched yet; of that, what "
        "arrives from the moment on at which this is chosen; all of INBOX; nothing"
    ),
    choice(
        "fetched",
        "keep,read,archive,trash",
        "What becomes of a message that was fetched with POP3: kept unread, marked as read, moved "
        "to the archive or to the trash"
    ),
    optional(number(
        "popSince", 0, anyTime, "With from-now-on: when that was chosen, in Unix seconds; else null"
    )),
};
constexpr Shape access{"Access", accessFields};

constexpr std::array accessRequestFields{
    optional(accessFields[0]),
    optional(accessFields[1]),
    optional(accessFields[2]),
};
constexpr Shape accessRequest{"AccessRequest", accessRequestFields};

// ---- app passwords

constexpr std::array useFields{
    number("time", 0, anyTime, "When, in Unix seconds; exact to an hour"),
    choice("protocol", protocolNames, "By which protocol"),
    text("address", 0, 100, "From which network address; empty: from this machine"),
};
constexpr Shape use{"AppPasswordUse", useFields};

constexpr std::array appPasswordFields{
    text("label", 1, longestLabel, "What the user calls it"),
    choices("protocols", protocolNames, "What it is good for"),
    number("created", 0, anyTime, "When it was made, in Unix seconds"),
    optional(number("expires", 0, anyTime, "Until when it is good, in Unix seconds; null: for ever")
    ),
    optional(record("lastUse", use, "Its last use; null: none yet")),
};
constexpr Shape appPassword{"AppPassword", appPasswordFields};

constexpr std::array appPasswordsFields{
    records("passwords", appPassword, "In the order of their making"),
};
constexpr Shape appPasswords{"AppPasswords", appPasswordsFields};

constexpr std::array addAppPasswordFields{
    text("label", 1, longestLabel, "What the user calls it; once in an account"),
    choices("protocols", protocolNames, "What it is good for"),
    optional(number("days", 1, 3650, "How long it is good; left out: for ever")),
};
constexpr Shape addAppPasswordRequest{"AddAppPasswordRequest", addAppPasswordFields};

constexpr std::array newAppPasswordFields{
    text("password", 24, 24, "What is typed into the mail program; shown this once"),
};
constexpr Shape newAppPassword{"NewAppPassword", newAppPasswordFields};

constexpr std::array removeAppPasswordFields{
    text("label", 1, longestLabel, "Which one"),
};
constexpr Shape removeAppPasswordRequest{"RemoveAppPasswordRequest", removeAppPasswordFields};

// ---- account

constexpr std::array profileFields{
    optional(text("name", 0, 200, "The user's name")),
    optional(choice("language", ",de,en", "The language of the page; empty: that of the browser")),
};
constexpr Shape profileRequest{"ProfileRequest", profileFields};

constexpr std::array passwordFields{
    text("current", 1, longText, "The password as it is"),
    text("password", 8, longText, "The new one"),
};
constexpr Shape passwordRequest{"PasswordRequest", passwordFields};

// clang-format off
constexpr auto apiTable = std::to_array<ApiCall>({
    {"signIn", true, false, &signInRequest, &session, signIn, "Signs in with the password of the account"},
    {"signOut", true, true, &nothing, &nothing, signOut, "Ends this sign-in"},
    {"session", false, true, &nothing, &session, showSession, "Who is signed in"},
    {"servers", false, true, &nothing, &servers, showServers, "What to type into a mail program"},
    {"access", false, true, &nothing, &access, showAccess, "How mail can be read"},
    {"setAccess", true, true, &accessRequest, &access, setAccess, "Switches POP3 and IMAP and says what POP3 does; sessions of what is switched off end at once"},
    {"appPasswords", false, true, &nothing, &appPasswords, listAppPasswords, "The app passwords"},
    {"addAppPassword", true, true, &addAppPasswordRequest, &newAppPassword, addAppPassword, "Makes an app password"},
    {"removeAppPassword", true, true, &removeAppPasswordRequest, &nothing, removeAppPassword, "Removes an app password; the sessions that it let in end at once"},
    {"setProfile", true, true, &profileRequest, &session, setProfile, "Sets name and language"},
    {"changePassword", true, true, &passwordRequest, &session, changePassword, "Sets another password; all other sign-ins, and the sessions that the old one let in, end at once"},
});
// clang-format on

} // namespace

std::span<const ApiCall> apiCalls()
{
    return apiTable;
}

const ApiCall* findCall(std::string_view name)
{
    const auto found = std::ranges::find(apiTable, name, &ApiCall::name);
    return found == apiTable.end() ? nullptr : &*found;
}

} // namespace postamt::web
