#pragma once

#include "mime/header.h"
#include "mime/imap_string.h"

#include <cstddef>
#include <string>

namespace postamt::mime {

/// How much one message may render: a budget shared by its envelopes, so that a hostile header does
/// not grow many times over.
struct RenderBudget {
    std::size_t addresses = 10'000; ///< address list elements; later ones are left out
    std::size_t text = 256U << 10; ///< bytes of one header text; the rest is cut
};

/// ENVELOPE as IMAP sends it (RFC 9051 section 7.5.2): date, subject, from, sender, reply-to, to,
/// cc, bcc, in-reply-to, message-id. Sender and Reply-To default to From. Encoded words stay
/// encoded; an address without domain has an empty host. Several To, Cc or Bcc fields make one
/// list; of others the first counts.
void appendEnvelope(std::string& out, const Header& header, Form form, RenderBudget& budget);

} // namespace postamt::mime
