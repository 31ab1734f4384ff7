#include "smtp/proto/body_check.h"

#include "base/byte_scan.h"

namespace postamt::smtp::proto {

void BodyCheck::take(std::string_view piece)
{
    size_ += piece.size();
    for (std::size_t i = 0; i < piece.size(); ++i) {
        if (!afterCr_ && (i = findBelow(piece, '\r' + 1, i)) == piece.size())
            break;
        const char c = piece[i];
        if (afterCr_ && c != '\n')
            note(BodyFault::BareCr);
        else if (!afterCr_ && c == '\n')
            note(BodyFault::BareLf);
        if (c == '\0')
            note(BodyFault::Nul);
        afterCr_ = c == '\r';
    }
}

void BodyCheck::finish()
{
    if (afterCr_)
        note(BodyFault::BareCr);
    afterCr_ = false;
}

void BodyCheck::note(BodyFault fault)
{
    if (fault_ == BodyFault::None)
        fault_ = fault;
}

DotReader::Step DotReader::next(std::string_view& input)
{
    std::size_t start = 0; // of the piece
    std::size_t i = 0;
    const auto pieceTo = [&](std::size_t end, std::size_t consumed) {
        const auto piece = input.substr(start, end - start);
        input.remove_prefix(consumed);
        return Step{piece};
    };
    for (; i < input.size(); ++i) {
        const char c = input[i];
        const State after = c == '\r' ? State::Cr : State::Text;
        switch (state_) {
        case State::LineStart:
            if (c != '.') {
                state_ = after;
                break;
            }
            state_ = State::Dot;
            if (i > start)
                return pieceTo(i, i + 1);
            start = i + 1;
            break;
        case State::Dot:
            state_ = c == '\r' ? State::DotCr : State::Text;
            if (c == '\r')
                start = i + 1;
            break;
        case State::DotCr:
            if (c == '\n') {
                input.remove_prefix(i + 1);
                state_ = State::LineStart;
                return {{}, true};
            }
            // a bare CR after all: it belongs to the body, which is refused at its end
            state_ = State::Cr;
            input.remove_prefix(i);
            return {"\r"};
        case State::Text:
            i = input.find('\r', i);
            if (i == std::string_view::npos)
                return pieceTo(input.size(), input.size());
            state_ = State::Cr;
            break;
        case State::Cr:
            state_ = c == '\n' ? State::LineStart : after;
            break;
        }
    }
    return pieceTo(input.size(), input.size());
}

} // namespace postamt::smtp::proto
