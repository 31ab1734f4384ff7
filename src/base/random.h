#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace postamt {

/// Random bytes fit for secrets. Passed in, so that tests are repeatable.
class Random {
public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::byte> bytes) = 0;

    /// `size` random bytes.
    std::string bytes(std::size_t size);
    /// `digits` random lower-case hexadecimal digits.
    std::string hex(std::size_t digits);
};

/// The system's generator (libsodium).
class SystemRandom : public Random {
public:
    void fill(std::span<std::byte> bytes) override;
};

} // namespace postamt
