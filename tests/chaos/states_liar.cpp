#include "states_liar.h"

#include "states_broken.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace postamt::chaos {

namespace {

bool isDigit(char c)
{
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

/// "* 17 EXISTS": a number and then that word.
bool isNumbered(const std::string& text, std::string_view word)
{
    if (!text.starts_with("* ") || text.size() < 4 || !isDigit(text[2]))
        return false;
    const auto blank = text.find(' ', 2);
    return blank != std::string::npos && text.substr(blank + 1).starts_with(word);
}

/// Counts up the number that stands behind `before`.
bool countUp(std::string& text, std::string_view before)
{
    const auto at = text.find(before);
    if (at == std::string::npos)
        return false;
    const auto begin = at + before.size();
    auto end = begin;
    while (end < text.size() && isDigit(text[end]))
        ++end;
    if (end == begin)
        return false;
    text.replace(
        begin, end - begin, std::to_string(std::stoull(text.substr(begin, end - begin)) + 1)
    );
    return true;
}

/// Counts up the last number before `end`.
bool countUpLast(std::string& text, std::size_t end)
{
    auto begin = end;
    while (begin > 0 && isDigit(text[begin - 1]))
        --begin;
    if (begin == end)
        return false;
    text.replace(
        begin, end - begin, std::to_string(std::stoull(text.substr(begin, end - begin)) + 1)
    );
    return true;
}

bool exists(std::string& text)
{
    return isNumbered(text, "EXISTS");
}

bool expunge(std::string& text)
{
    return isNumbered(text, "EXPUNGE") || (text.starts_with("* VANISHED ") && text[11] != '(');
}

bool fetch(std::string& text)
{
    return isNumbered(text, "FETCH") || isNumbered(text, "UIDFETCH");
}

bool flag(std::string& text)
{
    constexpr std::string_view flags = "FLAGS (";
    constexpr std::string_view draft = "\\Draft";
    const auto at = text.find(flags);
    if (!fetch(text) || at == std::string::npos)
        return false;
    const auto end = text.find(')', at);
    const auto found = text.find(draft, at);
    if (found < end) {
        text.erase(found, draft.size() + (text[found + draft.size()] == ' ' ? 1 : 0));
    } else {
        const auto begin = at + flags.size();
        text.insert(begin, std::string(draft) + (text[begin] == ')' ? "" : " "));
    }
    return true;
}

bool modSeq(std::string& text)
{
    return fetch(text) && countUp(text, "MODSEQ (");
}

bool uid(std::string& text)
{
    return isNumbered(text, "FETCH") && countUp(text, "UID ");
}

bool size(std::string& text)
{
    return fetch(text) && countUp(text, "RFC822.SIZE ");
}

bool body(std::string& text)
{
    const auto at = text.find("}\r\n");
    if (!fetch(text) || text.find("BODY[] {") == std::string::npos || at + 4 >= text.size())
        return false;
    text[at + 3] = '#';
    return true;
}

/// The last number of SEARCH and of ESEARCH's ALL.
bool search(std::string& text)
{
    const bool isSearch = text.starts_with("* SEARCH ") && text.back() != ')';
    const auto all = text.find(" ALL ");
    const bool isEsearch = text.starts_with("* ESEARCH") && all != std::string::npos
        && text.find("MAILBOX") == std::string::npos;
    if (isSearch)
        return countUpLast(text, text.size());
    return isEsearch && countUpLast(text, std::min(text.find(' ', all + 5), text.size()));
}

/// The last of SORT stands first.
bool sort(std::string& text)
{
    constexpr std::size_t begin = 7;
    const auto blank = text.rfind(' ');
    if (!text.starts_with("* SORT ") || blank < begin)
        return false;
    text = "* SORT " + text.substr(blank + 1) + " " + text.substr(begin, blank - begin);
    return true;
}

/// All threads are one.
bool thread(std::string& text)
{
    const auto at = text.find(")(");
    if (!text.starts_with("* THREAD ") || at == std::string::npos)
        return false;
    text = "* THREAD (" + text.substr(9) + ")";
    return true;
}

bool update(std::string& text)
{
    return text.starts_with("* ESEARCH")
        && (text.find("ADDTO") != std::string::npos || text.find("REMOVEFROM") != std::string::npos
        );
}

bool partial(std::string& text)
{
    const auto end = text.find(')', std::min(text.find("PARTIAL ("), text.size()));
    return text.starts_with("* ESEARCH") && end != std::string::npos && countUpLast(text, end);
}

bool multisearch(std::string& text)
{
    return text.starts_with("* ESEARCH") && text.find("MAILBOX") != std::string::npos;
}

bool status(std::string& text)
{
    return text.starts_with("* STATUS") && countUp(text, "MESSAGES ");
}

bool batches(std::string& text)
{
    return text.starts_with("* UIDBATCHES") && countUp(text, ") ");
}

bool appendUid(std::string& text)
{
    const auto at = text.find("[APPENDUID ");
    return at != std::string::npos && countUpLast(text, text.find(']', at));
}

bool copyUid(std::string& text)
{
    const auto at = text.find("[COPYUID ");
    return at != std::string::npos && countUpLast(text, text.find(']', at));
}

bool validity(std::string& text)
{
    return countUp(text, "[UIDVALIDITY ");
}

bool metadata(std::string& text)
{
    return text.starts_with("* METADATA") && countUp(text, "\"note ");
}

bool acl(std::string& text)
{
    constexpr std::string_view domain = "@elsewhere.example ";
    const auto at = text.find(domain);
    if (!text.starts_with("* ACL") || at == std::string::npos)
        return false;
    // Of every stranger, as each session knows one.
    for (auto next = at; next != std::string::npos; next = text.find(domain, next + 1))
        text.insert(next + domain.size(), "k");
    return true;
}

struct Row {
    std::string_view name;
    bool (*lie)(std::string& response);
    bool swallows; ///< the response is not heard; else it is heard as `lie` makes it
};

constexpr std::array<Row, 21> rows{
    {{"lost-exists", exists, true},
     {"lost-expunge", expunge, true},
     {"lost-fetch", fetch, true},
     {"lost-update", update, true},
     {"lost-multisearch", multisearch, true},
     {"flag", flag, false},
     {"modseq", modSeq, false},
     {"uid", uid, false},
     {"size", size, false},
     {"body", body, false},
     {"search", search, false},
     {"sort", sort, false},
     {"thread", thread, false},
     {"partial", partial, false},
     {"status", status, false},
     {"batches", batches, false},
     {"appenduid", appendUid, false},
     {"copyuid", copyUid, false},
     {"uidvalidity", validity, false},
     {"metadata", metadata, false},
     {"acl", acl, false}}
};

/// Only one of so many is lied about, so that it is not the same everywhere.
constexpr unsigned oneOf = 2;

} // namespace

Liar::Liar(std::string_view name)
{
    if (name.empty())
        return;
    const auto* const row = std::ranges::find(rows, name, &Row::name);
    if (row == rows.end())
        throw Broken("no such lie: " + std::string(name));
    lie_ = row->lie;
    swallows_ = row->swallows;
}

std::vector<std::string> Liar::names()
{
    std::vector<std::string> out;
    for (const auto& row : rows)
        out.emplace_back(row.name);
    return out;
}

bool Liar::passOn(std::string& response)
{
    if (lie_ == nullptr)
        return true;
    auto changed = response;
    if (!lie_(changed) || ++heard_ % oneOf != 0)
        return true;
    response = std::move(changed);
    return !swallows_;
}

} // namespace postamt::chaos
