#pragma once

#include "imap/proto/lexer.h"
#include "imap/proto/writer.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::imap::proto {

/// What a quota limits (RFC 9208 section 5): messages, or storage in units of 1024 octets.
enum class QuotaResource { Message, Storage };

/// GETQUOTA (RFC 9208 section 4.1.1).
struct GetQuotaRequest {
    std::string root;

    bool operator==(const GetQuotaRequest&) const = default;
};

/// GETQUOTAROOT (RFC 9208 section 4.1.2).
struct GetQuotaRootRequest {
    std::string mailbox;

    bool operator==(const GetQuotaRootRequest&) const = default;
};

struct QuotaLimit {
    QuotaResource resource = QuotaResource::Storage;
    std::uint64_t limit = 0;

    bool operator==(const QuotaLimit&) const = default;
};

/// SETQUOTA (RFC 9208 section 4.1.3).
struct SetQuotaRequest {
    std::string root;
    std::vector<QuotaLimit> limits; ///< each resource once; what is not among them has no limit
    bool hasUnknown = false; ///< some resource has a name that is not known

    bool operator==(const SetQuotaRequest&) const = default;
};

Result<GetQuotaRequest> parseGetQuota(Lexer& lexer);
Result<GetQuotaRootRequest> parseGetQuotaRoot(Lexer& lexer);
/// Bad where a resource is named twice.
Result<SetQuotaRequest> parseSetQuota(Lexer& lexer);

/// Appends the command, without tag and line end.
void formatSetQuotaRequest(Writer& writer, const SetQuotaRequest& request);

/// How much of a resource is used, and how much may be.
struct QuotaUsage {
    QuotaResource resource = QuotaResource::Storage;
    std::uint64_t usage = 0;
    std::uint64_t limit = 0;
};

/// Appends the QUOTA response (RFC 9208 section 4.2.1): the resources with a limit, maybe none.
void formatQuota(Writer& writer, std::string_view root, const std::vector<QuotaUsage>& usages);

/// Appends the QUOTAROOT response (RFC 9208 section 4.2.2).
void formatQuotaRoot(Writer& writer, std::string_view mailbox, std::string_view root);

} // namespace postamt::imap::proto
