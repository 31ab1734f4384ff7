#include "imap/capability_table.h"

#include <algorithm>
#include <array>

namespace postamt::imap {

namespace {

using enum Announced;

// clang-format off
constexpr std::array table{
    //         name                  announced     source                    known to ENABLE, only if, value
    Capability{"IMAP4rev1",          Always,       "RFC 3501",               ""           },
    Capability{"IMAP4rev2",          Always,       "RFC 9051",               "IMAP4rev2"  },
    Capability{"STARTTLS",           WithoutTls,   "RFC 9051 section 6.2.1", "", &Limits::mayStartTls},
    Capability{"LOGINDISABLED",      WithoutTls,   "RFC 9051 section 6.2.3", ""           },
    Capability{"AUTH=PLAIN",         BeforeLogin,  "RFC 4616",               ""           },
    Capability{"AUTH=LOGIN",         BeforeLogin,  "draft-murchison-sasl-login", ""       },
    Capability{"AUTH=SCRAM-SHA-256", BeforeLogin,  "RFC 7677",               ""           },
    Capability{"AUTH=SCRAM-SHA-256-PLUS", BeforeLogin, "RFC 7677",           ""           },
    Capability{"AUTH=SCRAM-SHA-1",   BeforeLogin,  "RFC 5802",               ""           },
    Capability{"AUTH=SCRAM-SHA-1-PLUS", BeforeLogin, "RFC 5802",             ""           },
    Capability{"AUTH=OAUTHBEARER",   BeforeLogin,  "RFC 7628",               ""           },
    Capability{"AUTH=XOAUTH2",       BeforeLogin,  "XOAUTH2 (Google)",       ""           },
    Capability{"AUTH=EXTERNAL",      BeforeLogin,  "RFC 4422",               ""           },
    Capability{"SASL-IR",            NotYet,       "RFC 4959",               ""           },
    Capability{"LITERAL-",           NotYet,       "RFC 7888",               ""           },
    Capability{"ID",                 Always,       "RFC 2971",               ""           },
    Capability{"ENABLE",             Always,       "RFC 5161",               ""           },
    Capability{"LITERAL+",           AfterLogin,   "RFC 7888",               ""           },
    Capability{"ACL",                AfterLogin,   "RFC 4314",               ""           },
    Capability{"RIGHTS=kxte",        AfterLogin,   "RFC 4314 section 5.1.1", ""           },
    Capability{"APPENDLIMIT",        AfterLogin,   "RFC 7889",               "", nullptr, &Limits::appendBytes},
    Capability{"BINARY",             AfterLogin,   "RFC 3516",               ""           },
    Capability{"CATENATE",           AfterLogin,   "RFC 4469",               ""           },
    Capability{"CHILDREN",           AfterLogin,   "RFC 3348",               ""           },
    Capability{"COMPRESS=DEFLATE",   AfterLogin,   "RFC 4978",               "", &Limits::mayCompress},
    Capability{"CONDSTORE",          AfterLogin,   "RFC 7162 section 3.1",   "CONDSTORE"  },
    Capability{"CONTEXT=SEARCH",     AfterLogin,   "RFC 5267 section 4",     ""           },
    Capability{"CONTEXT=SORT",       AfterLogin,   "RFC 5267 section 4",     ""           },
    Capability{"CREATE-SPECIAL-USE", AfterLogin,   "RFC 6154 section 3",     ""           },
    Capability{"ESEARCH",            AfterLogin,   "RFC 4731",               ""           },
    Capability{"ESORT",              AfterLogin,   "RFC 5267",               ""           },
    Capability{"I18NLEVEL=2",        AfterLogin,   "RFC 5255 section 4.4",   ""           },
    Capability{"IDLE",               AfterLogin,   "RFC 2177",               ""           },
    Capability{"INPROGRESS",         AfterLogin,   "RFC 9585",               ""           },
    Capability{"LIST-EXTENDED",      AfterLogin,   "RFC 5258",               ""           },
    Capability{"LIST-METADATA",      AfterLogin,   "RFC 9590",               ""           },
    Capability{"LIST-MYRIGHTS",      AfterLogin,   "RFC 8440",               ""           },
    Capability{"LIST-STATUS",        AfterLogin,   "RFC 5819",               ""           },
    Capability{"MESSAGELIMIT",       AfterLogin,   "RFC 9738",               "", nullptr, &Limits::messages},
    Capability{"METADATA",           AfterLogin,   "RFC 5464",               "METADATA"   },
    Capability{"MOVE",               AfterLogin,   "RFC 6851",               ""           },
    Capability{"MULTIAPPEND",        AfterLogin,   "RFC 3502",               ""           },
    Capability{"MULTISEARCH",        AfterLogin,   "RFC 7377",               ""           },
    Capability{"NAMESPACE",          AfterLogin,   "RFC 2342",               ""           },
    Capability{"NOTIFY",             AfterLogin,   "RFC 5465",               ""           },
    Capability{"OBJECTID",           AfterLogin,   "RFC 8474",               ""           },
    Capability{"PARTIAL",            AfterLogin,   "RFC 9394",               ""           },
    Capability{"PREVIEW",            AfterLogin,   "RFC 8970",               ""           },
    Capability{"QRESYNC",            AfterLogin,   "RFC 7162 section 3.2",   "QRESYNC"    },
    Capability{"QUOTA",              AfterLogin,   "RFC 9208",               ""           },
    Capability{"QUOTA=RES-MESSAGE",  AfterLogin,   "RFC 9208 section 5.2",   ""           },
    Capability{"QUOTA=RES-STORAGE",  AfterLogin,   "RFC 9208 section 5.1",   ""           },
    Capability{"QUOTASET",           AfterLogin,   "RFC 9208 section 4.1.3", "", &Limits::maySetQuotas},
    Capability{"SAVELIMIT",          AfterLogin,   "RFC 9738",               "", nullptr, &Limits::messages},
    Capability{"REPLACE",            AfterLogin,   "RFC 8508",               ""           },
    Capability{"SAVEDATE",           AfterLogin,   "RFC 8514",               ""           },
    Capability{"SEARCHRES",          AfterLogin,   "RFC 5182",               ""           },
    Capability{"SORT",               AfterLogin,   "RFC 5256",               ""           },
    Capability{"SORT=DISPLAY",       AfterLogin,   "RFC 5957",               ""           },
    Capability{"SPECIAL-USE",        AfterLogin,   "RFC 6154 section 2",     ""           },
    Capability{"STATUS=SIZE",        AfterLogin,   "RFC 8438",               ""           },
    Capability{"THREAD=ORDEREDSUBJECT", AfterLogin, "RFC 5256",              ""           },
    Capability{"THREAD=REFERENCES",  AfterLogin,   "RFC 5256",               ""           },
    Capability{"THREAD=REFS",        AfterLogin,   "draft-ietf-morg-inthread", ""         },
    Capability{"UIDBATCHES",         AfterLogin,   "RFC 10022",              ""           },
    Capability{"UIDONLY",            AfterLogin,   "RFC 9586",               "UIDONLY"    },
    Capability{"UIDPLUS",            AfterLogin,   "RFC 4315",               ""           },
    Capability{"UNAUTHENTICATE",     AfterLogin,   "RFC 8437",               ""           },
    Capability{"UNSELECT",           AfterLogin,   "RFC 3691",               ""           },
    Capability{"URL-PARTIAL",        AfterLogin,   "RFC 5550",               ""           },
    Capability{"UTF8=ACCEPT",        AfterLogin,   "RFC 9755",               "UTF8=ACCEPT"},
    Capability{"WITHIN",             AfterLogin,   "RFC 5032",               ""           },
    Capability{"XLIST",              AfterLogin,   "Google",                 ""           },
};
// clang-format on

constexpr std::string_view authPrefix = "AUTH=";

bool isAnnounced(const Capability& capability, State state, bool isSecure, const Limits& limits)
{
    const bool before = state == State::NotAuthenticated;
    switch (capability.announced) {
    case WithoutTls:
        return before && !isSecure;
    case BeforeLogin:
        return before && isSecure
            && std::ranges::count(limits.mechanisms, capability.name.substr(authPrefix.size())) > 0;
    case NotYet:
        return before;
    case AfterLogin:
        return !before;
    case Always:
        return true;
    }
    return false;
}

} // namespace

std::span<const Capability> capabilityTable()
{
    return table;
}

std::string capabilities(State state, bool isSecure, const Limits& limits)
{
    std::string out;
    for (const Capability& capability : table) {
        if (!isAnnounced(capability, state, isSecure, limits)
            || (capability.onlyIf != nullptr && !(limits.*capability.onlyIf))
            || std::ranges::count(limits.without, capability.name) > 0)
            continue;
        if (!out.empty())
            out += ' ';
        out += capability.name;
        if (capability.value != nullptr)
            out += '=' + std::to_string(limits.*capability.value);
    }
    return out;
}

} // namespace postamt::imap
