#include "text/fold.h"

#include "base/ascii.h"
#include "text/utf8.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <utility>

namespace postamt::text {

namespace {

/// ICU counts in 32 bits.
constexpr std::size_t chunkSize = std::size_t{1} << 28;

/// As many marks as a letter may carry (the Stream-Safe Text Format of UAX #15 has the same). They
/// are sorted, which takes the square of their number.
constexpr std::size_t maxMarks = 30;

/// The text without what goes beyond maxMarks in a row: marks, and what becomes marks or nothing.
/// Cutting a folded text leaves it folded.
std::string withoutPiles(const icu::Normalizer2& normalizer, std::string_view utf8)
{
    std::string out;
    out.reserve(utf8.size());
    std::size_t marks = 0;
    for (std::size_t at = 0; at < utf8.size();) {
        const auto begin = at;
        const auto codePoint = nextCodePoint(utf8, at);
        const bool isMark
            = codePoint >= 0x80 && !normalizer.hasBoundaryBefore(static_cast<UChar32>(codePoint));
        marks = isMark ? marks + 1 : 0;
        if (marks <= maxMarks)
            out += utf8.substr(begin, at - begin);
    }
    return out;
}

/// Lower case for ASCII letters, eight at a time. All bytes are ASCII.
void lowerAscii(std::span<char> text)
{
    constexpr std::uint64_t ones = 0x0101010101010101U;
    constexpr std::uint64_t tops = ones * 0x80;
    std::size_t i = 0;
    for (; i + 8 <= text.size(); i += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, &text[i], 8);
        // the top bit of each byte that is at least 'A', and of each above 'Z'
        const auto fromA = word + ones * (0x80 - 'A');
        const auto aboveZ = word + ones * (0x7f - 'Z');
        word |= (fromA & ~aboveZ & tops) >> 2U;
        std::memcpy(&text[i], &word, 8);
    }
    for (; i < text.size(); ++i)
        text[i] = toLower(text[i]);
}

/// The same for any text, by way of ICU.
std::string foldedByIcu(std::string_view utf8)
{
    std::string out;
    UErrorCode error = U_ZERO_ERROR;
    const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(error);
    if (U_FAILURE(error))
        return repaired(utf8);
    const std::string valid = withoutPiles(*normalizer, repaired(utf8));
    std::string_view rest = valid;
    out.reserve(valid.size());
    while (!rest.empty()) {
        const std::string_view chunk = truncated(rest, chunkSize);
        rest.remove_prefix(chunk.size());
        icu::StringByteSink<std::string> sink(&out);
        const icu::StringPiece piece(chunk.data(), static_cast<std::int32_t>(chunk.size()));
        normalizer->normalizeUTF8(0, piece, sink, nullptr, error);
    }
    return U_SUCCESS(error) ? withoutPiles(*normalizer, out) : valid;
}

/// What ICU makes of each character of the alphabets on its own. That is also what it makes of it
/// in a text, unless a character follows that acts on what stands before it: such characters, and
/// those that become nothing, are not in here.
class Alphabet {
public:
    static constexpr char32_t first = 0x80;
    static constexpr char32_t end = 0x2200; ///< before CJK and much that is rare

    static const Alphabet& get()
    {
        static const Alphabet alphabet;
        return alphabet;
    }

    /// Empty if the character is not in here.
    std::string_view find(char32_t codePoint) const
    {
        if (codePoint < first || codePoint >= end)
            return {};
        const std::size_t place = codePoint - first;
        const auto begin = ends_[place];
        return std::string_view(texts_).substr(begin, ends_[place + 1] - begin);
    }

private:
    Alphabet()
    {
        UErrorCode error = U_ZERO_ERROR;
        const auto* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(error);
        for (char32_t codePoint = first; codePoint < end; ++codePoint) {
            if (U_SUCCESS(error) && normalizer->hasBoundaryBefore(static_cast<UChar32>(codePoint)))
            {
                std::string text;
                appendCodePoint(text, codePoint);
                texts_ += foldedByIcu(text);
            }
            ends_[codePoint - first + 1] = static_cast<std::uint32_t>(texts_.size());
        }
    }

    std::string texts_;
    std::array<std::uint32_t, end - first + 1> ends_{};
};

/// One text on its way.
class Folding {
public:
    explicit Folding(std::string_view utf8) : text_(utf8) { out_.reserve(utf8.size()); }

    std::string run()
    {
        while (at_ < text_.size()) {
            if (const auto ascii = asciiRun(text_, at_); ascii > 0)
                takeAscii(ascii);
            else
                takeOther();
        }
        return std::move(out_);
    }

private:
    void takeAscii(std::size_t size)
    {
        const auto before = out_.size();
        out_ += text_.substr(at_, size);
        lowerAscii(std::span(out_).subspan(before));
        at_ += size;
        lastBegin_ = at_ - 1;
        lastOut_ = out_.size() - 1;
    }

    void takeOther()
    {
        auto next = at_;
        const auto known = alphabet_.find(nextCodePoint(text_, next));
        if (known.empty()) {
            takeByIcu(next);
            return;
        }
        lastBegin_ = at_;
        lastOut_ = out_.size();
        out_ += known;
        at_ = next;
    }

    /// From the character before, upon which this one may act, to the next that is known.
    void takeByIcu(std::size_t next)
    {
        while (next < text_.size() && static_cast<unsigned char>(text_[next]) >= 0x80) {
            auto behind = next;
            if (!alphabet_.find(nextCodePoint(text_, behind)).empty())
                break;
            next = behind;
        }
        out_.resize(lastOut_);
        out_ += foldedByIcu(text_.substr(lastBegin_, next - lastBegin_));
        at_ = next;
        lastBegin_ = next;
        lastOut_ = out_.size();
    }

    const Alphabet& alphabet_ = Alphabet::get();
    std::string_view text_;
    std::string out_;
    std::size_t at_ = 0;
    std::size_t lastBegin_ = 0; ///< where the character before at_ begins in the text
    std::size_t lastOut_ = 0; ///< and in what came out; after ICU both are where it ended
};

} // namespace

std::string folded(std::string_view utf8)
{
    return Folding(utf8).run();
}

} // namespace postamt::text
