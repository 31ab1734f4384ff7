#include "mail/test_sort_keys.h"
#include "mail/thread_links.h"
#include "mail/threads.h"

#include <gtest/gtest.h>

namespace postamt::mail {

namespace {

/// The forest as (1 2 (3)(4)), a missing message as 0.
std::string shown(const ThreadForest& forest)
{
    std::string out;
    std::vector<std::uint32_t> next{forest.first};
    while (!next.empty()) {
        const auto node = next.back();
        if (node == ThreadNode::none) {
            next.pop_back();
            if (!next.empty())
                out += ')';
            continue;
        }
        next.back() = forest.nodes[node].nextSibling;
        out += '(' + std::to_string(forest.nodes[node].uid.value);
        next.push_back(forest.nodes[node].firstChild);
    }
    return out;
}

class Threads : public testing::Test {
protected:
    /// A message of the day, whose id is its letter; it answers what stands in `references`.
    void
    add(char id, const std::string& references = {}, const std::string& subject = "s", int day = 0)
    {
        std::string header = "Message-ID: <";
        header += id;
        header += "@x>\r\nSubject: " + subject;
        if (day != 0)
            header += "\r\nDate: " + std::to_string(day) + " Jan 2026 12:00:00 +0000";
        for (std::size_t i = 0; i < references.size(); ++i) {
            header += i == 0 ? "\r\nReferences:" : "";
            header += std::string(" <") + references[i] + "@x>";
        }
        mail.add(header);
    }

    std::string by(ThreadAlgorithm algorithm)
    {
        const auto rows = mail.rows();
        return shown(threadsOf(*rows, mail.keys, mail.uids, algorithm));
    }

    std::string references() { return by(ThreadAlgorithm::References); }

    std::string refs() { return by(ThreadAlgorithm::Refs); }

    SortedMail mail;
};

} // namespace

TEST_F(Threads, ofNothing)
{
    for (const auto algorithm :
         {ThreadAlgorithm::OrderedSubject, ThreadAlgorithm::References, ThreadAlgorithm::Refs})
        EXPECT_EQ(by(algorithm), "");
}

TEST_F(Threads, bySubjectHaveOneLevel)
{
    add('a', "", "Lunch", 5);
    add('b', "", "Other", 4);
    add('c', "", "Re: lunch", 3);
    add('d', "", "lunch", 9);
    add('e', "", "", 1);
    add('f', "", "", 2);
    EXPECT_EQ(by(ThreadAlgorithm::OrderedSubject), "(5(6))(3(1)(4))(2)");
}

TEST_F(Threads, followReferences)
{
    add('a', "", "a");
    add('b', "a", "b");
    add('c', "ab", "c");
    add('d', "a", "d");
    add('e', "", "e");
    EXPECT_EQ(references(), "(1(2(3))(4))(5)");
    EXPECT_EQ(refs(), "(1(2(3))(4))(5)");
}

TEST_F(Threads, doNotDependOnTheOrderOfMessages)
{
    add('c', "ab", "c", 3);
    add('b', "a", "b", 2);
    add('a', "", "a", 1);
    EXPECT_EQ(references(), "(3(2(1)))");
}

TEST_F(Threads, followInReplyToWhereThereAreNoReferences)
{
    mail.add("Message-ID: <a@x>\r\nSubject: a");
    mail.add("Message-ID: <b@x>\r\nSubject: b\r\nIn-Reply-To: <a@x> <z@x>");
    EXPECT_EQ(references(), "(1(2))");
}

TEST_F(Threads, leaveOutMissingMessages)
{
    add('c', "ab", "c"); // a, b missing: alone below them
    add('e', "d", "e");
    add('f', "d", "f"); // two below d
    add('h', "eg", "h"); // g missing between e and h
    EXPECT_EQ(references(), "(1)(0(2(4))(3))");
}

TEST_F(Threads, holdChildrenOfDifferentMissingMessagesOfOneThreadTogether)
{
    add('c', "ab", "c");
    add('e', "ad", "e"); // b and d are missing, and answer a, which is missing
    EXPECT_EQ(references(), "(0(1)(2))");
}

TEST_F(Threads, ownReferencesGoBeforeThoseOfOthers)
{
    add('c', "ab", "c", 3); // says that b answers a
    add('b', "x", "b", 2); // but it answers x
    add('x', "", "x", 1);
    add('a', "", "a", 1);
    EXPECT_EQ(references(), "(3(2(1)))(4)");
}

TEST_F(Threads, haveNoLoops)
{
    add('a', "b", "a");
    add('b', "a", "b");
    add('c', "c", "c");
    EXPECT_EQ(references(), "(2(1))(3)");
    EXPECT_EQ(refs(), "(2(1))(3)");
}

TEST_F(Threads, tellTwoMessagesOfOneIdApart)
{
    add('a', "", "one");
    add('a', "", "two");
    add('b', "a", "three");
    EXPECT_EQ(references(), "(1(3))(2)");
}

TEST_F(Threads, siblingsAreInOrderOfSending)
{
    add('a', "", "a", 1);
    add('c', "a", "c", 9);
    add('b', "a", "b", 5);
    add('z', "", "z", 1);
    EXPECT_EQ(references(), "(1(3)(2))(4)");
}

TEST_F(Threads, ofOneSubjectAreJoined)
{
    add('a', "", "Lunch", 1);
    add('b', "", "Re: lunch", 2); // an answer to the first
    add('c', "", "lunch", 3); // none: both stand beside each other
    add('d', "", "Re: Lunch", 4);
    add('e', "", "Dinner", 5);
    EXPECT_EQ(references(), "(0(1(2))(3)(4))(5)");
    EXPECT_EQ(refs(), "(1)(2)(3)(4)(5)");
}

TEST_F(Threads, ofOneSubjectJoinBelowAMissingMessage)
{
    add('b', "a", "Re: Lunch", 1);
    add('c', "a", "Re: Lunch", 2); // below a, which is missing
    add('d', "", "Re: lunch", 3);
    add('f', "e", "Re: lunch", 4);
    add('g', "e", "Re: lunch", 5); // below e: both missing ones become one
    EXPECT_EQ(references(), "(0(1)(2)(3)(4)(5))");
}

TEST_F(Threads, anAnswerThatCameFirstGoesBelowItsQuestion)
{
    add('b', "", "Re: Lunch", 2);
    add('a', "", "Lunch", 3);
    EXPECT_EQ(references(), "(2(1))");
}

TEST_F(Threads, withoutASubjectAreNotJoined)
{
    add('a', "", "", 1);
    add('b', "", "Re:", 2);
    EXPECT_EQ(references(), "(1)(2)");
}

TEST_F(Threads, ofRefsAreInOrderOfTheirNewestMessage)
{
    add('a', "", "a", 1);
    add('b', "", "b", 2);
    add('c', "a", "c", 3); // arrived last
    EXPECT_EQ(references(), "(1(3))(2)");
    EXPECT_EQ(refs(), "(2)(1(3))");
}

TEST_F(Threads, maybeVeryDeep)
{
    constexpr std::size_t depth = 20'000;
    for (std::size_t i = depth; i-- > 0;) {
        mail.add(
            "Message-ID: <" + std::to_string(i) + "@x>\r\nReferences: <" + std::to_string(i + 1)
            + "@x>\r\nSubject: " + std::to_string(i % 7)
        );
    }
    const auto rows = mail.rows();
    for (const auto algorithm : {ThreadAlgorithm::References, ThreadAlgorithm::Refs}) {
        const auto forest = threadsOf(*rows, mail.keys, mail.uids, algorithm);
        EXPECT_EQ(forest.nodes[forest.first].nextSibling, ThreadNode::none);
    }
}

TEST(ThreadLinks, takeTheFirstParentAndNoLoop)
{
    ThreadLinks links(4);
    links.link(0, 1);
    links.link(0, 2);
    EXPECT_EQ(links.parentOf(0), 1U);
    links.link(1, 2);
    links.link(2, 0);
    EXPECT_EQ(links.parentOf(2), ThreadLinks::none);
    links.link(3, 3);
    EXPECT_EQ(links.parentOf(3), ThreadLinks::none);
}

} // namespace postamt::mail
