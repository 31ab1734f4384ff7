#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::fuzz {

/// A value in an IMAP response (RFC 9051 section 4), read strictly.
struct ImapValue {
    enum class Kind { Atom, Quoted, Literal, Literal8, List } kind = Kind::Atom;
    std::string text;
    std::vector<ImapValue> list;

    bool isNil() const { return kind == Kind::Atom && text == "NIL"; }

    bool isString() const { return kind == Kind::Quoted || kind == Kind::Literal; }

    bool isNstring() const { return isNil() || isString(); }

    bool isNumber() const;
};

/// Reads responses from the front of a text; ends the process where they break the grammar.
class ImapReader {
public:
    explicit ImapReader(std::string_view text) : text_(text) { }

    bool atEnd() const { return at_ == text_.size(); }

    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

    std::size_t at() const { return at_; }

    /// Past exactly this.
    void take(std::string_view exactly);
    bool skip(std::string_view text);
    std::string_view atom();
    void tag();
    std::size_t number();
    ImapValue value();
    /// The rest of the line, without its CRLF; at least one byte, no control characters.
    std::string_view line();
    /// The name of a FETCH item with section and origin: "BODY[1.HEADER.FIELDS (DATE)]<0>".
    std::string itemName();

    /// 8-bit bytes stood outside of literals.
    bool hasEightBit() const { return eightBit_; }

    void require(bool holds, const char* property) const;

private:
    std::string_view literal();
    std::string quoted();
    ImapValue plain();

    std::string_view text_;
    std::size_t at_ = 0;
    bool eightBit_ = false;
};

} // namespace postamt::fuzz
