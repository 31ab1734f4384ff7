#include "pop/proto/message_writer.h"

namespace postamt::pop::proto {

std::string_view TopCutter::take(std::string_view piece)
{
    std::size_t i = 0;
    for (; i < piece.size() && !complete_; ++i) {
        const char c = piece[i];
        const bool isEnd = c == '\r' || (c == '\n' && !afterCr_);
        if (isEnd)
            endLine();
        else if (c != '\n')
            lineEmpty_ = false;
        afterCr_ = c == '\r';
    }
    return piece.substr(0, i);
}

void TopCutter::endLine()
{
    if (inHeader_)
        inHeader_ = !lineEmpty_;
    else
        --lines_;
    complete_ = !inHeader_ && lines_ == 0;
    lineEmpty_ = true;
}

} // namespace postamt::pop::proto
