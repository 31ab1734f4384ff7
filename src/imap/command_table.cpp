#include "imap/command_table.h"

#include "imap/commands/commands.h"

#include <algorithm>
#include <array>

namespace postamt::imap {

namespace {

using enum Allowed;

// clang-format off
// Keep these alphabetical.
constexpr std::array table{
    //      name            allowed      uid            numbers           run                      comes with
    Command{"APPEND",       LoggedIn,    UidForm::Never, Numbers::No,     commands::append       },
    Command{"AUTHENTICATE", BeforeLogin, UidForm::Never, Numbers::No,     commands::authenticate },
    Command{"CANCELUPDATE", Selected,    UidForm::Never, Numbers::No,     commands::cancelUpdate,  "CONTEXT=SEARCH CONTEXT=SORT"},
    Command{"CAPABILITY",   Always,      UidForm::Never, Numbers::No,     commands::capability   },
    Command{"CHECK",        Selected,    UidForm::Never, Numbers::No,     commands::check        },
    Command{"CLOSE",        Selected,    UidForm::Never, Numbers::No,     commands::close        },
    Command{"COMPARATOR",   LoggedIn,    UidForm::Never, Numbers::No,     commands::comparator,    "I18NLEVEL=2"},
    Command{"COMPRESS",     LoggedIn,    UidForm::Never, Numbers::No,     commands::compress,      "COMPRESS=DEFLATE"},
    Command{"COPY",         Selected,    UidForm::Also,  Numbers::Plain,  commands::copy         },
    Command{"CREATE",       LoggedIn,    UidForm::Never, Numbers::No,     commands::create       },
    Command{"DELETE",       LoggedIn,    UidForm::Never, Numbers::No,     commands::deleteMailbox},
    Command{"DELETEACL",    LoggedIn,    UidForm::Never, Numbers::No,     commands::deleteAcl,     "ACL"},
    Command{"ENABLE",       LoggedIn,    UidForm::Never, Numbers::No,     commands::enable,        "ENABLE"},
    Command{"ESEARCH",      LoggedIn,    UidForm::Never, Numbers::No,     commands::multisearch,   "MULTISEARCH"},
    Command{"EXAMINE",      LoggedIn,    UidForm::Never, Numbers::No,     commands::examine      },
    Command{"EXPUNGE",      Selected,    UidForm::Also,  Numbers::No,     commands::expunge      },
    Command{"FETCH",        Selected,    UidForm::Also,  Numbers::Plain,  commands::fetch        },
    Command{"GETACL",       LoggedIn,    UidForm::Never, Numbers::No,     commands::getAcl,        "ACL"},
    Command{"GETMETADATA",  LoggedIn,    UidForm::Never, Numbers::No,     commands::getMetadata,   "METADATA"},
    Command{"GETQUOTA",     LoggedIn,    UidForm::Never, Numbers::No,     commands::getQuota,      "QUOTA"},
    Command{"GETQUOTAROOT", LoggedIn,    UidForm::Never, Numbers::No,     commands::getQuotaRoot,  "QUOTA"},
    Command{"ID",           Always,      UidForm::Never, Numbers::No,     commands::id,            "ID"},
    Command{"IDLE",         LoggedIn,    UidForm::Never, Numbers::No,     commands::idle,          "IDLE"},
    Command{"LIST",         LoggedIn,    UidForm::Never, Numbers::No,     commands::list         },
    Command{"LISTRIGHTS",   LoggedIn,    UidForm::Never, Numbers::No,     commands::listRights,    "ACL"},
    Command{"LOGIN",        BeforeLogin, UidForm::Never, Numbers::No,     commands::login        },
    Command{"LOGOUT",       Always,      UidForm::Never, Numbers::No,     commands::logout       },
    Command{"LSUB",         LoggedIn,    UidForm::Never, Numbers::No,     commands::lsub         },
    Command{"MOVE",         Selected,    UidForm::Also,  Numbers::No,     commands::move,          "MOVE"},
    Command{"MYRIGHTS",     LoggedIn,    UidForm::Never, Numbers::No,     commands::myRights,      "ACL"},
    Command{"NAMESPACE",    LoggedIn,    UidForm::Never, Numbers::No,     commands::namespaces,    "NAMESPACE"},
    Command{"NOOP",         Always,      UidForm::Never, Numbers::No,     commands::noop         },
    Command{"NOTIFY",       LoggedIn,    UidForm::Never, Numbers::No,     commands::notify,        "NOTIFY"},
    Command{"RENAME",       LoggedIn,    UidForm::Never, Numbers::No,     commands::rename       },
    Command{"REPLACE",      Selected,    UidForm::Also,  Numbers::No,     commands::replace,       "REPLACE"},
    Command{"SEARCH",       Selected,    UidForm::Also,  Numbers::Always, commands::search       },
    Command{"SELECT",       LoggedIn,    UidForm::Never, Numbers::No,     commands::select       },
    Command{"SETACL",       LoggedIn,    UidForm::Never, Numbers::No,     commands::setAcl,        "ACL"},
    Command{"SETMETADATA",  LoggedIn,    UidForm::Never, Numbers::No,     commands::setMetadata,   "METADATA"},
    Command{"SETQUOTA",     LoggedIn,    UidForm::Never, Numbers::No,     commands::setQuota,      "QUOTASET"},
    Command{"SORT",         Selected,    UidForm::Also,  Numbers::Always, commands::sort,          "SORT"},
    Command{"STARTTLS",     BeforeLogin, UidForm::Never, Numbers::No,     commands::startTls     },
    Command{"STATUS",       LoggedIn,    UidForm::Never, Numbers::No,     commands::status       },
    Command{"STORE",        Selected,    UidForm::Also,  Numbers::Plain,  commands::store        },
    Command{"SUBSCRIBE",    LoggedIn,    UidForm::Never, Numbers::No,     commands::subscribe    },
    Command{"THREAD",       Selected,    UidForm::Also,  Numbers::Always, commands::thread,        "THREAD=ORDEREDSUBJECT THREAD=REFERENCES THREAD=REFS"},
    Command{"UIDBATCHES",   Selected,    UidForm::Never, Numbers::No,     commands::uidBatches,    "UIDBATCHES"},
    Command{"UNAUTHENTICATE", LoggedIn,  UidForm::Never, Numbers::No,     commands::unauthenticate, "UNAUTHENTICATE"},
    Command{"UNSELECT",     Selected,    UidForm::Never, Numbers::No,     commands::unselect,      "UNSELECT"},
    Command{"UNSUBSCRIBE",  LoggedIn,    UidForm::Never, Numbers::No,     commands::unsubscribe  },
    Command{"XLIST",        LoggedIn,    UidForm::Never, Numbers::No,     commands::xlist,         "XLIST"},
};
// clang-format on
static_assert(std::ranges::is_sorted(table, {}, &Command::name));

} // namespace

std::span<const Command> commandTable()
{
    return table;
}

const Command* findCommand(std::string_view name)
{
    const auto found = std::ranges::lower_bound(table, name, {}, &Command::name);
    return found != table.end() && found->name == name ? &*found : nullptr;
}

} // namespace postamt::imap
