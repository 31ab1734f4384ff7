#include "spam/rules.h"

#include "spam/traits.h"

#include <algorithm>
#include <array>

namespace postamt::spam {

namespace {

// clang-format off
constexpr std::array table{
    Rule{RuleId::SubjectCapitals, 1.2, hasSubjectInCapitals,
        "Der Betreff besteht aus Großbuchstaben.",
        "The subject is in capitals."},
    Rule{RuleId::SubjectShouts, 0.7, hasSubjectThatShouts,
        "Der Betreff hat Ausrufezeichen.",
        "The subject has exclamation marks."},
    Rule{RuleId::SubjectMoney, 0.9, hasSubjectAboutMoney,
        "Im Betreff geht es um Geld oder Prozente.",
        "The subject is about money or per cent."},
    Rule{RuleId::SubjectGap, 1.5, hasGapInSubject,
        "Im Betreff ist eine Lücke.",
        "There is a gap in the subject."},
    Rule{RuleId::HtmlOnly, 1.2, isHtmlOnly,
        "Die Nachricht hat nur HTML, keinen einfachen Text.",
        "The message has only HTML, no plain text."},
    Rule{RuleId::NoRecipient, 0.8, hasNoRecipient,
        "Die Nachricht nennt keinen Empfänger.",
        "The message names no recipient."},
    Rule{RuleId::ReplyElsewhere, 0.7, isAnsweredElsewhere,
        "Antworten gehen an eine andere Domain.",
        "Answers go to another domain."},
    Rule{RuleId::PathElsewhere, 0.3, comesFromElsewhere,
        "Der Absender des Umschlags ist aus einer anderen Domain.",
        "The envelope's sender is of another domain."},
    Rule{RuleId::NoHostName, 0.7, hasNoHostName,
        "Der einliefernde Rechner hat keinen Namen.",
        "The delivering host has no name."},
    Rule{RuleId::BadHello, 0.8, hasBadHello,
        "Der einliefernde Rechner nennt sich falsch.",
        "The delivering host gives no proper name."},
    Rule{RuleId::DigitsInSender, 0.7, hasDigitsInSender,
        "Die Adresse des Absenders hat viele Ziffern.",
        "The sender's address has many digits."},
    Rule{RuleId::NoMessageId, 0.9, hasNoMessageId,
        "Die Nachricht hat keine Message-ID.",
        "The message has no Message-ID."},
    Rule{RuleId::BadDate, 0.8, hasBadDate,
        "Das Datum fehlt oder stimmt nicht.",
        "The date is missing or wrong."},
    Rule{RuleId::LinkDeceives, 1.2, hasDeceivingLink,
        "Ein Link führt woanders hin, als er zeigt.",
        "A link leads elsewhere than it shows."},
    Rule{RuleId::LinkToNumber, 1.5, hasLinkToNumber,
        "Ein Link führt zu einer Nummer statt zu einem Namen.",
        "A link leads to a number, not to a name."},
    Rule{RuleId::LinkToPort, 1.0, hasLinkToPort,
        "Ein Link hat eine ungewöhnliche Form.",
        "A link has an unusual form."},
    Rule{RuleId::CutWords, 2.0, hasCutWords,
        "Wörter sind durch Unsichtbares zerschnitten.",
        "Words are cut by something invisible."},
    Rule{RuleId::Form, 0.9, hasForm,
        "Die Nachricht enthält ein Formular.",
        "The message holds a form."},
    Rule{RuleId::RemotePictures, 0.4, hasRemotePictures,
        "Bilder werden aus dem Netz geladen.",
        "Pictures are loaded from the net."},
    Rule{RuleId::HiddenText, 0.7, hasHiddenText,
        "Die Nachricht versteckt Text.",
        "The message hides text."},
    Rule{RuleId::RawHeader, 0.7, hasRawHeader,
        "Die Kopfzeilen sind falsch kodiert.",
        "The header is wrongly coded."},
    Rule{RuleId::NeedlessBase64, 1.0, hasNeedlessBase64,
        "Einfacher Text ist verschlüsselt, als sollte er nicht gelesen werden.",
        "Simple text is coded as if it should not be read."},
    Rule{RuleId::Program, 1.5, hasProgram,
        "Ein Programm hängt an.",
        "A program is attached."},
    Rule{RuleId::List, -1.0, isList,
        "Die Nachricht kam über eine Mailingliste.",
        "The message came by a mailing list."},
    Rule{RuleId::Answer, -1.5, isAnswer,
        "Die Nachricht ist eine Antwort.",
        "The message is an answer."},
    Rule{RuleId::Quotes, -1.2, hasQuotes,
        "Die Nachricht zitiert eine andere.",
        "The message quotes another."},
    Rule{RuleId::Signature, -0.6, hasSignature,
        "Die Nachricht hat eine Signatur.",
        "The message has a signature."},
    Rule{RuleId::PlainText, -0.4, isPlainText,
        "Die Nachricht ist einfacher Text.",
        "The message is plain text."},
    Rule{RuleId::Capitals, 0.8, hasTextInCapitals,
        "Der Text besteht aus Großbuchstaben.",
        "The text is in capitals."},
    Rule{RuleId::Shouts, 0.5, hasTextThatShouts,
        "Der Text hat viele Ausrufezeichen.",
        "The text has many exclamation marks."},
    Rule{RuleId::Money, 0.5, hasMoney,
        "Im Text geht es um Geld.",
        "The text is about money."},
    Rule{RuleId::Unsubscribe, 0.7, offersToLeave,
        "Die Nachricht ist Werbung zum Abbestellen, aber keine Mailingliste.",
        "The message offers to unsubscribe, but is no mailing list."},
    Rule{RuleId::Click, 1.1, asksToClick,
        "Die Nachricht fordert zum Klicken auf.",
        "The message asks to click."},
    Rule{RuleId::Urgent, 0.5, isUrgent,
        "Die Nachricht nennt sich wichtig.",
        "The message calls itself important."},
    Rule{RuleId::AddressAsName, 1.0, hasAddressAsName,
        "Der Name des Absenders ist eine fremde Adresse.",
        "The sender's name is another address."},
    Rule{RuleId::ForeignLetters, 0.7, hasForeignLetters,
        "Eine Domain hat Zeichen, die anderen gleichen können.",
        "A domain has letters that may look like others."},
    Rule{RuleId::OnlyLink, 0.8, isOnlyLink,
        "Die Nachricht ist kaum mehr als ein Link.",
        "The message is hardly more than a link."},
    Rule{RuleId::FalseAnswer, 0.7, isFalseAnswer,
        "Die Nachricht gibt sich als Antwort aus.",
        "The message pretends to be an answer."},
};
// clang-format on
static_assert(table.size() == static_cast<std::size_t>(RuleId::Count_));
static_assert(std::ranges::is_sorted(table, {}, &Rule::id));

} // namespace

std::span<const Rule> rules()
{
    return table;
}

std::vector<RuleId> rulesOf(const Letter& letter)
{
    std::vector<RuleId> out;
    for (const Rule& rule : table) {
        if (rule.finds(letter))
            out.push_back(rule.id);
    }
    return out;
}

} // namespace postamt::spam
