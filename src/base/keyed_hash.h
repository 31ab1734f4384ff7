#pragma once

#include <cstddef>
#include <string_view>

namespace postamt {

/// The hash for tables whose keys come from outside: SipHash-2-4 under a key that is drawn when the
/// program starts. Nobody can choose keys that all fall into one bucket, as is easy with std::hash.
struct KeyedHash {
    using is_transparent = void;

    std::size_t operator()(std::string_view text) const noexcept;
};

} // namespace postamt
