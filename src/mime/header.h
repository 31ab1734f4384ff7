#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::mime {

/// One header field as it stands in the text (RFC 5322 section 2.2).
struct HeaderField {
    std::string_view name; ///< without colon and white space before it
    std::string_view value; ///< raw, behind the colon: with folds, without the last line end
    std::size_t begin = 0; ///< offset of the name
    std::size_t end = 0; ///< offset behind the last line end
};

/// How many bytes of the line are the name of a field, 0 if the line begins none. A name is one or
/// more bytes other than controls, blanks and ':', then perhaps blanks, then ':'. 8-bit bytes pass.
std::size_t fieldNameLength(std::string_view line);

/// True for the separator line of mbox files ("From " or ">From "), which people upload in front of
/// mail.
bool isMboxLine(std::string_view line);

/// The fields of one header, views into the text given. Parsing never fails: an mbox line in front
/// and a continuation of nothing are skipped; a line that is no field ends the header, as Postfix
/// has it.
class Header {
public:
    static constexpr std::size_t maxFields = 20'000; ///< later fields are not seen

    Header() = default;

    /// Reads the fields from the beginning of the text up to the empty line or the end.
    explicit Header(std::string_view text);

    const std::vector<HeaderField>& fields() const& { return fields_; }

    void fields() && = delete; // a loop over the fields of a temporary would outlive it

    /// The first field of this name in any case, or null.
    const HeaderField* find(std::string_view name) const;

    /// The raw value of the first field of this name, empty if there is none.
    std::string_view value(std::string_view name) const;

    /// Offset of the body: behind the empty line, or where a line that is no field begins.
    std::size_t end() const { return end_; }

private:
    std::vector<HeaderField> fields_;
    std::size_t end_ = 0;
};

/// A raw value on one line: line ends removed, NUL and bare CR or LF made blanks, blanks trimmed at
/// both ends. All else, encoded words too, stays.
std::string unfolded(std::string_view raw);

} // namespace postamt::mime
