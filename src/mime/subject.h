#pragma once

#include <string>
#include <string_view>

namespace postamt::mime {

/// A subject without what mailers put around it.
struct BaseSubject {
    std::string text;
    bool isReply = false; ///< something said reply or forward (RFC 5256: is-reply-or-forward)
};

/// Extracts the base subject (RFC 5256 section 2.1) from a decoded subject: white space collapsed;
/// "Re:", "Fwd:", "(fwd)", "[list]" and "[Fwd: ]" removed. Beyond the RFC the German "AW:" and
/// "WG:" count as "Re:" and "Fwd:", since Outlook writes them. Linear. The result is not folded.
BaseSubject baseSubject(std::string_view subject);

} // namespace postamt::mime
