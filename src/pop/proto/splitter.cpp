#include "pop/proto/splitter.h"

#include "base/ascii.h"

#include <utility>

namespace postamt::pop::proto {

Splitter::Splitter() : lines_(maxAuthLine) { }

void Splitter::feed(std::string_view bytes)
{
    buffer_.erase(0, std::exchange(taken_, 0));
    buffer_ += bytes;
}

std::optional<Line> Splitter::next()
{
    auto input = std::string_view(buffer_).substr(taken_);
    auto line = lines_.next(input);
    taken_ = buffer_.size() - input.size();
    if (!line) {
        buffer_ = {};
        taken_ = 0;
        return std::nullopt;
    }
    const bool isAuth
        = std::exchange(authAnswer_, false) || startsWithIgnoreCase(line->text, "AUTH ");
    if (!isAuth && line->text.size() > maxCommandLine)
        line = Line{{}, LineFault::TooLong};
    return line;
}

void Splitter::discard()
{
    *this = Splitter();
}

bool Splitter::isEmpty() const
{
    return taken_ == buffer_.size() && lines_.pending() == 0;
}

} // namespace postamt::pop::proto
