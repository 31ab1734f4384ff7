#include "base/line_splitter.h"

#include <utility>

namespace postamt {

std::optional<Line> LineSplitter::next(std::string_view& input)
{
    if (std::exchange(spent_, false))
        partial_ = {};
    for (std::size_t i = 0; i < input.size(); ++i) {
        const char c = input[i];
        if (c == '\n') {
            if (afterCr_) {
                const auto piece = input.substr(0, i + 1);
                input.remove_prefix(i + 1);
                return finish(piece);
            }
            note(LineFault::BareLf);
        } else if (afterCr_) {
            note(LineFault::BareCr);
        }
        if (c == '\0')
            note(LineFault::Nul);
        afterCr_ = c == '\r';
    }
    keep(input);
    input = {};
    return std::nullopt;
}

void LineSplitter::note(LineFault fault)
{
    if (fault_ == LineFault::None)
        fault_ = fault;
}

// Room for one byte more than the limit, which may turn out to be the CR of the end.
void LineSplitter::keep(std::string_view piece)
{
    length_ += piece.size();
    if (length_ <= limit_ + 1)
        partial_ += piece;
    else
        partial_ = {};
}

Line LineSplitter::finish(std::string_view piece)
{
    const std::uint64_t size = length_ + piece.size() - 2;
    const auto fault = size > limit_ ? LineFault::TooLong : fault_;
    Line line{{}, fault};
    if (fault != LineFault::None) {
        partial_ = {};
    } else if (length_ == 0) {
        line.text = piece.substr(0, size);
    } else {
        partial_ += piece;
        spent_ = true;
        line.text = std::string_view(partial_).substr(0, size);
    }
    length_ = 0;
    afterCr_ = false;
    fault_ = LineFault::None;
    return line;
}

void LineSplitter::reset()
{
    *this = LineSplitter(limit_);
}

} // namespace postamt
