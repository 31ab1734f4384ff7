#include "mime/header.h"

#include "base/ascii.h"
#include "mime/line.h"

namespace postamt::mime {

namespace {

constexpr bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

constexpr bool isNameByte(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte > ' ' && byte != 0x7f && c != ':';
}

} // namespace

std::size_t fieldNameLength(std::string_view line)
{
    std::size_t name = 0;
    while (name < line.size() && isNameByte(line[name]))
        ++name;
    std::size_t colon = name;
    while (colon < line.size() && isBlank(line[colon]))
        ++colon;
    return colon < line.size() && line[colon] == ':' ? name : 0;
}

bool isMboxLine(std::string_view line)
{
    return line.starts_with("From ") || line.starts_with(">From ");
}

Header::Header(std::string_view text)
{
    LineScanner scanner(text);
    Line line;
    bool isFirst = true;
    while (scanner.next(line)) {
        const std::string_view content = line.in(text);
        if (content.empty()) {
            end_ = line.next;
            return;
        }
        if (isBlank(content.front())) {
            if (!fields_.empty() && fields_.back().end == line.begin) {
                HeaderField& field = fields_.back();
                const auto valueBegin = static_cast<std::size_t>(field.value.data() - text.data());
                field.value = text.substr(valueBegin, line.end - valueBegin);
                field.end = line.next;
            }
        } else if (const std::size_t name = fieldNameLength(content); name > 0) {
            if (fields_.size() < maxFields) {
                const std::size_t colon = content.find(':', name);
                fields_.push_back(
                    {content.substr(0, name), content.substr(colon + 1), line.begin, line.next}
                );
            }
        } else if (!isFirst || !isMboxLine(content)) {
            return;
        }
        isFirst = false;
        end_ = line.next;
    }
}

const HeaderField* Header::find(std::string_view name) const
{
    for (const HeaderField& field : fields_) {
        if (equalsIgnoreCase(field.name, name))
            return &field;
    }
    return nullptr;
}

std::string_view Header::value(std::string_view name) const
{
    const HeaderField* field = find(name);
    return field ? field->value : std::string_view();
}

std::string unfolded(std::string_view raw)
{
    std::string out;
    out.reserve(raw.size());
    for (std::size_t i = 0; i < raw.size(); ++i) {
        const char c = raw[i];
        if (c != '\r' && c != '\n') {
            out += c == '\0' ? ' ' : c;
            continue;
        }
        if (c == '\r' && i + 1 < raw.size() && raw[i + 1] == '\n')
            ++i;
        // A fold has white space of its own behind the line end.
        if (i + 1 == raw.size() || !isBlank(raw[i + 1]))
            out += ' ';
    }
    const std::string_view kept = trimmed(out);
    return kept.size() == out.size() ? std::move(out) : std::string(kept);
}

} // namespace postamt::mime
