#pragma once

#include <string>
#include <string_view>

namespace postamt::text {

/// The form in which text is searched and compared: Unicode NFKC_Casefold. Full case folding
/// (straße and STRASSE are the same), compatibility forms unified (ligatures, full width, no-break
/// space), accents composed (u with a combining diaeresis is ü; u alone is not found in it), soft
/// hyphens and other ignorable characters dropped. Of more than 30 marks on one letter
/// the rest is dropped. Ill-formed UTF-8 becomes U+FFFD. A needle is in
/// a text if folded(needle) is in folded(text); this is the substring match of i;unicode-casemap
/// (RFC 5051) with a newer and fuller folding. Folding twice changes nothing.
std::string folded(std::string_view utf8);

} // namespace postamt::text
