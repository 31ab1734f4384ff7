#pragma once

#include "imap/proto/date_time.h"
#include "imap/proto/dialect.h"
#include "imap/proto/sequence_set.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postamt::imap::proto {

/// Appends grammar elements (RFC 9051 section 9) to a buffer that somebody else owns, without any
/// string in between. Strings are written in the shortest form that the dialect allows: atom,
/// quoted, literal.
class Writer {
public:
    explicit Writer(std::string& out, Dialect dialect = {}) : out_(out), dialect_(dialect) { }

    /// Text that is grammar already.
    Writer& raw(std::string_view text)
    {
        out_ += text;
        return *this;
    }

    Writer& raw(char c)
    {
        out_ += c;
        return *this;
    }

    Writer& number(std::uint64_t value);

    /// Quoted, or a literal if the text is long, has line breaks, or 8-bit that the dialect does
    /// not quote. NUL, which neither may hold, becomes "?".
    Writer& string(std::string_view text);
    /// An atom if it can be one and is not NIL; else string().
    Writer& astring(std::string_view text);
    /// As string(), or NIL.
    Writer& nstring(std::optional<std::string_view> text);
    /// A mailbox name given in UTF-8, in the encoding of the dialect.
    Writer& mailbox(std::string_view utf8);

    /// "{5}" and CRLF; the bytes follow by raw() or otherwise.
    Writer& literalHeader(std::uint64_t size);
    /// "~{5}" and CRLF: the bytes may hold NUL.
    Writer& literal8Header(std::uint64_t size);

    /// Flags, keywords or attributes in parentheses, as they stand.
    template <class Strings>
    Writer& list(const Strings& items)
    {
        out_ += '(';
        const auto from = out_.size();
        for (const auto& item : items) {
            if (out_.size() > from)
                out_ += ' ';
            out_ += item;
        }
        out_ += ')';
        return *this;
    }

    Writer& dateTime(DateTime moment);
    Writer& numbers(const NumberSet& set);

    Writer& line() { return raw("\r\n"); }

    Dialect dialect() const { return dialect_; }

    std::string& out() { return out_; }

private:
    bool isQuotable(std::string_view text) const;

    std::string& out_;
    Dialect dialect_;
};

} // namespace postamt::imap::proto
