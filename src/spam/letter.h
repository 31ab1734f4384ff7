#pragma once

#include "mime/address.h"
#include "mime/header.h"
#include "mime/structure.h"
#include "spam/markup.h"

#include <string>
#include <string_view>
#include <vector>

namespace postamt::spam {

/// A message as the filter sees it: the beginning of it taken apart, the texts decoded. All of it
/// is bounded, however large the message is.
struct Letter {
    static constexpr std::size_t maxBytes = 512U
        << 10; ///< of the message, what follows is not seen
    static constexpr std::size_t maxText = 64U << 10; ///< of decoded text
    static constexpr std::size_t maxParts = 100;

    explicit Letter(std::string_view whole);

    std::string_view bytes; ///< what is seen of it
    mime::Structure structure;
    mime::Header header;
    std::string subject; ///< decoded
    std::vector<mime::Address> from;
    std::vector<mime::Address> replyTo;
    std::vector<mime::Address> to; ///< To and Cc
    std::string senderHost; ///< of Return-Path
    std::string plain; ///< the text parts
    std::string htmlText; ///< the HTML parts as one reads them
    std::string small; ///< both of them, ASCII in small letters
    Markup markup; ///< of the HTML parts
    std::size_t htmlBytes = 0;

private:
    void readTexts();
};

/// The last two labels of a host name, or the whole if it has fewer or is an address.
std::string_view siteOf(std::string_view host);

} // namespace postamt::spam
