#pragma once

#include "imap/proto/writer.h"

#include <string>
#include <vector>

namespace postamt::imap::proto {

/// Appends "* CAPABILITY ..." (RFC 9051 section 7.2.2).
void formatCapability(Writer& writer, const std::vector<std::string>& capabilities);

/// The same as a response code, without brackets.
std::string capabilityCode(const std::vector<std::string>& capabilities);

} // namespace postamt::imap::proto
