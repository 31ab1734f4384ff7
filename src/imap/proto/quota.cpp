#include "imap/proto/quota.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>

namespace postamt::imap::proto {

namespace {

struct Row {
    QuotaResource resource;
    std::string_view name;
};

constexpr std::array rows{
    Row{QuotaResource::Message, "MESSAGE"},
    Row{QuotaResource::Storage, "STORAGE"},
};

std::string_view nameOf(QuotaResource resource)
{
    return std::ranges::find(rows, resource, &Row::resource)->name;
}

constexpr std::string_view rootName = "the name of a quota root";

void parseLimit(Lexer& lexer, SetQuotaRequest& request)
{
    const auto name = lexer.atom("a resource such as STORAGE");
    lexer.space();
    const auto limit = lexer.number64("a limit");
    const auto* const row = std::ranges::find_if(rows, [name](const Row& candidate) {
        return equalsIgnoreCase(candidate.name, name);
    });
    if (row == rows.end()) {
        request.hasUnknown = true;
        return;
    }
    const auto same = std::ranges::find(request.limits, row->resource, &QuotaLimit::resource);
    if (same != request.limits.end())
        lexer.fail(Error{Fault::Bad, "expected each resource once", {}});
    request.limits.push_back({row->resource, limit});
}

} // namespace

Result<GetQuotaRequest> parseGetQuota(Lexer& lexer)
{
    GetQuotaRequest request;
    lexer.space();
    request.root = lexer.astring(rootName);
    lexer.end();
    return lexer.result(std::move(request));
}

Result<GetQuotaRootRequest> parseGetQuotaRoot(Lexer& lexer)
{
    GetQuotaRootRequest request;
    lexer.space();
    request.mailbox = lexer.mailbox();
    lexer.end();
    return lexer.result(std::move(request));
}

Result<SetQuotaRequest> parseSetQuota(Lexer& lexer)
{
    SetQuotaRequest request;
    lexer.space();
    request.root = lexer.astring(rootName);
    lexer.space();
    lexer.open("a list of resources and limits");
    if (!lexer.presentClose()) {
        do
            parseLimit(lexer, request);
        while (lexer.more());
    }
    lexer.end();
    return lexer.result(std::move(request));
}

void formatSetQuotaRequest(Writer& writer, const SetQuotaRequest& request)
{
    writer.raw("SETQUOTA ").astring(request.root).raw(" (");
    std::string_view before;
    for (const auto& [resource, limit] : request.limits) {
        writer.raw(before).raw(nameOf(resource)).raw(' ').number(limit);
        before = " ";
    }
    writer.raw(')');
}

void formatQuota(Writer& writer, std::string_view root, const std::vector<QuotaUsage>& usages)
{
    writer.raw("* QUOTA ").astring(root).raw(" (");
    std::string_view before;
    for (const auto& [resource, usage, limit] : usages) {
        writer.raw(before).raw(nameOf(resource)).raw(' ').number(usage).raw(' ').number(limit);
        before = " ";
    }
    writer.raw(')').line();
}

void formatQuotaRoot(Writer& writer, std::string_view mailbox, std::string_view root)
{
    writer.raw("* QUOTAROOT ").mailbox(mailbox).raw(' ').astring(root).line();
}

} // namespace postamt::imap::proto
