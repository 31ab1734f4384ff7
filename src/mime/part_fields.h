#pragma once

#include "mime/header.h"
#include "mime/parameter.h"
#include "mime/part.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::mime {

/// The MIME header of a part, decoded as far as BODYSTRUCTURE needs it. Texts are unfolded and raw
/// (8-bit bytes and encoded words as written).
struct PartFields {
    std::string type = "text"; ///< lower case
    std::string subtype = "plain"; ///< lower case
    std::vector<Parameter> parameters;
    std::string encodingText; ///< Content-Transfer-Encoding as written if Encoding::Unknown
    std::optional<std::string> id;
    std::optional<std::string> description;
    std::optional<std::string> md5;
    std::optional<std::string> location;
    std::string disposition; ///< lower case, empty if there is none
    std::vector<Parameter> dispositionParameters;
    std::vector<std::string> languages;
    std::uint64_t lines = 0; ///< of the body; a last line without line end counts

    bool isMultipart() const { return type == "multipart"; }

    /// message/rfc822 or message/global.
    bool isMessage() const
    {
        return type == "message" && (subtype == "rfc822" || subtype == "global");
    }

    void setType(std::string_view newType, std::string_view newSubtype);
};

/// Reads the Content- fields (RFC 2045, 2183, 3282, 2557). `isInDigest`: without a Content-Type the
/// part is message/rfc822. A type that makes no sense is text/plain, or application/octet-stream if
/// its first half says that it is no text.
PartFields readPartFields(const Header& header, bool isInDigest);

/// Content-Transfer-Encoding; sets encodingText if nobody knows it.
Encoding readEncoding(PartFields& fields, const Header& header);

/// What kind of text a leaf with these fields is.
Media mediaOf(const PartFields& fields);

/// See Part::isAttachment.
bool isAttachment(PartKind kind, const PartFields& fields);

} // namespace postamt::mime
