#include "mime/message_id.h"
#include "mime/subject.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace postamt::mime {

TEST(BaseSubject, FollowsRfc5256)
{
    const std::pair<std::string_view, std::string_view> plain[] = {
        {"Hello",             "Hello"      },
        {"  Hello \t world ", "Hello world"},
        {"[list] Hello",      "Hello"      },
        {"[a] [b] Hello",     "Hello"      },
        {"[a][b]",            "[b]"        },
        {"[a]",               "[a]"        },
        {"[a [b] c",          "[a [b] c"   },
        {"Rex: a",            "Rex: a"     },
        {"Re",                "Re"         },
        {"",                  ""           },
    };
    for (const auto& [subject, base] : plain) {
        EXPECT_EQ(baseSubject(subject).text, base) << subject;
        EXPECT_FALSE(baseSubject(subject).isReply) << subject;
    }
    const std::pair<std::string_view, std::string_view> replies[] = {
        {"Re: Hello",                     "Hello"},
        {"RE : fwd: FW: Hello",           "Hello"},
        {"Re[2]: Hello",                  "Hello"},
        {"re [x] : [list] Re: Hello",     "Hello"},
        {"[list] Re: Hello",              "Hello"},
        {"Hello (fwd)",                   "Hello"},
        {"Hello (FWD) (fwd) ",            "Hello"},
        {"[Fwd: Hello]",                  "Hello"},
        {"[fwd: [fwd: Re: Hello (fwd)]]", "Hello"},
        {"AW: WG: Hallo",                 "Hallo"},
        {"Re:",                           ""     },
        {"(fwd)",                         ""     },
        {"[fwd:]",                        ""     },
    };
    for (const auto& [subject, base] : replies) {
        EXPECT_EQ(baseSubject(subject).text, base) << subject;
        EXPECT_TRUE(baseSubject(subject).isReply) << subject;
    }
}

TEST(BaseSubject, IsLinear)
{
    for (const std::string_view piece :
         {"[a]", "Re:", "[a]Re:", "[fwd:", "(fwd)", "[", "Re[", "re "}) {
        std::string subject;
        while (subject.size() < 1U << 20)
            subject += piece;
        EXPECT_LE(baseSubject(subject).text.size(), subject.size());
    }
}

TEST(MessageId, FindsIds)
{
    using testing::ElementsAre;
    EXPECT_THAT(
        messageIds(" <a@b>\r\n <c d@e>,<f@g> text <f@g>"), ElementsAre("a@b", "cd@e", "f@g")
    );
    EXPECT_THAT(messageIds("a@b c d@e <f"), ElementsAre("a@b", "d@e"));
    EXPECT_THAT(messageIds("<<a@b>>"), ElementsAre("a@b"));
    EXPECT_THAT(messageIds("<> > <"), ElementsAre());
    EXPECT_THAT(messageIds(""), ElementsAre());
}

TEST(MessageId, KeepsTheFirstAndTheLast)
{
    using testing::ElementsAre;
    EXPECT_THAT(messageIds("<1><2><3>", 4), ElementsAre("1", "2", "3"));
    EXPECT_THAT(messageIds("<1><2><3>", 3), ElementsAre("1", "2", "3"));
    EXPECT_THAT(messageIds("<1><2><3>", 2), ElementsAre("1", "3"));
    EXPECT_THAT(messageIds("<1><2><3>", 1), ElementsAre("1"));
    EXPECT_THAT(messageIds(std::string(1U << 20, '<')), ElementsAre());
}

} // namespace postamt::mime
