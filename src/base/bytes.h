#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace postamt {

/// Appends an unsigned number, most significant byte first, so that keys sort by value.
template <class Unsigned>
void putBigEndian(std::string& out, Unsigned value)
{
    for (int shift = static_cast<int>(sizeof(Unsigned)) * 8 - 8; shift >= 0; shift -= 8)
        out += static_cast<char>(value >> shift & 0xff);
}

/// Writes a record of the store: varints (LEB128) and length-prefixed strings.
class RecordWriter {
public:
    void number(std::uint64_t value)
    {
        while (value >= 0x80) {
            bytes_ += static_cast<char>(value | 0x80);
            value >>= 7;
        }
        bytes_ += static_cast<char>(value);
    }

    /// Zigzag, so that small negative numbers are short.
    void signedNumber(std::int64_t value)
    {
        number(static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63));
    }

    void string(std::string_view value)
    {
        number(value.size());
        bytes_ += value;
    }

    void raw(std::string_view value) { bytes_ += value; }

    std::string take() { return std::move(bytes_); }

private:
    std::string bytes_;
};

/// Reads what RecordWriter wrote. The first error sticks: later reads give zero and empty values,
/// and ok() tells at the end. Views point into the text given.
class RecordReader {
public:
    explicit RecordReader(std::string_view text) : rest_(text) { }

    std::uint64_t number()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            if (rest_.empty())
                break;
            const auto byte = static_cast<unsigned char>(rest_.front());
            rest_.remove_prefix(1);
            value |= static_cast<std::uint64_t>(byte & 0x7fU) << shift;
            if (byte < 0x80)
                return value;
        }
        fail();
        return 0;
    }

    /// A number that must fit into the type; a larger one is an error.
    template <class Unsigned>
    Unsigned numberAs()
    {
        const std::uint64_t value = number();
        if (value <= std::numeric_limits<Unsigned>::max())
            return static_cast<Unsigned>(value);
        fail();
        return 0;
    }

    std::int64_t signedNumber()
    {
        const std::uint64_t raw = number();
        return static_cast<std::int64_t>(raw >> 1) ^ -static_cast<std::int64_t>(raw & 1);
    }

    std::string_view string() { return raw(number()); }

    std::string_view raw(std::uint64_t size)
    {
        if (size > rest_.size()) {
            fail();
            return {};
        }
        const auto out = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return out;
    }

    template <class Unsigned>
    Unsigned bigEndian()
    {
        Unsigned value = 0;
        for (const char c : raw(sizeof(Unsigned)))
            value = static_cast<Unsigned>(value << 8 | static_cast<unsigned char>(c));
        return value;
    }

    bool atEnd() const { return rest_.empty(); }

    bool ok() const { return ok_; }

    /// True if everything was read without an error and nothing is left.
    bool complete() const { return ok_ && rest_.empty(); }

    /// The text not yet read.
    std::string_view rest() const { return rest_; }

private:
    void fail()
    {
        ok_ = false;
        rest_ = {};
    }

    std::string_view rest_;
    bool ok_ = true;
};

} // namespace postamt
