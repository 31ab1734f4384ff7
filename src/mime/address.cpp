#include "mime/address.h"

#include "base/ascii.h"
#include "mime/encoded_word.h"

#include <algorithm>

namespace postamt::mime {

namespace {

constexpr bool isSpecial(char c)
{
    return std::string_view("()<>[]:;@\\,.\"").contains(c);
}

/// Blanks, line ends and other control characters separate words.
constexpr bool isWhite(char c)
{
    return static_cast<unsigned char>(c) <= ' ' || c == '\x7f';
}

// One pass over the text. Every token is consumed for good; a quote, comment or literal that is not
// closed is found out once and from then on such characters are ordinary ones. So the time is
// linear.
class Parser {
public:
    Parser(std::string_view text, std::size_t limit) : text_(text), limit_(limit) { }

    std::vector<Address> run()
    {
        while (at_ < text_.size() && out_.size() < limit_)
            step();
        endAddress();
        if (inGroup_)
            out_.push_back({Address::Kind::GroupEnd, {}, {}, {}, {}});
        return std::move(out_);
    }

private:
    void step()
    {
        const char c = text_[at_];
        if (isWhite(c)) {
            ++at_;
            gap_ = true;
        } else if (c == '(' && comment()) {
            gap_ = true;
        } else if (c == '"' && quoted()) {
        } else if (c == '[' && literal()) {
        } else if (c == ',' || c == ';') {
            separator(c);
        } else if (c == ':') {
            colon();
        } else if (c == '<' || c == '>') {
            angle(c);
        } else if (c == '@') {
            at();
        } else if (const std::size_t word = encodedWordLength(text_, at_)) {
            append(text_.substr(at_, word));
            at_ += word;
        } else {
            atom();
        }
    }

    void separator(char c)
    {
        ++at_;
        // In front of the colon of a route the comma separates its domains: <@a,@b:c@d>
        if (c == ',' && inAngle_ && !route_.empty() && !hasAt_ && word_.empty()) {
            inRoute_ = true;
            return;
        }
        endAddress();
        if (c == ';' && inGroup_) {
            out_.push_back({Address::Kind::GroupEnd, {}, {}, {}, {}});
            inGroup_ = false;
        }
    }

    void colon()
    {
        ++at_;
        if (inAngle_ && !hasAt_) {
            inRoute_ = false;
            word_.clear(); // <mailto:joe@example.org>
        }
        if (inAngle_ || wasAngle_ || hasAt_ || inGroup_)
            return;
        if (phrase_.empty() && equalsIgnoreCase(word_, "mailto")) {
            word_.clear();
            return;
        }
        flushWord();
        out_.push_back({Address::Kind::GroupBegin, {}, {}, phrase_.empty() ? comment_ : phrase_, {}}
        );
        inGroup_ = true;
        clear();
    }

    void angle(char c)
    {
        ++at_;
        if (c == '<') {
            if (inAngle_)
                return;
            if (wasAngle_) // a comma was forgotten
                endAddress();
            // What stood before is the name, even if it looked like an address.
            if (hasAt_) {
                word_ = local_ + '@' + host_;
                local_.clear();
                host_.clear();
                hasAt_ = false;
            }
            flushWord();
            inAngle_ = true;
        } else if (inAngle_) {
            if (!hasAt_)
                local_ = std::move(word_);
            word_.clear();
            wasAngle_ = true;
            inAngle_ = false;
        }
        gap_ = false;
    }

    void at()
    {
        ++at_;
        if (wasAngle_)
            return;
        if (inAngle_ && word_.empty() && local_.empty() && !hasAt_ && !emptyLocal_) {
            route_ += route_.empty() ? "@" : ",@";
            inRoute_ = true;
        } else if (hasAt_) {
            // A second @: the first belongs to the local part.
            local_ += '@' + host_;
            host_.clear();
        } else {
            local_ = std::move(word_);
            word_.clear();
            hasAt_ = true;
        }
        gap_ = false;
    }

    void atom()
    {
        const std::size_t begin = at_;
        const bool dot = text_[at_] == '.';
        ++at_;
        if (!dot) {
            while (at_ < text_.size() && !isWhite(text_[at_]) && !isSpecial(text_[at_])
                   && !(text_[at_] == '=' && at_ + 1 < text_.size() && text_[at_ + 1] == '?'))
                ++at_;
        }
        append(text_.substr(begin, at_ - begin), dot);
    }

    /// Adds a piece of text where it belongs. Around dots there may be blanks (obs-local-part).
    void append(std::string_view piece, bool dot = false)
    {
        if (inRoute_) {
            route_ += piece;
        } else if (hasAt_) {
            // Words behind a domain are no part of it: a@b.c some text
            if (!gap_ || dot || host_.empty() || host_.back() == '.')
                host_ += piece;
            else if (!inAngle_ && !wasAngle_ && phrase_.empty())
                trailing_ += (trailing_.empty() ? "" : " ") + std::string(piece);
        } else if (!wasAngle_) {
            if (gap_ && !dot && !afterDot_ && !inAngle_)
                flushWord();
            word_ += piece;
        }
        gap_ = false;
        afterDot_ = dot;
    }

    void flushWord()
    {
        if (word_.empty())
            return;
        phrase_ += (phrase_.empty() ? "" : " ") + word_;
        word_.clear();
    }

    /// The text between delimiters without backslashes; false if the end is missing.
    bool delimited(char open, char close, std::string& out)
    {
        int depth = 0;
        for (std::size_t i = at_; i < text_.size(); ++i) {
            const char c = text_[i];
            if (c == '\\' && i + 1 < text_.size()) {
                out += isWhite(text_[++i]) ? ' ' : text_[i];
                continue;
            }
            if (c == close && (open == close ? i > at_ : --depth == 0)) {
                at_ = i + 1;
                return true;
            }
            if (c == open && ++depth == 1)
                continue;
            if (c != '\r' && c != '\n')
                out += isWhite(c) ? ' ' : c;
        }
        return false;
    }

    bool comment()
    {
        std::string content;
        if (brokenComments_ || !delimited('(', ')', content)) {
            brokenComments_ = true;
            return false;
        }
        comment_ = trimmed(content);
        return true;
    }

    bool quoted()
    {
        std::string content;
        if (brokenQuotes_ || !delimited('"', '"', content)) {
            brokenQuotes_ = true;
            return false;
        }
        append(content);
        emptyLocal_ |= content.empty();
        return true;
    }

    bool literal()
    {
        if (!hasAt_)
            return false;
        const std::size_t end = brokenLiterals_ ? std::string_view::npos : text_.find(']', at_);
        if (end == std::string_view::npos) {
            brokenLiterals_ = true;
            return false;
        }
        std::string content(text_.substr(at_, end + 1 - at_));
        std::erase_if(content, isWhite);
        append(content);
        at_ = end + 1;
        return true;
    }

    void endAddress()
    {
        if (!wasAngle_ && !hasAt_) {
            if (!inAngle_ && !phrase_.empty())
                flushWord(); // several words without address are a name
            local_ = std::move(word_);
        }
        Address address;
        address.name = phrase_.empty() ? (trailing_.empty() ? comment_ : trailing_) : phrase_;
        address.route = std::move(route_);
        address.mailbox = std::move(local_);
        address.host = std::move(host_);
        const bool isComment = phrase_.empty() && trailing_.empty() && !wasAngle_ && !inAngle_;
        if (hasAt_ || emptyLocal_ || !address.mailbox.empty()
            || !(isComment || address.name.empty()))
            out_.push_back(std::move(address));
        clear();
    }

    void clear()
    {
        for (std::string* s : {&phrase_, &word_, &local_, &host_, &route_, &comment_, &trailing_})
            s->clear();
        inAngle_ = wasAngle_ = inRoute_ = hasAt_ = gap_ = afterDot_ = emptyLocal_ = false;
    }

    std::string_view text_;
    std::size_t limit_;
    std::size_t at_ = 0;
    std::vector<Address> out_;
    bool inGroup_ = false;
    bool brokenComments_ = false;
    bool brokenQuotes_ = false;
    bool brokenLiterals_ = false;

    // the address being read
    std::string phrase_; // words before the last
    std::string word_; // the last word: of the phrase, or a local part
    std::string local_;
    std::string host_;
    std::string route_;
    std::string comment_;
    std::string trailing_;
    bool inAngle_ = false;
    bool wasAngle_ = false;
    bool inRoute_ = false;
    bool hasAt_ = false;
    bool gap_ = false; // white space since the last piece
    bool afterDot_ = false;
    bool emptyLocal_ = false; // "" was written
};

} // namespace

std::vector<Address> parseAddresses(std::string_view raw, std::size_t limit)
{
    return Parser(raw, limit).run();
}

} // namespace postamt::mime
