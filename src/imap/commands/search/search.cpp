#include "imap/proto/search.h"

#include "imap/commands/commands.h"
#include "imap/commands/search/conditions.h"
#include "imap/commands/search/object_ids.h"
#include "imap/session.h"
#include "mail/search.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace postamt::imap::commands {

namespace {

/// What was found, as the client wants it.
struct Found {
    std::vector<std::uint32_t> numbers; ///< message numbers or UIDs, ascending
    std::vector<mail::Uid> uids;
    std::uint64_t highestModSeq = 0;
};

Found foundIn(const mail::View& view, const std::vector<mail::Uid>& uids, bool byUid)
{
    Found found;
    for (const auto uid : uids) {
        const auto number = view.numberOf(uid);
        if (!number)
            continue;
        found.uids.push_back(uid);
        found.numbers.push_back(byUid ? uid.value : number->value);
        found.highestModSeq = std::max(found.highestModSeq, view.row(*number)->modSeq.value);
    }
    return found;
}

bool asksForModSeq(const proto::SearchRequest& request)
{
    return std::ranges::find(request.keys, proto::SearchKeyType::ModSeq, &proto::SearchKey::type)
        != request.keys.end();
}

proto::NumberSet setOf(const std::vector<std::uint32_t>& numbers)
{
    proto::NumberSet out;
    for (const auto number : numbers)
        out.append(number);
    return out;
}

/// RFC 5182 section 2.1: SAVE keeps what MIN and MAX alone find, else everything.
void save(
    Selected& selected, const proto::SearchReturn& returns, const std::vector<mail::Uid>& uids
)
{
    proto::NumberSet saved;
    const bool some = (returns.min || returns.max) && !returns.all && !returns.count;
    if (!some) {
        for (const auto uid : uids)
            saved.append(uid.value);
    } else if (!uids.empty()) {
        if (returns.min)
            saved.append(uids.front().value);
        if (returns.max && (!returns.min || uids.size() > 1))
            saved.append(uids.back().value);
    }
    selected.saved = std::move(saved);
}

/// RFC 7162 section 3.1.5: the highest modseq of what is told.
std::uint64_t
modSeqOf(const mail::View& view, const proto::SearchReturn& returns, const Found& found)
{
    if (returns.all || returns.count || (!returns.min && !returns.max))
        return found.highestModSeq;
    std::uint64_t highest = 0;
    const auto look
        = [&](mail::Uid uid) { highest = std::max(highest, view.told().find(uid)->modSeq.value); };
    if (returns.min)
        look(found.uids.front());
    if (returns.max)
        look(found.uids.back());
    return highest;
}

void formatExtended(
    Session& session,
    const std::string& tag,
    bool byUid,
    const proto::SearchReturn& returns,
    const Found& found,
    bool withModSeq
)
{
    proto::EsearchData data;
    data.tag = tag;
    data.uid = byUid;
    if (returns.count)
        data.count = found.numbers.size();
    if (!found.numbers.empty()) {
        if (returns.min)
            data.min = found.numbers.front();
        if (returns.max)
            data.max = found.numbers.back();
        if (returns.all)
            data.all = setOf(found.numbers);
        if (withModSeq)
            data.modSeq = modSeqOf(session.selected()->view, returns, found);
    }
    auto writer = session.writer();
    proto::formatEsearch(writer, data);
}

/// RETURN () and, in IMAP4rev2, no RETURN at all mean ALL (RFC 9051 section 6.4.4).
std::optional<proto::SearchReturn> returnsOf(const proto::SearchRequest& request, bool rev2)
{
    if (!request.returns && !rev2)
        return std::nullopt;
    auto returns = request.returns.value_or(proto::SearchReturn());
    if (!returns.count && !returns.max && !returns.min && !returns.save)
        returns.all = true;
    return returns;
}

} // namespace

// RFC 9051 section 6.4.4, ESEARCH of RFC 4731, SEARCHRES of RFC 5182, CONDSTORE of RFC 7162
// section 3.1.5
Task<Result<Reply>> search(Call call)
{
    auto& session = call.session;
    const bool byUid = call.line.uid;
    const std::string tag = call.line.tag;
    auto request = proto::parseSearch(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    // RFC 9755 section 3: all texts are UTF-8 then.
    if (session.features().utf8 && !request->charset.empty())
        co_return bad("expected no CHARSET after ENABLE UTF8=ACCEPT");
    if (auto permitted = permitsNumbers(session, request->keys); !permitted)
        co_return std::unexpected(permitted.error());
    auto* selected = session.selected();
    const auto returns = returnsOf(*request, session.features().rev2);
    const bool saves = returns && returns->save;
    auto failed = [&](Error error) {
        // RFC 5182 section 2.1: a SAVE that ends in NO empties the result; BAD leaves it.
        if (saves && error.fault != Fault::Bad)
            selected->saved = {};
        return std::unexpected(std::move(error));
    };
    if (asksForModSeq(*request))
        session.enableCondstore();
    auto named = co_await findEmailIds(&session, &request->keys);
    if (!named)
        co_return failed(named.error());
    static const mail::MailboxRecord noRecord;
    const auto mailbox = session.mailbox();
    auto selector = selectorOf(
        *request, *selected, mailbox ? mailbox->record : noRecord, session.parts().clock.seconds()
    );
    if (!selector)
        co_return failed(selector.error());
    auto shared = std::make_shared<const mail::Selector>(std::move(*selector));
    auto uids = co_await mail::search(
        session.account(), selected->id(), selected->view.snapshot(), std::move(shared)
    );
    if (!uids)
        co_return failed(uids.error());
    const auto found = foundIn(selected->view, *uids, byUid);
    const bool withModSeq = asksForModSeq(*request) && !found.numbers.empty();
    if (saves)
        save(*selected, *returns, found.uids);
    if (!returns) {
        auto writer = session.writer();
        const auto modSeq = withModSeq ? std::optional(found.highestModSeq) : std::nullopt;
        proto::formatSearchNumbers(writer, found.numbers, modSeq);
    } else if (returns->all || returns->count || returns->max || returns->min) {
        formatExtended(session, tag, byUid, *returns, found, withModSeq);
    }
    co_return Reply();
}

} // namespace postamt::imap::commands
