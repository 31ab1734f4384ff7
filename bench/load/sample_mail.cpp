#include "load/sample_mail.h"

#include "base/dot_writer.h"
#include "base/encoding.h"
#include "load/failure.h"
#include "load/sample_words.h"
#include "mime/builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <random>

namespace postamt::load {

namespace {

// Stand in a letter where something is put in later; as long as that.
constexpr std::string_view numberPlace = "QXNUMBERXQ01";
constexpr std::string_view wordPlace = "QXWRD";
constexpr std::string_view otherWord = "plugh";

/// What part of the mean each letter is; their mean is one.
constexpr std::array sizes{0.3, 0.5, 2.0, 0.4, 0.8, 0.2, 1.2, 0.6, 3.0, 1.0};
constexpr double attachmentFrom = 1.2;

constexpr std::size_t fewestLetters = 20;
constexpr std::size_t mostLetters = 110;
constexpr std::size_t letterBytes = std::size_t{8} * 1024 * 1024; ///< of all letters

constexpr UnixSeconds firstDate = 1'790'000'000;

constexpr std::array<std::string_view, 8> people{
    "Jörg Müller",
    "Anna Schäfer",
    "Peter Smith",
    "Grace O'Neill",
    "Łukasz Nowak",
    "Buchhaltung",
    "Support Team",
    "Thérèse Dupont",
};

/// Writes one letter.
class Writer {
public:
    explicit Writer(std::size_t seed) : random_(seed + 1) { }

    std::string letter(double size, bool attaches);

private:
    std::size_t below(std::size_t limit) { return static_cast<std::size_t>(random_()) % limit; }

    std::string_view word();
    std::string sentence();
    std::string text(std::size_t size);
    static std::string html(std::string_view text);
    std::string noise(std::size_t size);
    std::string token(std::size_t size);
    void trace(mime::MessageBuilder& builder);

    std::minstd_rand random_;
};

// A word is the more likely the nearer to the front of the list it stands.
std::string_view Writer::word()
{
    const auto a = below(sampleWords.size());
    const auto b = below(sampleWords.size());
    return sampleWords[std::min(a, b)];
}

std::string Writer::sentence()
{
    std::string out(word());
    for (auto left = 4 + below(12); left > 0; --left) {
        out += left % 5 == 4 ? ", " : " ";
        out += word();
    }
    return out + ". ";
}

std::string Writer::text(std::size_t size)
{
    std::string out = fmt::format("Vorgang {} {}\n\n", numberPlace, wordPlace);
    while (out.size() < size) {
        out += sentence();
        if (below(4) == 0)
            out += "\n\n";
    }
    return out + "\n\nViele Grüße / kind regards\n";
}

std::string Writer::html(std::string_view text)
{
    std::string out
        = "<html><head><meta charset=\"utf-8\"><style>p { margin: 0 0 1em 0; font-family: "
          "Calibri, sans-serif }</style></head><body>\n<p>";
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool ends = text.substr(i).starts_with("\n\n");
        out += ends ? std::string("</p>\n<p>") : std::string(1, text[i]);
        i += ends ? 1 : 0;
    }
    return out + "</p></body></html>\n";
}

std::string Writer::noise(std::size_t size)
{
    std::string out(size, '\0');
    std::ranges::generate(out, [this] { return static_cast<char>(random_() >> 8 & 0xff); });
    return out;
}

std::string Writer::token(std::size_t size)
{
    std::string out;
    while (out.size() < size)
        out += static_cast<char>('a' + below(26));
    return out;
}

// What the way through several servers leaves in front of a message.
void Writer::trace(mime::MessageBuilder& builder)
{
    const auto hop = [&](std::string_view from, std::string_view by) {
        return fmt::format(
            "from {} ({} [192.0.2.{}]) by {} (Postfix) with ESMTPS id {} for "
            "<someone@example.test>; "
            "Mon, 5 Oct 2026 10:{:02}:{:02} +0200 (CEST)",
            from,
            from,
            below(256),
            by,
            token(12),
            below(60),
            below(60)
        );
    };
    const auto outgoing = fmt::format("out{}.example.org", below(9));
    builder.header("Return-Path", "<sender@example.org>");
    builder.header("Received", hop(outgoing, "mx1.example.test"));
    builder.header("Received", hop("mail.example.org", outgoing));
    std::string signature = "v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.org; s=s2026; "
                            "h=from:to:subject:date:message-id:mime-version; bh="
        + base64Encode(noise(32)) + "; b=";
    for (int i = 0; i < 6; ++i)
        signature += ' ' + base64Encode(noise(42));
    builder.header("DKIM-Signature", signature);
    builder.header("X-Spam-Status", "No, score=-1.1 required=5.0 tests=DKIM_VALID,HTML_MESSAGE");
}

std::string Writer::letter(double size, bool attaches)
{
    mime::MessageBuilder builder;
    trace(builder);
    const auto person = people[below(people.size())];
    builder.addresses(
        "From",
        {
            {.name = std::string(person), .route = {}, .mailbox = token(7), .host = "example.org"}
    }
    );
    builder.addresses(
        "To",
        {
            {.name = "Someone", .route = {}, .mailbox = "someone", .host = "example.test"}
    }
    );
    builder.header("Subject", fmt::format("{} {} {} [{}]", word(), word(), word(), numberPlace));
    builder.date(
        {.seconds = firstDate + static_cast<UnixSeconds>(below(5'000'000)), .zoneMinutes = 120}
    );
    builder.messageId(fmt::format("{}.{}@mail.example.org", numberPlace, token(8)));
    if (below(3) > 0) {
        const auto parent = fmt::format("<{}@mail.example.net>", token(16));
        builder.header("In-Reply-To", parent);
        builder.header("References", fmt::format("<{}@mail.example.net> {}", token(16), parent));
    }
    builder.header("X-Mailer", "Correspondent 16.4");

    // Text and HTML are about as long; base64 makes four bytes of three.
    const double words = attaches ? size * 0.2 : size;
    const auto plain = text(static_cast<std::size_t>(words / 2.2));
    builder.text(plain);
    builder.html(html(plain));
    if (attaches) {
        builder.attach({
            .type = below(2) == 0 ? "application/pdf" : "image/jpeg",
            .fileName = fmt::format("{}-{}.bin", word(), below(100)),
            .bytes = noise(static_cast<std::size_t>(size * 0.8 * 0.73)),
            .id = {},
        });
    }
    return builder.build(token(20));
}

std::vector<std::size_t> placesOf(std::string_view place, std::string_view text)
{
    std::vector<std::size_t> out;
    for (auto at = text.find(place); at != std::string_view::npos; at = text.find(place, at + 1))
        out.push_back(at);
    return out;
}

std::vector<std::string> lettersOf(std::size_t count, double size)
{
    std::vector<std::string> letters;
    for (std::size_t i = 0; i < count; ++i) {
        const double part = sizes[i % sizes.size()];
        letters.push_back(Writer(i).letter(std::max(0.0, size * part), part >= attachmentFrom));
    }
    return letters;
}

double meanSize(const std::vector<std::string>& letters)
{
    double sum = 0;
    for (const auto& letter : letters)
        sum += static_cast<double>(letter.size());
    return sum / static_cast<double>(letters.size());
}

} // namespace

SampleMail::SampleMail(std::size_t size)
{
    const auto wanted
        = std::clamp(letterBytes / std::max<std::size_t>(size, 1), fewestLetters, mostLetters);
    const auto count = wanted / sizes.size() * sizes.size();
    // What is wanted of the words is what is left beside headers and boundaries: found by trying.
    const auto target = static_cast<double>(size);
    double words = target;
    auto texts = lettersOf(count, words);
    for (int i = 0; i < 2; ++i) {
        words = std::max(0.0, words + target - meanSize(texts));
        texts = lettersOf(count, words);
    }
    for (auto& text : texts) {
        DotWriter dots(' ');
        std::string ended;
        dots.write(text, ended);
        dots.finish(ended);
        dotEnded_.push_back(withPlaces(std::move(ended)));
        letters_.push_back(withPlaces(std::move(text)));
    }
}

SampleMail::Letter SampleMail::withPlaces(std::string text)
{
    Letter letter{
        .text = {}, .numbers = placesOf(numberPlace, text), .words = placesOf(wordPlace, text)
    };
    if (letter.numbers.size() != 4 || letter.words.size() != 2)
        giveUp("sample mail has not the places it should have");
    letter.text = std::move(text);
    return letter;
}

void SampleMail::fill(const Letter& letter, std::uint64_t number, std::string& out)
{
    out = letter.text;
    const auto digits = fmt::format("{:012}", number);
    for (const auto at : letter.numbers)
        out.replace(at, numberPlace.size(), digits);
    const bool isRare = number % 100 == 0;
    for (const auto at : letter.words)
        out.replace(at, wordPlace.size(), isRare ? rareWord : otherWord);
}

void SampleMail::write(std::uint64_t number, std::string& out) const
{
    fill(letters_[number % letters_.size()], number, out);
}

void SampleMail::writeDotEnded(std::uint64_t number, std::string& out) const
{
    fill(dotEnded_[number % dotEnded_.size()], number, out);
}

} // namespace postamt::load
