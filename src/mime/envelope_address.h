#pragma once

#include <string>
#include <string_view>

namespace postamt::mime {

/// The lists of addresses in an ENVELOPE, by their place in it.
enum class EnvelopeField { From = 2, To = 5, Cc = 6 };

/// What people are shown for the first address of a list in a rendered ENVELOPE, by which
/// DISPLAYFROM and DISPLAYTO sort (RFC 5957 section 3): its name, decoded; else the address; of a
/// group its name. Empty if there is none or the text is no ENVELOPE.
std::string firstDisplayName(std::string_view envelope, EnvelopeField field);

/// The local part of the first address of a list in a rendered ENVELOPE, decoded, by which FROM, TO
/// and CC sort (RFC 5256 section 3); the beginning of a group is none. Empty as above.
std::string firstLocalPart(std::string_view envelope, EnvelopeField field);

} // namespace postamt::mime
