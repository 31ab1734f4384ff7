#pragma once

#include "spam/letter.h"

namespace postamt::spam {

// What can be true of a letter; the sentences of the rules (rules.cpp) say it in words.
bool hasSubjectInCapitals(const Letter& letter);
bool hasSubjectThatShouts(const Letter& letter);
bool hasSubjectAboutMoney(const Letter& letter);
bool hasGapInSubject(const Letter& letter);
bool isHtmlOnly(const Letter& letter);
bool hasNoRecipient(const Letter& letter);
bool isAnsweredElsewhere(const Letter& letter);
bool comesFromElsewhere(const Letter& letter);
bool hasNoHostName(const Letter& letter);
bool hasBadHello(const Letter& letter);
bool hasDigitsInSender(const Letter& letter);
bool hasNoMessageId(const Letter& letter);

/// Written more than a day after, or a week before, our server says that it came.
bool hasBadDate(const Letter& letter);

bool hasDeceivingLink(const Letter& letter);
bool hasLinkToNumber(const Letter& letter);
bool hasLinkToPort(const Letter& letter);
bool hasCutWords(const Letter& letter);
bool hasForm(const Letter& letter);
bool hasRemotePictures(const Letter& letter);

/// Letters of the size nothing, or white ones, or none that are shown.
bool hasHiddenText(const Letter& letter);

bool hasRawHeader(const Letter& letter);
bool hasNeedlessBase64(const Letter& letter);
bool hasProgram(const Letter& letter);
bool isList(const Letter& letter);
bool isAnswer(const Letter& letter);
bool hasQuotes(const Letter& letter);
bool hasSignature(const Letter& letter);
bool isPlainText(const Letter& letter);
bool hasTextInCapitals(const Letter& letter);
bool hasTextThatShouts(const Letter& letter);
bool hasMoney(const Letter& letter);
bool offersToLeave(const Letter& letter);
bool asksToClick(const Letter& letter);
bool isUrgent(const Letter& letter);

/// The name before the address is an address, and another one.
bool hasAddressAsName(const Letter& letter);

bool hasForeignLetters(const Letter& letter);
bool isOnlyLink(const Letter& letter);
bool isFalseAnswer(const Letter& letter);

} // namespace postamt::spam
