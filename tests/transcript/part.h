#pragma once

#include "base/result.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::transcript {

/// What the lines so far have bound to `$name`.
using Variables = std::map<std::string, std::string, std::less<>>;

/// A piece of a line of a transcript.
struct Part {
    enum class Kind {
        Text, ///< letter case does not matter when it is compared
        Exact, ///< bytes as they are
        Variable, ///< `text` is its name
        Call, ///< `$text(arguments)`, in lines of the client only
        End, ///< `$` at the end of an expected line: nothing may follow
    };

    Kind kind = Kind::Text;
    std::string text;
    std::vector<std::string> arguments;

    bool operator==(const Part&) const = default;
};

using Parts = std::vector<Part>;

/// Whose line it is: only the client's may hold calls, only the server's may end with `$`.
enum class Side { Client, Server };

/// The parts of the text behind `C: ` or `S: `. A variable is `$` and a name that begins with a
/// small letter (`$Junk` is none); `$$` is a dollar.
Result<Parts> parseParts(std::string_view text, Side side);

/// The bytes behind `C= ` or `S= `: strings in quotes with the escapes \r \n \t \0 \\ \" \xHH, each
/// perhaps repeated (`"("*1000`), divided by blanks.
Result<std::string> parseBytes(std::string_view text);

/// The same escapes without quotes around them.
Result<std::string> unescape(std::string_view text);

} // namespace postamt::transcript
