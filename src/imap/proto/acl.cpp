#include "imap/proto/acl.h"

namespace postamt::imap::proto {

namespace {

AclIdentifier parseIdentifier(Lexer& lexer)
{
    AclIdentifier identifier;
    identifier.text = lexer.astring("an identifier");
    identifier.isNegative = identifier.text.starts_with('-');
    if (identifier.name().empty())
        lexer.fail(Error{Fault::Bad, "expected an identifier that is not empty", {}});
    return identifier;
}

Result<IdentifierRequest> parseWithIdentifier(Lexer& lexer)
{
    IdentifierRequest request;
    lexer.space();
    request.mailbox = lexer.mailbox();
    lexer.space();
    request.identifier = parseIdentifier(lexer);
    lexer.end();
    return lexer.result(std::move(request));
}

Result<AclMailboxRequest> parseWithMailbox(Lexer& lexer)
{
    AclMailboxRequest request;
    lexer.space();
    request.mailbox = lexer.mailbox();
    lexer.end();
    return lexer.result(std::move(request));
}

} // namespace

Result<SetAclRequest> parseSetAcl(Lexer& lexer)
{
    SetAclRequest request;
    lexer.space();
    request.mailbox = lexer.mailbox();
    lexer.space();
    request.identifier = parseIdentifier(lexer);
    lexer.space();
    request.rights = lexer.astring("rights such as lrs, +w or -t");
    if (request.rights.starts_with('+'))
        request.action = SetAclRequest::Action::Add;
    else if (request.rights.starts_with('-'))
        request.action = SetAclRequest::Action::Remove;
    if (request.action != SetAclRequest::Action::Replace)
        request.rights.erase(0, 1);
    lexer.end();
    return lexer.result(std::move(request));
}

Result<IdentifierRequest> parseDeleteAcl(Lexer& lexer)
{
    return parseWithIdentifier(lexer);
}

Result<IdentifierRequest> parseListRights(Lexer& lexer)
{
    return parseWithIdentifier(lexer);
}

Result<AclMailboxRequest> parseGetAcl(Lexer& lexer)
{
    return parseWithMailbox(lexer);
}

Result<AclMailboxRequest> parseMyRights(Lexer& lexer)
{
    return parseWithMailbox(lexer);
}

void formatAcl(
    Writer& writer,
    std::string_view mailbox,
    const std::vector<std::pair<std::string, std::string>>& entries
)
{
    writer.raw("* ACL ").mailbox(mailbox);
    for (const auto& [identifier, rights] : entries)
        writer.raw(' ').astring(identifier).raw(' ').astring(rights);
    writer.line();
}

void formatListRights(
    Writer& writer, const IdentifierRequest& request, std::string_view always, std::string_view others
)
{
    writer.raw("* LISTRIGHTS ").mailbox(request.mailbox).raw(' ').astring(request.identifier.text);
    writer.raw(' ').astring(always);
    for (const char letter : others)
        writer.raw(' ').raw(letter);
    writer.line();
}

void formatMyRights(Writer& writer, std::string_view mailbox, std::string_view rights)
{
    writer.raw("* MYRIGHTS ").mailbox(mailbox).raw(' ').astring(rights).line();
}

} // namespace postamt::imap::proto
