#pragma once

#include "smtp/proto/reply.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::smtp::proto {

/// What a server offers in its answer to EHLO or LHLO (RFC 5321 section 4.1.1.1).
struct Extensions {
    bool pipelining = false; ///< RFC 2920
    bool sizeKnown = false; ///< RFC 1870
    std::uint64_t sizeLimit = 0; ///< in bytes; 0 is no limit
    bool eightBitMime = false; ///< RFC 6152
    bool smtpUtf8 = false; ///< RFC 6531
    bool enhancedStatusCodes = false; ///< RFC 2034
    bool chunking = false; ///< RFC 3030
    bool startTls = false; ///< RFC 3207
    std::vector<std::string> auth; ///< mechanisms in upper case (RFC 4954)

    bool operator==(const Extensions&) const = default;
};

/// The answer to EHLO: the server's name with a greeting, then one keyword a line.
Reply formatEhlo(std::string_view hostName, const Extensions& extensions);

/// Reads such an answer. Keywords we do not know are skipped; the old form "AUTH=PLAIN" counts as
/// well.
Extensions parseEhlo(const Reply& reply);

} // namespace postamt::smtp::proto
