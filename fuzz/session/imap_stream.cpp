#include "imap_stream.h"

#include "imap_value.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace postamt::fuzz {

namespace {

using Kind = ImapValue::Kind;

bool isListOf(const ImapValue& value, Kind kind)
{
    return value.kind == Kind::List
        && std::ranges::all_of(value.list, [kind](const auto& v) { return v.kind == kind; });
}

bool isListOfStrings(const ImapValue& value, bool pairs)
{
    return value.isNil()
        || (value.kind == Kind::List && !value.list.empty()
            && (!pairs || value.list.size() % 2 == 0)
            && std::ranges::all_of(value.list, &ImapValue::isString));
}

bool isAddress(const ImapValue& value)
{
    return value.kind == Kind::List && value.list.size() == 4
        && std::ranges::all_of(value.list, &ImapValue::isNstring);
}

/// RFC 9051 section 7.5.2: date, subject, six lists of addresses, in-reply-to, message-id.
bool isEnvelope(const ImapValue& value)
{
    if (value.kind != Kind::List || value.list.size() != 10)
        return false;
    for (std::size_t i = 0; i < 10; ++i) {
        const auto& field = value.list[i];
        const bool isText = i < 2 || i > 7;
        const bool isGood = isText ? field.isNstring()
                                   : field.isNil()
                || (field.kind == Kind::List && !field.list.empty()
                    && std::ranges::all_of(field.list, isAddress));
        if (!isGood)
            return false;
    }
    return true;
}

bool isDisposition(const ImapValue& value)
{
    return value.isNil()
        || (value.kind == Kind::List && value.list.size() == 2 && value.list[0].isString()
            && isListOfStrings(value.list[1], true));
}

/// The extension data from `at` on: parameters or MD5, disposition, language, location.
bool areExtensions(const std::vector<ImapValue>& list, std::size_t at, bool isMultipart)
{
    return list.size() == at + 4
        && (isMultipart ? isListOfStrings(list[at], true) : list[at].isNstring())
        && isDisposition(list[at + 1])
        && (list[at + 2].isNstring() || isListOfStrings(list[at + 2], false))
        && list[at + 3].isNstring();
}

/// One level of a body; the bodies inside are added to `inside`.
bool isBodyLevel(const ImapValue& body, bool extended, std::vector<const ImapValue*>& inside)
{
    const auto& list = body.list;
    if (body.kind != Kind::List || list.empty())
        return false;
    std::size_t at = 0;
    while (at < list.size() && list[at].kind == Kind::List)
        inside.push_back(&list[at++]);
    if (at > 0) {
        return at < list.size() && list[at].isString()
            && (extended ? areExtensions(list, at + 1, true) : list.size() == at + 1);
    }
    const bool isGood = list.size() >= 7 && list[0].isString() && list[1].isString()
        && isListOfStrings(list[2], true) && list[3].isNstring() && list[4].isNstring()
        && list[5].isString() && list[6].isNumber();
    if (!isGood)
        return false;
    at = 7;
    if (list[0].text == "text") {
        if (list.size() <= at || !list[at++].isNumber())
            return false;
    } else if (list[0].text == "message" && list.size() > at && list[at].kind == Kind::List) {
        if (list.size() < at + 3 || !isEnvelope(list[at]) || !list[at + 2].isNumber())
            return false;
        inside.push_back(&list[at + 1]);
        at += 3;
    }
    return extended ? areExtensions(list, at, false) : list.size() == at;
}

bool isBody(const ImapValue& value, bool extended)
{
    std::vector<const ImapValue*> todo{&value};
    while (!todo.empty()) {
        const auto& next = *todo.back();
        todo.pop_back();
        if (!isBodyLevel(next, extended, todo))
            return false;
    }
    return true;
}

bool isItem(const std::string& name, const ImapValue& value)
{
    if (name == "FLAGS")
        return isListOf(value, Kind::Atom);
    if (name == "UID" || name == "RFC822.SIZE" || name.starts_with("BINARY.SIZE["))
        return value.isNumber();
    if (name == "MODSEQ")
        return isListOf(value, Kind::Atom) && value.list.size() == 1 && value.list[0].isNumber();
    if (name == "EMAILID" || name == "THREADID")
        return (isListOf(value, Kind::Atom) && value.list.size() == 1)
            || (name == "THREADID" && value.isNil());
    if (name == "PREVIEW")
        return value.isNstring();
    if (name == "INTERNALDATE")
        return value.kind == Kind::Quoted && value.text.size() == 26;
    if (name == "ENVELOPE")
        return isEnvelope(value);
    if (name == "BODY" || name == "BODYSTRUCTURE")
        return isBody(value, name == "BODYSTRUCTURE");
    if (name.starts_with("BINARY["))
        return value.isNstring() || value.kind == Kind::Literal8;
    if (name.starts_with("BODY[") || name == "RFC822" || name == "RFC822.HEADER"
        || name == "RFC822.TEXT")
        return value.isNstring();
    return false;
}

class Stream {
public:
    explicit Stream(std::string_view said) : in_(said) { }

    void response()
    {
        if (in_.skip("+ ")) {
            if (!in_.skip("\r\n"))
                in_.line();
        } else if (in_.skip("* ")) {
            untagged();
        } else {
            in_.tag();
            in_.take(" ");
            condition(std::string(in_.atom()), false);
        }
        in_.require(!in_.hasEightBit() || enabled_, "8-bit comes only where it was enabled");
    }

    bool atEnd() const { return in_.atEnd(); }

private:
    /// OK, NO, BAD, BYE and what follows.
    void condition(std::string_view word, bool isUntagged)
    {
        const bool isKnown = word == "OK" || word == "NO" || word == "BAD"
            || (isUntagged && (word == "BYE" || word == "PREAUTH"));
        in_.require(isKnown, "a condition is one of five");
        in_.take(" ");
        const auto text = in_.line();
        if (!text.starts_with('['))
            return;
        const auto end = text.find(']');
        in_.require(end != std::string_view::npos && end > 1, "a response code ends");
        in_.require(text.substr(end).size() > 2 && text[end + 1] == ' ', "a text follows the code");
        if (text.starts_with("[CLOSED]"))
            exists_.reset();
    }

    void numbered(std::size_t number)
    {
        in_.take(" ");
        const auto word = in_.atom();
        if (word == "EXISTS") {
            exists_ = number;
        } else if (word == "EXPUNGE") {
            in_.require(!uidOnly_, "no message numbers after UIDONLY");
            in_.require(exists_ && number >= 1 && number <= *exists_, "what goes was there");
            --*exists_;
        } else if (word == "FETCH") {
            in_.require(!uidOnly_, "no message numbers after UIDONLY");
            in_.require(exists_ && number >= 1 && number <= *exists_, "what is told of was there");
            fetch();
        } else if (word == "UIDFETCH") {
            in_.require(uidOnly_ && number >= 1, "UIDs stand for messages where that was enabled");
            fetch();
        } else {
            in_.require(word == "RECENT", "a numbered response is known");
        }
        in_.take("\r\n");
    }

    void fetch()
    {
        in_.take(" (");
        do {
            const auto name = in_.itemName();
            in_.take(" ");
            const auto value = in_.value();
            in_.require(isItem(name, value), "a FETCH item has its form");
        } while (in_.skip(" "));
        in_.take(")");
    }

    void untagged()
    {
        if (in_.peek() >= '0' && in_.peek() <= '9') {
            numbered(in_.number());
            return;
        }
        const std::string word(in_.atom());
        if (word == "OK" || word == "NO" || word == "BAD" || word == "BYE" || word == "PREAUTH") {
            condition(word, true);
            return;
        }
        std::vector<ImapValue> values;
        while (in_.skip(" "))
            values.push_back(in_.value());
        in_.take("\r\n");
        in_.require(isUntagged(word, values), "an untagged response has its form");
    }

    bool isUntagged(const std::string& word, const std::vector<ImapValue>& values)
    {
        const auto is = [&values](std::size_t i, Kind kind) {
            return values.size() > i && values[i].kind == kind;
        };
        const bool areAtoms
            = std::ranges::all_of(values, [](const auto& v) { return v.kind == Kind::Atom; });
        if (word == "CAPABILITY")
            return areAtoms && !values.empty();
        if (word == "ENABLED") {
            for (const auto& value : values)
                uidOnly_ = uidOnly_ || value.text == "UIDONLY";
            for (const auto& value : values)
                enabled_ = enabled_ || value.text == "UTF8=ACCEPT" || value.text == "IMAP4rev2";
            return areAtoms;
        }
        if (word == "COMPARATOR")
            return (values.size() == 1 || (values.size() == 2 && isListOf(values[1], Kind::Atom)))
                && is(0, Kind::Atom);
        if (word == "FLAGS")
            return values.size() == 1 && isListOf(values[0], Kind::Atom);
        if (word == "LIST" || word == "LSUB" || word == "XLIST")
            return (values.size() == 3 || (word == "LIST" && values.size() == 4))
                && isListOf(values[0], Kind::Atom) && (is(1, Kind::Quoted) || values[1].isNil())
                && !is(2, Kind::List) && (values.size() == 3 || is(3, Kind::List));
        if (word == "STATUS")
            return values.size() == 2 && !is(0, Kind::List) && is(1, Kind::List)
                && values[1].list.size() % 2 == 0;
        if (word == "METADATA")
            return values.size() >= 2 && !is(0, Kind::List)
                && (values.size() == 2 && is(1, Kind::List) ? values[1].list.size() % 2 == 0
                                                             : areStrings(values));
        if (word == "QUOTA")
            return values.size() == 2 && !is(0, Kind::List) && is(1, Kind::List)
                && values[1].list.size() % 3 == 0;
        if (word == "QUOTAROOT")
            return !values.empty() && areStrings(values);
        if (word == "THREAD")
            return std::ranges::all_of(values, [](const auto& v) { return v.kind == Kind::List; });
        if (word == "SEARCH" || word == "SORT")
            return std::ranges::all_of(values, [](const auto& v) {
                return v.isNumber() || v.kind == Kind::List;
            });
        if (word == "ESEARCH")
            return isListOf(values.at(0), Kind::Atom) || is(0, Kind::List);
        if (word == "NAMESPACE")
            return values.size() == 3;
        if (word == "ID")
            return values.size() == 1 && (values[0].isNil() || is(0, Kind::List));
        if (word == "UIDBATCHES")
            return (values.size() == 1 || (values.size() == 2 && is(1, Kind::Atom)))
                && is(0, Kind::List);
        if (word == "VANISHED")
            return vanished(values);
        return false;
    }

    static bool areStrings(const std::vector<ImapValue>& values)
    {
        return std::ranges::all_of(values, [](const auto& v) { return v.kind != Kind::List; });
    }

    bool vanished(const std::vector<ImapValue>& values)
    {
        if (values.empty() || values.size() > 2 || values.back().kind != Kind::Atom)
            return false;
        if (values.size() == 2)
            return isListOf(values[0], Kind::Atom) && values[0].list.size() == 1
                && values[0].list[0].text == "EARLIER";
        std::size_t count = 0;
        ImapReader set(values[0].text);
        do {
            const auto first = set.number();
            const auto last = set.skip(":") ? set.number() : first;
            set.require(last >= first, "a range ascends");
            count += last - first + 1;
        } while (set.skip(","));
        in_.require(set.atEnd() && exists_ && count <= *exists_, "what vanishes was there");
        *exists_ -= count;
        return true;
    }

    ImapReader in_;
    std::optional<std::size_t> exists_;
    bool enabled_ = false;
    bool uidOnly_ = false;
};

} // namespace

void checkImapStream(std::string_view said)
{
    Stream stream(said);
    while (!stream.atEnd())
        stream.response();
}

} // namespace postamt::fuzz
