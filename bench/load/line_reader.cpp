#include "load/line_reader.h"

#include "load/failure.h"

namespace postamt::load {

std::optional<std::string_view> LineReader::ready()
{
    const auto line = lines_.next(rest_);
    if (!line)
        return {};
    if (line->fault != LineFault::None)
        giveUp("a line that is too long or holds what no line may");
    return line->text;
}

Task<> LineReader::more()
{
    rest_ = co_await connection_.receive();
}

Task<std::string_view> LineReader::next()
{
    for (;;) {
        if (const auto line = ready())
            co_return *line;
        co_await more();
    }
}

} // namespace postamt::load
