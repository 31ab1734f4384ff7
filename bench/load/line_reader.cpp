#include "load/line_reader.h"

#include "load/failure.h"

namespace postamt::load {

Task<std::string_view> LineReader::next()
{
    for (;;) {
        if (const auto line = lines_.next(rest_)) {
            if (line->fault != LineFault::None)
                giveUp("a line that is too long or holds what no line may");
            co_return line->text;
        }
        rest_ = co_await connection_.receive();
    }
}

} // namespace postamt::load
