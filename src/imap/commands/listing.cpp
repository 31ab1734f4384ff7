#include "imap/commands/listing.h"

#include "imap/proto/list_pattern.h"
#include "imap/special_use.h"
#include "mail/usual_names.h"
#include "text/compose.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <string_view>

namespace postamt::imap {

namespace {

/// A name that may be listed.
struct Candidate {
    bool isSelected = false; ///< meets the selection
    bool hasSelectedBelow = false; ///< some name below it does
};

using Candidates = std::map<std::string, Candidate, std::less<>>;

class Patterns {
public:
    explicit Patterns(const proto::ListRequest& request)
    {
        for (const auto& pattern : request.patterns)
            patterns_.emplace_back(text::composed(request.reference), text::composed(pattern));
    }

    bool match(std::string_view name) const
    {
        return std::ranges::any_of(patterns_, [name](const proto::ListPattern& pattern) {
            return pattern.matches(name);
        });
    }

private:
    std::vector<proto::ListPattern> patterns_;
};

template <class F>
void forEachParent(std::string_view name, const F& visit)
{
    for (auto end = name.rfind(mail::hierarchyDelimiter); end != std::string_view::npos;
         end = name.rfind(mail::hierarchyDelimiter, end - 1)) {
        visit(name.substr(0, end));
        if (end == 0)
            break;
    }
}

Candidates candidates(const mail::AccountState& state, const proto::ListSelection& selection)
{
    Candidates out;
    const auto add = [&](const std::string& name) {
        const bool isSelected = meets(state, selection, name);
        out[name].isSelected |= isSelected;
        forEachParent(name, [&](std::string_view parent) {
            auto& above = out[std::string(parent)];
            // Levels without a mailbox of their own are shown like one, unless only some are asked
            // for.
            if (!selection.subscribed && !selection.specialUse)
                above.isSelected = true;
            above.hasSelectedBelow |= isSelected;
        });
    };
    for (const auto& [name, id] : *state.names)
        add(name);
    if (selection.subscribed) {
        for (const auto& name : *state.subscriptions)
            add(name);
    }
    return out;
}

proto::ListEntry
entryOf(const mail::AccountState& state, const proto::ListRequest& request, const std::string& name)
{
    proto::ListEntry entry;
    entry.mailbox = name;
    const auto mailbox = state.mailbox(name);
    if (!mailbox)
        entry.attributes.emplace_back(
            request.extended || request.selection.subscribed ? "\\NonExistent" : "\\Noselect"
        );
    entry.attributes.emplace_back(state.hasChildren(name) ? "\\HasChildren" : "\\HasNoChildren");
    const bool tellsSubscribed = request.returns.subscribed || request.selection.subscribed;
    if (tellsSubscribed && state.subscriptions->contains(name))
        entry.attributes.emplace_back("\\Subscribed");
    if (mailbox && mailbox->record.use != mail::SpecialUse::None)
        entry.attributes.emplace_back(attributeOf(mailbox->record.use));
    return entry;
}

/// Special mailboxes that are asked for by a name that clients have for them (usual_names.h). Who
/// asks for just that name gets it; who knows OLDNAME (RFC 9051 section 6.3.9.7) gets the true one.
std::vector<proto::ListEntry>
meantEntries(const mail::AccountState& state, const proto::ListRequest& request)
{
    std::vector<proto::ListEntry> out;
    for (const auto& pattern : request.patterns) {
        const auto given = mail::normalizeMailboxName(request.reference + pattern);
        const auto name = given ? mail::meantName(state, *given) : std::string();
        if (!given || name == *given || !state.mailbox(name)
            || !meets(state, request.selection, name))
            continue;
        auto entry = entryOf(state, request, name);
        (request.extended ? entry.oldName.emplace() : entry.mailbox) = *given;
        out.push_back(std::move(entry));
    }
    return out;
}

} // namespace

bool meets(
    const mail::AccountState& state, const proto::ListSelection& selection, std::string_view name
)
{
    if (selection.subscribed && !state.subscriptions->contains(name))
        return false;
    if (!selection.specialUse)
        return true;
    const auto mailbox = state.mailbox(name);
    return mailbox && mailbox->record.use != mail::SpecialUse::None;
}

std::vector<proto::ListEntry>
listing(const mail::AccountState& state, const proto::ListRequest& request)
{
    const Patterns patterns(request);
    std::vector<proto::ListEntry> out;
    for (const auto& [name, candidate] : candidates(state, request.selection)) {
        const bool isAbove = request.selection.recursiveMatch && candidate.hasSelectedBelow;
        if ((!candidate.isSelected && !isAbove) || !patterns.match(name))
            continue;
        auto entry = entryOf(state, request, name);
        if (isAbove && request.selection.subscribed)
            entry.childInfo.emplace_back("SUBSCRIBED");
        if (isAbove && request.selection.specialUse)
            entry.childInfo.emplace_back("SPECIAL-USE");
        out.push_back(std::move(entry));
    }
    std::ranges::move(meantEntries(state, request), std::back_inserter(out));
    return out;
}

proto::ListEntry listEntry(const mail::AccountState& state, const std::string& name)
{
    proto::ListRequest request;
    request.extended = true;
    request.returns.subscribed = true;
    return entryOf(state, request, name);
}

std::vector<proto::ListEntry>
subscribedListing(const mail::AccountState& state, const proto::ListRequest& request)
{
    const Patterns patterns(request);
    std::map<std::string, bool, std::less<>> names; // whether it is subscribed itself
    for (const auto& name : *state.subscriptions) {
        if (patterns.match(name)) {
            names[name] = true;
            continue;
        }
        // With "%" a level above a subscribed mailbox stands for it.
        forEachParent(name, [&](std::string_view parent) {
            if (patterns.match(parent))
                names.try_emplace(std::string(parent), false);
        });
    }
    std::vector<proto::ListEntry> out;
    for (const auto& [name, isSubscribed] : names) {
        proto::ListEntry entry;
        entry.mailbox = name;
        if (!isSubscribed || !state.mailbox(name))
            entry.attributes.emplace_back("\\Noselect");
        entry.attributes.emplace_back(
            state.hasChildren(name) ? "\\HasChildren" : "\\HasNoChildren"
        );
        out.push_back(std::move(entry));
    }
    return out;
}

} // namespace postamt::imap
