#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace postamt::sasl {

/// What binds an exchange to the TLS session below it, so that it is worth nothing in another one
/// (RFC 5056).
struct ChannelBinding {
    std::string name; ///< "tls-exporter" (RFC 9266) or "tls-server-end-point" (RFC 5929 section 4)
    std::string bytes;
};

/// Those of one connection, the best first; none without TLS.
using ChannelBindings = std::vector<ChannelBinding>;

/// The one of that name, which is case-sensitive; null if there is none.
const ChannelBinding* findBinding(const ChannelBindings& bindings, std::string_view name);

} // namespace postamt::sasl
