#include "transcript/mail_file.h"

#include <algorithm>

namespace postamt::transcript {

std::vector<std::string> splitMbox(std::string_view text)
{
    std::vector<std::string> messages;
    while (!text.empty()) {
        const auto size = std::min(text.find('\n'), text.size() - 1) + 1;
        auto line = text.substr(0, size);
        text.remove_prefix(size);
        if (line.starts_with("From ")) {
            messages.emplace_back();
            continue;
        }
        if (messages.empty())
            messages.emplace_back();
        if (line.starts_with('>')) {
            const auto from = line.find_first_not_of('>');
            if (from != std::string_view::npos && line.substr(from).starts_with("From "))
                line.remove_prefix(1);
        }
        messages.back() += line;
    }
    for (auto& message : messages) {
        // the empty line before the next "From " belongs to the file, not to the message
        if (message.ends_with("\n\n"))
            message.pop_back();
        message = withCrlf(message);
    }
    return messages;
}

std::string withCrlf(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n' && (i == 0 || text[i - 1] != '\r'))
            out += '\r';
        out += text[i];
    }
    return out;
}

} // namespace postamt::transcript
