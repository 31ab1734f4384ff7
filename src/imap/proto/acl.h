#pragma once

#include "imap/proto/lexer.h"
#include "imap/proto/writer.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postamt::imap::proto {

/// Whose rights: "bob", or "-bob" for those he shall not have (RFC 4314 section 2).
struct AclIdentifier {
    std::string text; ///< as written
    bool isNegative = false;

    /// Without the minus.
    std::string_view name() const { return std::string_view(text).substr(isNegative ? 1 : 0); }

    bool operator==(const AclIdentifier&) const = default;
};

/// SETACL (RFC 4314 section 3.1).
struct SetAclRequest {
    enum class Action { Replace, Add, Remove };

    std::string mailbox;
    AclIdentifier identifier;
    Action action = Action::Replace;
    std::string rights; ///< letters, without the sign

    bool operator==(const SetAclRequest&) const = default;
};

Result<SetAclRequest> parseSetAcl(Lexer& lexer);

/// DELETEACL and LISTRIGHTS (RFC 4314 sections 3.2 and 3.4).
struct IdentifierRequest {
    std::string mailbox;
    AclIdentifier identifier;

    bool operator==(const IdentifierRequest&) const = default;
};

Result<IdentifierRequest> parseDeleteAcl(Lexer& lexer);
Result<IdentifierRequest> parseListRights(Lexer& lexer);

/// GETACL and MYRIGHTS (RFC 4314 sections 3.3 and 3.5).
struct AclMailboxRequest {
    std::string mailbox;
};

Result<AclMailboxRequest> parseGetAcl(Lexer& lexer);
Result<AclMailboxRequest> parseMyRights(Lexer& lexer);

/// Appends "* ACL mailbox bob lr -eve w": identifiers and their letters.
void formatAcl(
    Writer& writer,
    std::string_view mailbox,
    const std::vector<std::pair<std::string, std::string>>& entries
);

/// Appends "* LISTRIGHTS mailbox bob "" l r": letters that are always granted, and those that can
/// be, each by itself.
void formatListRights(
    Writer& writer, const IdentifierRequest& request, std::string_view always, std::string_view others
);

/// Appends "* MYRIGHTS mailbox lr".
void formatMyRights(Writer& writer, std::string_view mailbox, std::string_view rights);

} // namespace postamt::imap::proto
