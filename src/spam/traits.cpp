#include "spam/traits.h"

#include "base/ascii.h"
#include "mime/date.h"
#include "mime/encoded_word.h"
#include "spam/tokens.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace postamt::spam {

namespace {

bool hasField(const Letter& letter, std::string_view name)
{
    return letter.header.find(name) != nullptr;
}

bool isMostlyCapitals(std::string_view text, std::size_t least)
{
    const auto large = static_cast<std::size_t>(std::ranges::count_if(text, [](char c) {
        return c >= 'A' && c <= 'Z';
    }));
    const auto letters = static_cast<std::size_t>(std::ranges::count_if(text, isAlpha));
    return letters >= least && large * 10 > letters * 7;
}

/// Calls `test` for both texts of the letter until it is satisfied.
template <class Test>
bool inTexts(const Letter& letter, const Test& test)
{
    return test(std::string_view(letter.plain)) || test(std::string_view(letter.htmlText));
}

bool holds(const Letter& letter, std::string_view needle)
{
    return letter.small.contains(needle);
}

template <std::size_t n>
bool holdsAny(const Letter& letter, const std::array<std::string_view, n>& needles)
{
    return std::ranges::any_of(needles, [&](auto needle) { return holds(letter, needle); });
}

std::string siteOfFirst(const std::vector<mime::Address>& addresses)
{
    return addresses.empty() ? std::string() : std::string(siteOf(lowered(addresses.front().host)));
}

bool differs(const std::string& a, const std::string& b)
{
    return !a.empty() && !b.empty() && a != b;
}

const mime::HeaderField* delivering(const Letter& letter)
{
    return letter.header.find("Received");
}

/// The shown text of a link names another site than the one where it leads.
bool deceives(const Link& link)
{
    std::string_view shown = trimmed(link.text);
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (startsWithIgnoreCase(shown, scheme))
            shown.remove_prefix(scheme.size());
    }
    shown = shown.substr(0, shown.find_first_of("/?# \t\r\n"));
    const std::string host = lowered(hostOf(link.target));
    const bool looksLikeHost = shown.contains('.') && shown.size() > 4 && isAlpha(shown.back())
        && !shown.contains('@') && std::ranges::all_of(shown, [](char c) {
                                   return isAlpha(c) || isDigit(c) || c == '.' || c == '-';
                               });
    return looksLikeHost && !host.empty() && siteOf(lowered(shown)) != siteOf(host);
}

bool leadsToNumber(const Link& link)
{
    const auto host = hostOf(link.target);
    return !host.empty() && (isDigit(host.back()) || host.front() == '[');
}

bool leadsToPort(const Link& link)
{
    const auto authority = authorityOf(link.target);
    return authority.contains('@') || authority.contains('%')
        || (authority.contains(':') && !authority.ends_with(":80") && !authority.ends_with(":443"));
}

} // namespace

bool hasSubjectInCapitals(const Letter& letter)
{
    return isMostlyCapitals(letter.subject, 8);
}

bool hasSubjectThatShouts(const Letter& letter)
{
    return letter.subject.contains('!');
}

bool hasSubjectAboutMoney(const Letter& letter)
{
    return letter.subject.find_first_of("$%") != std::string::npos;
}

bool hasGapInSubject(const Letter& letter)
{
    return letter.subject.contains("     ");
}

bool isHtmlOnly(const Letter& letter)
{
    return letter.htmlBytes > 0 && trimmed(letter.plain).empty();
}

bool hasNoRecipient(const Letter& letter)
{
    return letter.to.empty();
}

bool isAnsweredElsewhere(const Letter& letter)
{
    return !isList(letter) && differs(siteOfFirst(letter.from), siteOfFirst(letter.replyTo));
}

bool comesFromElsewhere(const Letter& letter)
{
    const std::string path(siteOf(letter.senderHost));
    return !isList(letter) && differs(siteOfFirst(letter.from), path);
}

bool hasNoHostName(const Letter& letter)
{
    const auto* field = delivering(letter);
    if (field == nullptr)
        return false;
    const auto from = Delivering::read(field->value);
    return !from.address.empty() && from.name.empty();
}

bool hasBadHello(const Letter& letter)
{
    const auto* field = delivering(letter);
    if (field == nullptr)
        return false;
    const auto from = Delivering::read(field->value);
    return !from.hello.empty() && (!from.hello.contains('.') || isDigit(from.hello.back()));
}

bool hasDigitsInSender(const Letter& letter)
{
    return !letter.from.empty() && std::ranges::count_if(letter.from.front().mailbox, isDigit) >= 3;
}

bool hasNoMessageId(const Letter& letter)
{
    return !hasField(letter, "Message-ID");
}

bool hasBadDate(const Letter& letter)
{
    constexpr std::int64_t day = 86'400;
    const auto written = mime::parseDate(letter.header.value("Date"));
    if (!written)
        return true;
    const auto* field = delivering(letter);
    if (field == nullptr)
        return false;
    const auto semicolon = field->value.rfind(';');
    if (semicolon == std::string_view::npos)
        return false;
    const auto came = mime::parseDate(field->value.substr(semicolon + 1));
    return came
        && (written->seconds > came->seconds + day || written->seconds < came->seconds - 7 * day);
}

bool hasDeceivingLink(const Letter& letter)
{
    return std::ranges::any_of(letter.markup.links, deceives);
}

bool hasLinkToNumber(const Letter& letter)
{
    return std::ranges::any_of(letter.markup.links, leadsToNumber);
}

bool hasLinkToPort(const Letter& letter)
{
    return std::ranges::any_of(letter.markup.links, leadsToPort);
}

bool hasCutWords(const Letter& letter)
{
    return letter.markup.commentsInWords > 0;
}

bool hasForm(const Letter& letter)
{
    const auto& tags = letter.markup.tags;
    return std::ranges::find(tags, "form") != tags.end();
}

bool hasRemotePictures(const Letter& letter)
{
    return std::ranges::any_of(letter.markup.sources, [](const std::string& source) {
        return startsWithIgnoreCase(source, "http");
    });
}

bool hasHiddenText(const Letter& letter)
{
    constexpr std::array<std::string_view, 7> marks{
        "font color=#ffffff",
        "font color=white",
        "font size=0",
        "font size=1",
        "display:none",
        "font-size:0",
        "font-size:1px",
    };
    return std::ranges::any_of(letter.markup.tags, [&](const std::string& tag) {
        return std::ranges::any_of(marks, [&](auto mark) { return tag.contains(mark); });
    });
}

bool hasRawHeader(const Letter& letter)
{
    return letter.structure.hasEightBitHeaders;
}

bool hasNeedlessBase64(const Letter& letter)
{
    const bool isCoded = std::ranges::any_of(letter.structure.parts, [](const mime::Part& part) {
        return part.media != mime::Media::Other && part.kind == mime::PartKind::Leaf
            && !part.isAttachment && part.encoding == mime::Encoding::Base64;
    });
    return isCoded && isAscii(letter.plain) && isAscii(letter.htmlText);
}

bool hasProgram(const Letter& letter)
{
    constexpr std::array<std::string_view, 12> endings{
        ".bat",
        ".cmd",
        ".com",
        ".exe",
        ".hta",
        ".iso",
        ".js",
        ".lnk",
        ".pif",
        ".scr",
        ".vbe",
        ".vbs",
    };
    const auto isProgram = [&](const mime::Parameter& parameter) {
        const std::string name = lowered(parameter.value);
        return std::ranges::any_of(endings, [&](auto ending) { return name.ends_with(ending); });
    };
    return std::ranges::any_of(letter.structure.fields, [&](const mime::PartFields& fields) {
        return std::ranges::any_of(fields.parameters, isProgram)
            || std::ranges::any_of(fields.dispositionParameters, isProgram);
    });
}

bool isList(const Letter& letter)
{
    return hasField(letter, "List-Id") || hasField(letter, "List-Post");
}

bool isAnswer(const Letter& letter)
{
    return hasField(letter, "In-Reply-To") || hasField(letter, "References");
}

bool hasQuotes(const Letter& letter)
{
    const std::string_view text = letter.plain;
    std::size_t count = 0;
    for (auto at = text.find("\n>"); at != std::string_view::npos && count < 2;
         at = text.find("\n>", at + 2))
        ++count;
    return count >= 2;
}

bool hasSignature(const Letter& letter)
{
    return letter.plain.contains("\n-- \n") || letter.plain.contains("\n-- \r\n");
}

bool isPlainText(const Letter& letter)
{
    return letter.htmlBytes == 0 && !letter.plain.empty();
}

bool hasTextInCapitals(const Letter& letter)
{
    return inTexts(letter, [](std::string_view text) { return isMostlyCapitals(text, 100); });
}

bool hasTextThatShouts(const Letter& letter)
{
    return std::ranges::count(letter.small, '!') >= 5;
}

bool hasMoney(const Letter& letter)
{
    return inTexts(letter, [](std::string_view text) {
        std::size_t count = 0;
        for (auto at = text.find('$'); at != std::string_view::npos && count < 2;
             at = text.find('$', at + 1))
            count += at + 1 < text.size() && isDigit(text[at + 1]) ? 1 : 0;
        return count >= 2;
    });
}

bool offersToLeave(const Letter& letter)
{
    constexpr std::array<std::string_view, 6> words{
        "unsubscribe",
        "opt-out",
        "opt out",
        "be removed",
        "to remove",
        "abbestellen",
    };
    return !isList(letter) && holdsAny(letter, words);
}

bool asksToClick(const Letter& letter)
{
    constexpr std::array<std::string_view, 4> words{
        "click here", "click below", "hier klicken", "klicken sie"
    };
    return holdsAny(letter, words);
}

bool isUrgent(const Letter& letter)
{
    const auto priority = trimmed(letter.header.value("X-Priority"));
    return priority.starts_with('1') || priority.starts_with('2')
        || equalsIgnoreCase(trimmed(letter.header.value("Importance")), "high");
}

bool hasAddressAsName(const Letter& letter)
{
    if (letter.from.empty())
        return false;
    const std::string name = lowered(mime::decodeWords(letter.from.front().name));
    return name.contains('@') && !name.contains(lowered(letter.from.front().host));
}

bool hasForeignLetters(const Letter& letter)
{
    const auto isCoded = [](std::string_view host) {
        const std::string name = lowered(host);
        return name.starts_with("xn--") || name.contains(".xn--") || !isAscii(name);
    };
    return (!letter.from.empty() && isCoded(letter.from.front().host))
        || std::ranges::any_of(letter.markup.links, [&](const Link& link) {
               return isCoded(hostOf(link.target));
           });
}

bool isOnlyLink(const Letter& letter)
{
    const auto text = trimmed(letter.plain).size() + trimmed(letter.htmlText).size();
    return text < 200
        && (!letter.markup.links.empty() || holds(letter, "http://") || holds(letter, "https://"));
}

bool isFalseAnswer(const Letter& letter)
{
    return startsWithIgnoreCase(letter.subject, "re:") && !isAnswer(letter) && !hasQuotes(letter);
}

} // namespace postamt::spam
