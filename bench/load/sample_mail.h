#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::load {

/// Mail as people get it: headers of several hops, text and HTML in German and English, attachments
/// with some; the same for the same numbers, different for each number. A number of letters are
/// written once; after that a message costs a copy.
class SampleMail {
public:
    /// `size`: the mean in bytes; a message is between a fifth and three times of that. Below some
    /// 3 KB the headers alone make it larger.
    explicit SampleMail(std::size_t size);

    /// Replaces `out` by the message of that number, with CRLF.
    void write(std::uint64_t number, std::string& out) const;

    /// The same as it goes over an LMTP line: dots doubled, with the dot that ends it.
    void writeDotEnded(std::uint64_t number, std::string& out) const;

    /// Of every hundred messages in a row one holds this word in its text.
    static constexpr std::string_view rareWord = "xyzzy";

private:
    /// A text with places that differ from message to message.
    struct Letter {
        std::string text;
        std::vector<std::size_t> numbers; ///< where the number stands
        std::vector<std::size_t> words; ///< where the rare word or another stands
    };

    static void fill(const Letter& letter, std::uint64_t number, std::string& out);
    static Letter withPlaces(std::string text);

    std::vector<Letter> letters_;
    std::vector<Letter> dotEnded_;
};

} // namespace postamt::load
