#pragma once

#include "spam/letter.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace postamt::spam {

/// What is known about spam before anything was learnt. Stored as a number in reasons and as a
/// feature, so never renumber; new ones at the end.
enum class RuleId : std::uint8_t {
    SubjectCapitals,
    SubjectShouts,
    SubjectMoney,
    SubjectGap,
    HtmlOnly,
    NoRecipient,
    ReplyElsewhere,
    PathElsewhere,
    NoHostName,
    BadHello,
    DigitsInSender,
    NoMessageId,
    BadDate,
    LinkDeceives,
    LinkToNumber,
    LinkToPort,
    CutWords,
    Form,
    RemotePictures,
    HiddenText,
    RawHeader,
    NeedlessBase64,
    Program,
    List,
    Answer,
    Quotes,
    Signature,
    PlainText,
    Capitals,
    Shouts,
    Money,
    Unsubscribe,
    Click,
    Urgent,
    AddressAsName,
    ForeignLetters,
    OnlyLink,
    FalseAnswer,
    Count_,
};

/// A rule of the table: what it finds, how much it weighs before learning, and what people read.
struct Rule {
    RuleId id;
    double prior; ///< log-odds of spam that it adds
    bool (*finds)(const Letter&);
    std::string_view german; ///< a sentence
    std::string_view english;
};

/// The table, in the order of RuleId.
std::span<const Rule> rules();

/// Which rules find something in the letter.
std::vector<RuleId> rulesOf(const Letter& letter);

} // namespace postamt::spam
