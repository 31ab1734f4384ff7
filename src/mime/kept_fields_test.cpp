#include "mime/section.h"
#include "mime/summary.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

namespace postamt::mime {

namespace {

using Names = std::vector<std::string>;

std::optional<std::string> kept(std::string_view message, const Names& names)
{
    const std::string record = encode(summarize(message));
    return decode(record).value().headerFields(keptFieldMask(names).value());
}

std::string fromMessage(std::string_view message, const Names& names)
{
    const auto header = bytesOf(message, parse(message).parts[0].header());
    return filteredHeader(header, names, false);
}

/// Some names in random order and letter case, perhaps twice.
Names someNames(std::mt19937& random)
{
    const auto all = keptFieldNames();
    Names names;
    for (std::size_t n = random() % 8 + 1; n-- > 0;) {
        std::string name(all[random() % all.size()]);
        for (char& c : name) {
            if (random() % 2 == 0 && c >= 'a' && c <= 'z')
                c = static_cast<char>(c - 32);
        }
        names.push_back(name);
    }
    return names;
}

/// A header of pieces that parsers stumble over.
std::string oddHeader(std::mt19937& random)
{
    static const std::string pieces[]
        = {"From: a@b\r\n",
           "to: x,\r\n y\r\n",
           "Subject:\n\tfolded\n",
           "SUBJECT : twice\r\n",
           "Date: now\r\r\n",
           " lost fold\r\n",
           "no field\r\n",
           "From x\r\n",
           "Cc: a\rb\r\n",
           "List-Id: \xfc\r\n",
           "X-Other: y\r\n",
           "Message-ID: <1@a>",
           "From: \0nul\r\n",
           "\r\n",
           "\r",
           "References: <a@b>\r"};
    std::string out;
    for (std::size_t n = random() % 12; n-- > 0;)
        out += pieces[random() % std::size(pieces)];
    return out;
}

} // namespace

TEST(KeptFields, AreWhatTheHeaderHas)
{
    std::mt19937 random(1);
    std::size_t answered = 0;
    for (int i = 0; i < 20'000; ++i) {
        const std::string message = oddHeader(random);
        const Names names = someNames(random);
        if (const auto fields = kept(message, names)) {
            ++answered;
            EXPECT_EQ(*fields, fromMessage(message, names)) << message;
        }
    }
    EXPECT_GT(answered, 5'000U);
}

TEST(KeptFields, AreWhatRealMailsHave)
{
    std::mt19937 random(2);
    std::size_t answered = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(POSTAMT_SOURCE_DIR "/tests/mime")) {
        if (entry.path().extension() != ".eml")
            continue;
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string message{std::istreambuf_iterator<char>(in), {}};
        for (int i = 0; i < 20; ++i) {
            const Names names = someNames(random);
            if (const auto fields = kept(message, names)) {
                ++answered;
                EXPECT_EQ(*fields, fromMessage(message, names)) << entry.path();
            }
        }
    }
    EXPECT_GT(answered, 100U);
}

TEST(KeptFields, KnowEachNameInAnyCase)
{
    for (std::size_t i = 0; i < keptFieldNames().size(); ++i) {
        const Names names{std::string(keptFieldNames()[i])};
        EXPECT_EQ(keptFieldMask(names), FieldMask(1) << i);
    }
    EXPECT_EQ(keptFieldMask(Names{"FROM", "from"}), FieldMask(1));
    EXPECT_FALSE(keptFieldMask(Names{"From", "Received"}));
    EXPECT_FALSE(keptFieldMask(Names{std::string(1000, 'x')}));
}

TEST(KeptFields, LeaveOutANameThatDoesNotFit)
{
    const std::string from = "From: a@b\r\n";
    for (const std::size_t size : {maxKeptBytes - 1, maxKeptBytes, maxKeptBytes + 1}) {
        const std::string begin = "References: ";
        const std::string references
            = begin + std::string(size - from.size() - begin.size() - 2, 'x') + "\r\n";
        const std::string message = from + references + "List-Id: l\r\n\r\n";
        EXPECT_EQ(kept(message, {"From"}), from + "\r\n");
        EXPECT_EQ(kept(message, {"References"}).has_value(), size <= maxKeptBytes) << size;
        // What is behind fits again once the long one was left out.
        EXPECT_EQ(kept(message, {"List-Id"}).has_value(), size > maxKeptBytes) << size;
        EXPECT_LE(encode(summarize(message)).size(), 2 * maxKeptBytes + 1000);
    }
}

TEST(KeptFields, AreNotInOldRecords)
{
    const Summary summary = summarize("From: a@b\r\nSubject: x\r\n\r\nbody");
    Summary bare = summary;
    bare.fields = {};
    const std::string withNone = encode(bare);
    // Version 1 ended before the mask and the text, which are a zero byte each if there are none.
    const std::string old = '\x01' + withNone.substr(1, withNone.size() - 3);
    const auto view = decode(old);
    ASSERT_TRUE(view);
    EXPECT_EQ(view->subject(), "x");
    EXPECT_FALSE(view->headerFields(keptFieldMask(Names{"From"}).value()));
    EXPECT_EQ(view->toSummary().value().envelope, summary.envelope);
    EXPECT_FALSE(decode('\x02' + old.substr(1)));
    EXPECT_FALSE(decode('\x01' + withNone.substr(1)));
}

TEST(KeptFields, ADamagedRecordIsSeen)
{
    const auto fields = summarize("From: a@b\r\nSubject: x\r\n\r\n").fields;
    EXPECT_TRUE(areKeptFields(fields.record));
    for (std::size_t size = 1; size < fields.record.size(); ++size) {
        const auto cut = std::string_view(fields.record).substr(0, size);
        EXPECT_EQ(areKeptFields(cut), size == 13) << size; // between the two fields
    }
    Summary summary = summarize("From: a@b\r\n\r\n");
    summary.fields.record.pop_back();
    EXPECT_FALSE(decode(encode(summary)));
}

} // namespace postamt::mime
