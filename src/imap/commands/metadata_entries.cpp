#include "imap/commands/metadata_entries.h"

#include "base/ascii.h"
#include "imap/session.h"
#include "imap/special_use.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace postamt::imap {

namespace {

/// By name in small letters; the views look into the state and the settings.
using Entries = std::map<std::string_view, std::string_view>;

/// What is stored, and what is known otherwise.
Entries entriesOf(const Session& session, const mail::AccountState& state, mail::MailboxId id)
{
    Entries out;
    for (const auto& [name, entry] : state.metadata->of(id))
        out.emplace(name, entry->value);
    if (id == mail::accountItself) {
        const auto& settings = session.parts().settings;
        if (!settings.admin.empty())
            out.emplace("/shared/admin", settings.admin);
        if (!settings.comment.empty())
            out.emplace("/shared/comment", settings.comment);
    } else if (const auto mailbox = state.mailbox(id)) {
        if (mailbox->record.use != mail::SpecialUse::None)
            out.emplace(specialUseEntry, attributeOf(mailbox->record.use));
    }
    return out;
}

class Search {
public:
    Search(const Entries& entries, const proto::WantedMetadata& wanted)
        : entries_(entries), wanted_(wanted)
    {
    }

    FoundMetadata run()
    {
        for (const auto& asked : wanted_.entries) {
            const auto name = lowered(asked);
            if (const auto exact = entries_.find(name); exact != entries_.end())
                add(name, asked, exact->second);
            else if (wanted_.depth == proto::MetadataDepth::Zero)
                add(name, asked, {});
            if (wanted_.depth != proto::MetadataDepth::Zero)
                addBelow(name, asked);
        }
        return std::move(found_);
    }

private:
    void addBelow(const std::string& name, const std::string& asked)
    {
        const auto root = name + '/';
        for (auto at = entries_.lower_bound(root);
             at != entries_.end() && at->first.starts_with(root);
             ++at) {
            const auto rest = at->first.substr(name.size());
            const bool isDeeper = rest.find('/', 1) != std::string_view::npos;
            if (wanted_.depth == proto::MetadataDepth::Infinity || !isDeeper)
                add(std::string(at->first), asked + std::string(rest), at->second);
        }
    }

    /// Once each, by the name that was asked for.
    void add(std::string name, std::string shown, std::optional<std::string_view> value)
    {
        if (!names_.insert(std::move(name)).second)
            return;
        if (value && wanted_.maxSize && value->size() > *wanted_.maxSize)
            found_.longest = std::max<std::uint64_t>(found_.longest, value->size());
        else
            found_.values.push_back({std::move(shown), std::optional<std::string>(value)});
    }

    const Entries& entries_;
    const proto::WantedMetadata& wanted_;
    std::set<std::string> names_;
    FoundMetadata found_;
};

} // namespace

FoundMetadata findMetadata(
    const Session& session,
    const mail::AccountState& state,
    mail::MailboxId id,
    const proto::WantedMetadata& wanted
)
{
    const auto entries = entriesOf(session, state, id);
    return Search(entries, wanted).run();
}

} // namespace postamt::imap
