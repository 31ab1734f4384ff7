#pragma once

#include "base/keyed_hash.h"
#include "mail/hash_index.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::mail {

/// Texts, each once and for good, with a number in the order they came. 0 is the empty text. All
/// stand in one piece of memory.
class TextTable {
public:
    /// The number of a text, which is added if it is new.
    std::uint32_t add(std::string_view text)
    {
        if (text.empty())
            return 0;
        const auto isIt = [&](std::uint32_t number) { return at(number) == text; };
        const auto number = index_.findOrAdd(KeyedHash()(text), size(), isIt);
        if (number == size()) {
            text_ += text;
            ends_.push_back(text_.size());
        }
        return number;
    }

    /// A text, until the next add().
    std::string_view at(std::uint32_t number) const
    {
        const std::size_t begin = number == 0 ? 0 : ends_[number - 1];
        return std::string_view(text_).substr(begin, ends_[number] - begin);
    }

    /// Numbers are below it.
    std::uint32_t size() const { return static_cast<std::uint32_t>(ends_.size()); }

    /// How many bytes of memory this takes.
    std::size_t bytes() const
    {
        return text_.capacity() + ends_.capacity() * sizeof(std::size_t) + index_.bytes();
    }

private:
    std::string text_;
    std::vector<std::size_t> ends_{0};
    HashIndex index_;
};

} // namespace postamt::mail
