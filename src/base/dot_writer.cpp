#include "base/dot_writer.h"

namespace postamt {

namespace {

constexpr std::string_view specials("\r\n\0", 3);

// The length of the text before the next CR, LF or NUL.
std::size_t plainLength(std::string_view text)
{
    std::size_t length = 0;
    while (length < text.size() && static_cast<unsigned char>(text[length]) > '\r')
        ++length;
    while (length < text.size() && specials.find(text[length]) == std::string_view::npos)
        ++length;
    return length;
}

} // namespace

void DotWriter::write(std::string_view piece, std::string& out)
{
    while (!piece.empty()) {
        const auto length = plainLength(piece);
        if (length == 0) {
            special(piece.front(), out);
            piece.remove_prefix(1);
            continue;
        }
        if (lineStart_ && piece.front() == '.')
            out += '.';
        out += piece.substr(0, length);
        piece.remove_prefix(length);
        size_ += length;
        lineStart_ = false;
        afterCr_ = false;
    }
}

void DotWriter::special(char c, std::string& out)
{
    const bool written = c == '\n' && afterCr_;
    afterCr_ = c == '\r';
    if (written)
        return;
    if (c == '\0') {
        out += nul_;
        size_ += 1;
        lineStart_ = false;
        return;
    }
    out += "\r\n";
    size_ += 2;
    lineStart_ = true;
}

void DotWriter::finish(std::string& out)
{
    if (!lineStart_)
        out += "\r\n";
    size_ = size();
    lineStart_ = true;
    out += ".\r\n";
}

void DotSize::take(std::string_view piece)
{
    for (const char c : piece) {
        const bool lineEnd = c == '\r' || c == '\n';
        if (!lineEnd)
            size_ += 1;
        else if (c == '\r' || !afterCr_)
            size_ += 2;
        lineStart_ = lineEnd;
        afterCr_ = c == '\r';
    }
}

} // namespace postamt
