#include "mail/selector.h"
#include "text/fold.h"

#include <gtest/gtest.h>

namespace postamt::mail {
namespace {

constexpr std::string_view message = "From: =?utf-8?Q?J=C3=BCrgen?= <juergen@example.test>\r\n"
                                     "To: alice@example.test\r\n"
                                     "Subject: Gr\xc3\xbc\xc3\x9f"
                                     "e aus K\xc3\xb6ln\r\n"
                                     "X-Empty:\r\n"
                                     "Date: Mon, 23 Nov 2026 23:30:00 -0500\r\n"
                                     "Content-Type: text/plain; charset=utf-8\r\n"
                                     "\r\n"
                                     "Der Fr\xc3\xbchling kommt.\r\n";

class SelectorTest : public testing::Test {
protected:
    SelectorTest()
    {
        row.uid = Uid(7);
        row.size = static_cast<std::uint32_t>(message.size());
        row.modSeq = ModSeq(12);
        row.internalDate = 1'795'500'000; // 2026-11-24 06:00 UTC
        row.flags.add(Flag::Seen);
        row.keywords = 0b101;
    }

    /// What is answered with the row alone, with the summary, the header, and everything.
    std::string answers(
        std::vector<Condition> conditions,
        text::Collation collation = text::Collation::UnicodeCasemap
    )
    {
        const Selector selector(std::move(conditions), collation);
        Selector::Known known;
        known.row = &row;
        std::string out;
        const auto add = [&] {
            const auto answer = selector.selects(known);
            out += !answer ? '?' : *answer ? 'y' : 'n';
        };
        add();
        known.summary = &summary;
        add();
        known.header = message.substr(0, summary.bodyBegin());
        add();
        known.message = message;
        add();
        return out;
    }

    static Condition header(std::string name, std::string_view text)
    {
        Condition condition;
        condition.criterion = Criterion::Header;
        condition.name = std::move(name);
        condition.text = text::folded(text);
        return condition;
    }

    static Condition containing(Criterion criterion, std::string_view text)
    {
        Condition condition;
        condition.criterion = criterion;
        condition.text = text::folded(text);
        return condition;
    }

    static Condition flag(Flag which)
    {
        Condition condition;
        condition.criterion = Criterion::Flag;
        condition.flag = which;
        return condition;
    }

    static Condition numbered(Criterion criterion, std::uint64_t number)
    {
        Condition condition;
        condition.criterion = criterion;
        condition.number = number;
        condition.day = static_cast<std::int64_t>(number);
        return condition;
    }

    /// A condition that holds others.
    static std::vector<Condition> tree(Criterion root, std::vector<std::vector<Condition>> children)
    {
        std::vector<Condition> out(1);
        out.front().criterion = root;
        for (auto& child : children)
            out.insert(out.end(), child.begin(), child.end());
        out.front().extent = out.size();
        return out;
    }

    std::string record = mime::encode(mime::summarize(message));
    mime::SummaryView summary = *mime::decode(record);
    Row row;
};

TEST_F(SelectorTest, nothingSelectsAll)
{
    EXPECT_EQ(answers({}), "yyyy");
}

TEST_F(SelectorTest, theRowAnswersWhatItHolds)
{
    EXPECT_EQ(answers({flag(Flag::Seen)}), "yyyy");
    EXPECT_EQ(answers({flag(Flag::Deleted)}), "nnnn");
    EXPECT_EQ(answers({numbered(Criterion::SinceModSeq, 12)}), "yyyy");
    EXPECT_EQ(answers({numbered(Criterion::SinceModSeq, 13)}), "nnnn");
    EXPECT_EQ(answers({numbered(Criterion::LargerThan, row.size - 1)}), "yyyy");
    EXPECT_EQ(answers({numbered(Criterion::LargerThan, row.size)}), "nnnn");
    EXPECT_EQ(answers({numbered(Criterion::SmallerThan, row.size + 1)}), "yyyy");
    EXPECT_EQ(answers({numbered(Criterion::SmallerThan, row.size)}), "nnnn");
    Condition keywords;
    keywords.criterion = Criterion::Keywords;
    keywords.keywords = 0b100;
    EXPECT_EQ(answers({keywords}), "yyyy");
    keywords.keywords = 0b110;
    EXPECT_EQ(answers({keywords}), "nnnn");
    keywords.keywords = 0; // a keyword the mailbox does not know
    EXPECT_EQ(answers({keywords}), "nnnn");
}

TEST_F(SelectorTest, uidsAreAscendingRanges)
{
    Condition uids;
    uids.criterion = Criterion::Uids;
    uids.uids = {
        {Uid(1), Uid(3) },
        {Uid(7), Uid(7) },
        {Uid(9), Uid(12)}
    };
    EXPECT_EQ(answers({uids}), "yyyy");
    uids.uids = {
        {Uid(1), Uid(6) },
        {Uid(8), Uid(12)}
    };
    EXPECT_EQ(answers({uids}), "nnnn");
    uids.uids = {};
    EXPECT_EQ(answers({uids}), "nnnn");
}

TEST_F(SelectorTest, daysOfArrivalAreUtcAndDaysOfSendingAreTheAuthors)
{
    const std::uint64_t arrived = 1'795'500'000 / 86400;
    EXPECT_EQ(answers({numbered(Criterion::ArrivedOn, arrived)}), "yyyy");
    EXPECT_EQ(answers({numbered(Criterion::ArrivedBefore, arrived)}), "nnnn");
    EXPECT_EQ(answers({numbered(Criterion::ArrivedBefore, arrived + 1)}), "yyyy");
    EXPECT_EQ(answers({numbered(Criterion::ArrivedSince, arrived)}), "yyyy");
    EXPECT_EQ(answers({numbered(Criterion::ArrivedSince, arrived + 1)}), "nnnn");
    const std::uint64_t sent = 20780; // 2026-11-23
    EXPECT_EQ(answers({numbered(Criterion::SentOn, sent)}), "?yyy");
    EXPECT_EQ(answers({numbered(Criterion::SentBefore, sent)}), "?nnn");
    EXPECT_EQ(answers({numbered(Criterion::SentSince, sent + 1)}), "?nnn");
}

TEST_F(SelectorTest, headersAreDecodedAndReadOnlyWhereTheSummaryDoesNotTell)
{
    EXPECT_EQ(answers({header("Subject", "GR\xc3\x9cSSE")}), "?yyy");
    EXPECT_EQ(answers({header("from", "j\xc3\xbcrgen")}), "?yyy");
    EXPECT_EQ(answers({header("Subject", "Bonn")}), "?nnn");
    EXPECT_EQ(answers({header("X-Empty", "")}), "??yy");
    EXPECT_EQ(answers({header("X-Missing", "")}), "??nn");
    EXPECT_EQ(answers({header("Date", "23 nov")}), "?yyy");
}

TEST_F(SelectorTest, theEnvelopeIsInTheSummary)
{
    const auto envelope = [](std::string name, std::string_view text) {
        Condition condition = header(std::move(name), text);
        condition.criterion = Criterion::Envelope;
        return condition;
    };
    EXPECT_EQ(answers({envelope("subject", "gr\xc3\xbcsse")}), "?yyy");
    EXPECT_EQ(answers({envelope("Subject", "bonn")}), "?nnn");
    EXPECT_EQ(answers({envelope("From", "JUERGEN@")}), "?yyy");
    EXPECT_EQ(answers({envelope("Cc", "juergen")}), "?nnn");
    EXPECT_EQ(answers({envelope("Cc", "")}), "?nnn");
    EXPECT_EQ(answers({envelope("To", "")}), "?yyy");
}

TEST_F(SelectorTest, textsAreSearchedByACollation)
{
    using enum text::Collation;
    const auto asked = [this](Criterion criterion, text::Collation collation, std::string_view text) {
        Condition condition;
        condition.criterion = criterion;
        condition.name = "subject";
        condition.text = text::searchForm(text, collation);
        return answers({condition}, collation);
    };
    EXPECT_EQ(asked(Criterion::Envelope, UnicodeCasemap, "GR\xc3\x9cSSE"), "?yyy");
    EXPECT_EQ(asked(Criterion::Envelope, AsciiCasemap, "GR\xc3\x9cSSE"), "?nnn");
    EXPECT_EQ(asked(Criterion::Envelope, AsciiCasemap, "gR\xc3\xbc\xc3\x9f"), "?yyy");
    EXPECT_EQ(asked(Criterion::Envelope, Octet, "gR\xc3\xbc\xc3\x9f"), "?nnn");
    EXPECT_EQ(asked(Criterion::Envelope, Octet, "Gr\xc3\xbc\xc3\x9f"), "?yyy");
    EXPECT_EQ(asked(Criterion::Header, Octet, "aus K"), "?yyy");
    EXPECT_EQ(asked(Criterion::Header, Octet, "aus k"), "?nnn");
    EXPECT_EQ(asked(Criterion::Body, AsciiCasemap, "FR\xc3\xbchling"), "???y");
    EXPECT_EQ(asked(Criterion::Body, Octet, "fr\xc3\xbchling"), "???n");
    EXPECT_EQ(asked(Criterion::Text, Octet, "X-Empty"), "??yy");
    EXPECT_EQ(asked(Criterion::Text, Octet, "x-empty"), "???n");
}

TEST_F(SelectorTest, aTextThatWasCutIsSoughtInTheHeader)
{
    const std::string longText = "Subject: " + std::string(20'000, 'x') + " needle\r\n\r\nbody\r\n";
    const std::string cut = mime::encode(mime::summarize(longText));
    const auto view = *mime::decode(cut);
    ASSERT_TRUE(view.isCut());
    Condition condition = header("Subject", "needle");
    condition.criterion = Criterion::Envelope;
    const Selector selector({condition});
    Selector::Known known{.row = &row, .summary = &view, .header = {}, .message = {}};
    EXPECT_FALSE(selector.selects(known));
    known.header = std::string_view(longText).substr(0, view.bodyBegin());
    EXPECT_EQ(selector.selects(known), true);
}

TEST_F(SelectorTest, momentsOfArrivalHoldAtTheSecond)
{
    const auto at = [](Criterion criterion, UnixSeconds moment) {
        Condition condition;
        condition.criterion = criterion;
        condition.moment = moment;
        return condition;
    };
    for (const auto& [offset, until, from] :
         {std::tuple{-1, "nnnn", "yyyy"}, {0, "yyyy", "yyyy"}, {1, "yyyy", "nnnn"}}) {
        EXPECT_EQ(answers({at(Criterion::ArrivedUntil, row.internalDate + offset)}), until);
        EXPECT_EQ(answers({at(Criterion::ArrivedFrom, row.internalDate + offset)}), from);
    }
}

TEST_F(SelectorTest, daysOfSaving)
{
    row.saveDate = 5 * 86400;
    EXPECT_EQ(answers({numbered(Criterion::SavedOn, 5)}), "yyyy");
    EXPECT_EQ(answers({numbered(Criterion::SavedBefore, 5)}), "nnnn");
    EXPECT_EQ(answers({numbered(Criterion::SavedSince, 5)}), "yyyy");
    EXPECT_EQ(answers({numbered(Criterion::SavedSince, 6)}), "nnnn");
}

TEST_F(SelectorTest, severalTextsAreFoundInOneWalk)
{
    const auto body = containing(Criterion::Body, "fr\xc3\xbchling");
    const auto text = containing(Criterion::Text, "k\xc3\xb6ln");
    const auto none = containing(Criterion::Text, "winter");
    EXPECT_EQ(answers(tree(Criterion::And, {{body}, {text}})), "???y");
    EXPECT_EQ(answers(tree(Criterion::Or, {{none}, {text}})), "??yy");
    EXPECT_EQ(answers(tree(Criterion::And, {{text}, {none}, {body}})), "???n");
    EXPECT_EQ(answers(tree(Criterion::Or, {{none}, {body}})), "???y");
}

TEST_F(SelectorTest, bodyIsNotHeaderAndTextIsBoth)
{
    EXPECT_EQ(answers({containing(Criterion::Body, "fr\xc3\xbchling")}), "???y");
    EXPECT_EQ(answers({containing(Criterion::Body, "K\xc3\xb6ln")}), "???n");
    EXPECT_EQ(answers({containing(Criterion::Text, "k\xc3\xb6ln")}), "??yy");
    EXPECT_EQ(answers({containing(Criterion::Text, "fr\xc3\xbchling")}), "???y");
    EXPECT_EQ(answers({containing(Criterion::Text, "winter")}), "???n");
}

TEST_F(SelectorTest, treesAnswerAsSoonAsTheyCan)
{
    const auto open = containing(Criterion::Body, "winter");
    EXPECT_EQ(answers(tree(Criterion::And, {{flag(Flag::Deleted)}, {open}})), "nnnn");
    EXPECT_EQ(answers(tree(Criterion::And, {{flag(Flag::Seen)}, {open}})), "???n");
    EXPECT_EQ(answers(tree(Criterion::Or, {{flag(Flag::Seen)}, {open}})), "yyyy");
    EXPECT_EQ(answers(tree(Criterion::Or, {{flag(Flag::Deleted)}, {open}})), "???n");
    EXPECT_EQ(answers(tree(Criterion::Not, {{open}})), "???y");
    EXPECT_EQ(answers(tree(Criterion::And, {})), "yyyy");
    const auto inner = tree(Criterion::Not, {{flag(Flag::Seen)}});
    EXPECT_EQ(answers(tree(Criterion::And, {inner, {open}})), "nnnn");
    EXPECT_EQ(answers(tree(Criterion::And, {{open}, tree(Criterion::Not, {inner})})), "???n");
}

TEST_F(SelectorTest, aHundredThousandLevelsNeedNoStack)
{
    std::vector<Condition> deep(100'001);
    for (std::size_t i = 0; i + 1 < deep.size(); ++i) {
        deep[i].criterion = Criterion::Not;
        deep[i].extent = deep.size() - i;
    }
    EXPECT_EQ(answers(deep), "yyyy");
}

} // namespace
} // namespace postamt::mail
