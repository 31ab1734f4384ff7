#pragma once

#include <compare>
#include <cstddef>
#include <functional>

namespace postamt {

/// A number with a meaning of its own, so that the compiler finds a message number used as a UID.
/// `Tag` is any type; it need not be complete.
template <class Tag, class Rep>
struct Number {
    Rep value = 0;

    constexpr Number() = default;

    constexpr explicit Number(Rep v) : value(v) { }

    constexpr auto operator<=>(const Number&) const = default;

    /// The number after this one.
    constexpr Number next() const { return Number(static_cast<Rep>(value + 1)); }
};

} // namespace postamt

template <class Tag, class Rep>
struct std::hash<postamt::Number<Tag, Rep>> {
    std::size_t operator()(postamt::Number<Tag, Rep> number) const noexcept
    {
        return std::hash<Rep>()(number.value);
    }
};
