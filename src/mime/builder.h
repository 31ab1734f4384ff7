#pragma once

#include "mime/address.h"
#include "mime/date.h"
#include "mime/parameter.h"

#include <string>
#include <string_view>
#include <vector>

namespace postamt::mime {

/// A part to be attached. Text is UTF-8 with any line ends.
struct Attachment {
    std::string type
        = "application/octet-stream"; ///< a text/ or message/ type is not base64 encoded
    std::string fileName; ///< UTF-8; empty for none
    std::string bytes;
    std::string id; ///< Content-ID without brackets; empty for none
    bool isInline = false; ///< disposition inline; without file name no disposition is written
};

/// Builds messages: sample mail, bounces, answers. Lines end in CRLF and are at most 78 characters
/// long where they can be folded; other characters than ASCII become encoded words in headers, but
/// for those of the address itself (RFC 6532). Line ends in header values become blanks, so no value can add a field.
class MessageBuilder {
public:
    /// Adds a field with free text (UTF-8).
    MessageBuilder& header(std::string_view name, std::string_view text);
    /// Adds a field with addresses; names are UTF-8, groups allowed.
    MessageBuilder& addresses(std::string_view name, const std::vector<Address>& list);
    MessageBuilder& date(const Date& date);
    /// `id` without angle brackets.
    MessageBuilder& messageId(std::string_view id);

    /// The plain text, UTF-8.
    MessageBuilder& text(std::string_view utf8);
    /// The same as HTML; with text() both become multipart/alternative.
    MessageBuilder& html(std::string_view utf8);
    MessageBuilder& attach(Attachment attachment);
    /// Makes it a multipart/report (RFC 6522) of this type, such as delivery-status: text(), then
    /// the attachments in order.
    MessageBuilder& report(std::string_view type);

    /// The message. `token`: letters and digits that make the boundaries unlike those of other
    /// messages.
    std::string build(std::string_view token) const;

private:
    std::string headers_;
    std::string text_;
    std::string html_;
    std::string reportType_;
    std::vector<Attachment> attachments_;
};

} // namespace postamt::mime
