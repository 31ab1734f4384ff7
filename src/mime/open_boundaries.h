#pragma once

#include "base/keyed_hash.h"
#include "mime/part.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace postamt::mime {

/// The multiparts around a place in a message whose closing boundary has not come, from the
/// outermost to the innermost. They are found by key, so a line costs its length however many they
/// are.
class OpenBoundaries {
public:
    /// A line that is the boundary of an open multipart.
    struct Match {
        std::uint32_t part = Part::none; ///< the multipart
        std::uint32_t place = 0; ///< how many are open around it
        bool isClosing = false; ///< the line ends with two dashes more

        explicit operator bool() const { return part != Part::none; }
    };

    /// Adds the innermost. The boundary is not empty.
    void open(std::uint32_t part, std::string boundary);

    void closeInnermost();

    /// Closes all inside of the one that was found.
    void closeInside(const Match& match);

    /// The innermost open multipart whose boundary this line is: two dashes, the boundary, perhaps
    /// two dashes, perhaps blanks. Adds the bytes it looked at to `steps`.
    Match find(std::string_view line, std::uint64_t& steps);

private:
    struct Open {
        std::uint32_t part = 0;
        std::string boundary;
        std::uint32_t sameBefore = Part::none; ///< the next outer one with the same boundary
    };

    void look(std::string_view boundary, bool isClosing, Match& match);

    std::vector<Open> open_;
    /// innermost place by boundary
    std::unordered_map<std::string, std::uint32_t, KeyedHash> places_;
    std::size_t longest_ = 0; ///< boundary so far
    std::string key_;
};

} // namespace postamt::mime
