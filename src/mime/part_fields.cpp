#include "mime/part_fields.h"

#include <algorithm>

namespace postamt::mime {

namespace {

constexpr std::size_t maxLanguages = 20;

std::optional<std::string> textOf(const Header& header, std::string_view name)
{
    const HeaderField* field = header.find(name);
    return field ? std::optional(unfolded(field->value)) : std::nullopt;
}

void readContentType(PartFields& fields, const Header& header, bool inDigest)
{
    if (inDigest)
        fields.setType("message", "rfc822");
    const HeaderField* field = header.find("Content-Type");
    if (!field)
        return;
    ParameterizedValue parsed = parseParameterized(field->value);
    const std::string_view value = parsed.value;
    const std::size_t slash = std::min(value.find('/'), value.size());
    const std::string_view type = value.substr(0, slash);
    const std::string_view subtype = value.substr(std::min(slash + 1, value.size()));
    if (!type.empty() && !subtype.empty() && subtype.find('/') == std::string_view::npos)
        fields.setType(type, subtype);
    else if (type == "text" || type.empty())
        fields.setType("text", "plain");
    else
        fields.setType("application", "octet-stream");
    fields.parameters = std::move(parsed.parameters);
}

void readDisposition(PartFields& fields, const Header& header)
{
    const HeaderField* field = header.find("Content-Disposition");
    if (!field)
        return;
    ParameterizedValue parsed = parseParameterized(field->value);
    fields.disposition = std::move(parsed.value);
    fields.dispositionParameters = std::move(parsed.parameters);
    if (fields.disposition.empty())
        fields.dispositionParameters.clear();
}

void readLanguages(PartFields& fields, const Header& header)
{
    std::string_view rest = header.value("Content-Language");
    while (!rest.empty() && fields.languages.size() < maxLanguages) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        std::string language = unfolded(rest.substr(0, comma));
        if (!language.empty())
            fields.languages.push_back(std::move(language));
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
}

bool hasFileName(const PartFields& fields)
{
    for (const auto* name : {"filename", "filename*"}) {
        if (!parameterValue(fields.dispositionParameters, name).empty())
            return true;
    }
    for (const auto* name : {"name", "name*"}) {
        if (!parameterValue(fields.parameters, name).empty())
            return true;
    }
    return false;
}

} // namespace

void PartFields::setType(std::string_view newType, std::string_view newSubtype)
{
    type = newType;
    subtype = newSubtype;
}

PartFields readPartFields(const Header& header, bool isInDigest)
{
    PartFields fields;
    readContentType(fields, header, isInDigest);
    readDisposition(fields, header);
    readLanguages(fields, header);
    fields.id = textOf(header, "Content-ID");
    fields.description = textOf(header, "Content-Description");
    fields.md5 = textOf(header, "Content-MD5");
    fields.location = textOf(header, "Content-Location");
    return fields;
}

Encoding readEncoding(PartFields& fields, const Header& header)
{
    const std::string_view value = header.value("Content-Transfer-Encoding");
    const Encoding encoding = parseEncoding(value);
    if (encoding == Encoding::Unknown)
        fields.encodingText = unfolded(value);
    return encoding;
}

Media mediaOf(const PartFields& fields)
{
    if (fields.type != "text")
        return Media::Other;
    return fields.subtype == "plain" ? Media::TextPlain
        : fields.subtype == "html"   ? Media::TextHtml
                                     : Media::TextOther;
}

bool isAttachment(PartKind kind, const PartFields& fields)
{
    if (kind == PartKind::Multipart)
        return false;
    if (fields.disposition == "attachment")
        return true;
    // A picture that HTML refers to by its id is none; a named picture that is merely shown inline
    // is.
    const bool isShown = fields.disposition == "inline" && (fields.type == "text" || fields.id);
    return kind == PartKind::Leaf && !isShown && hasFileName(fields);
}

} // namespace postamt::mime
