#include "imap/proto/quota.h"

#include "accounts/open_account.h"
#include "imap/commands/commands.h"
#include "imap/commands/identifier.h"
#include "imap/place.h"
#include "imap/session.h"
#include "imap/sight.h"
#include "mail/quota.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <optional>
#include <utility>

namespace postamt::imap::commands {

namespace {

/// RFC 9208 section 5.1: the unit of STORAGE.
constexpr std::uint64_t unit = 1024;

std::uint64_t units(std::uint64_t octets)
{
    return octets / unit + (octets % unit == 0 ? 0 : 1);
}

/// Every account has one quota root, which bears its primary address.
void tellQuota(
    Session& session,
    std::string_view root,
    const mail::QuotaLimits& limits,
    const mail::AccountState& state
)
{
    using enum proto::QuotaResource;
    std::vector<proto::QuotaUsage> usages;
    if (limits.bytes != 0)
        usages.push_back({Storage, units(state.storage()), units(limits.bytes)});
    if (limits.messages != 0)
        usages.push_back({Message, state.record.messages, limits.messages});
    auto writer = session.writer();
    proto::formatQuota(writer, root, usages);
}

/// The account of a quota root; nothing if there is none.
Result<std::optional<accounts::Account>> accountOf(const Session& session, const std::string& root)
{
    auto known = session.parts().directory.accountOfUser(root);
    if (!known && known.error().fault == Fault::Bad) // no root has such a name
        return std::nullopt;
    return known;
}

/// What SETQUOTA asks for, in octets: what it does not name has no limit any more.
Result<mail::QuotaLimits> limitsOf(const proto::SetQuotaRequest& request)
{
    if (request.hasUnknown)
        return no("there are limits of STORAGE and MESSAGE only", "CANNOT");
    mail::QuotaLimits limits;
    for (const auto& [resource, limit] : request.limits) {
        if (limit == 0)
            return no("nothing at all cannot be a limit; leave it out for none", "CANNOT");
        const bool isStorage = resource == proto::QuotaResource::Storage;
        if (isStorage && limit > std::numeric_limits<std::int64_t>::max() / unit)
            return no("that limit is too large", "CANNOT");
        (isStorage ? limits.bytes : limits.messages) = isStorage ? limit * unit : limit;
    }
    return limits;
}

/// The mail of an account, with the quota that it has now.
Task<Result<std::shared_ptr<mail::Account>>> open(Session* session, mail::AccountId id)
{
    const auto& parts = session->parts();
    return accounts::openAccount(parts.directory, parts.accounts, id, parts.settings.quota);
}

/// Whether an account shares a mailbox with the user that may be read.
Task<Result<bool>> readsSomethingOf(Session* session, mail::AccountId owner)
{
    const auto sight = co_await sightOf(session);
    if (!sight)
        co_return std::unexpected(sight.error());
    co_return std::ranges::any_of(sight->others, [owner](const auto& other) {
        return other.second.account->id() == owner && other.second.rights.has(mail::Right::Read);
    });
}

Task<Result<>> store(Session* session, std::string address, mail::QuotaLimits limits)
{
    auto write = [&directory = session->parts().directory, address = std::move(address), limits] {
        return directory.setAccount(
            address,
            accounts::Directory::Values{
                {"quota.bytes",    std::to_string(limits.bytes)   },
                {"quota.messages", std::to_string(limits.messages)}
        }
        );
    };
    co_return co_await session->parts().workers.run(std::move(write));
}

} // namespace

// RFC 9208 section 4.1.1: the own root, and that of who lets the user read a mailbox; those who set
// quotas ask for all.
Task<Result<Reply>> getQuota(Call call)
{
    auto& session = call.session;
    const auto request = proto::parseGetQuota(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    const auto known = accountOf(session, request->root);
    if (!known)
        co_return std::unexpected(known.error());
    const auto id = *known ? (*known)->id : mail::AccountId();
    bool may = *known && (id == session.account()->id() || session.maySetQuotas());
    if (*known && !may) {
        const auto reads = co_await readsSomethingOf(&session, id);
        if (!reads)
            co_return std::unexpected(reads.error());
        may = *reads;
    }
    if (!may)
        co_return no("there is no such quota root", "NONEXISTENT");
    const auto account = co_await open(&session, id);
    if (!account)
        co_return std::unexpected(account.error());
    tellQuota(session, (*known)->address, (*account)->quota(), *(*account)->state());
    co_return Reply();
}

// RFC 9208 section 4.1.2: also for an own mailbox that is still to be made. What is in a mailbox of
// another user counts against the quota of its owner.
Task<Result<Reply>> getQuotaRoot(Call call)
{
    auto& session = call.session;
    const auto request = proto::parseGetQuotaRoot(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    const auto place = co_await placeOf(&session, request->mailbox);
    if (!place)
        co_return std::unexpected(place.error());
    const auto& account = place->account;
    const auto state = account->state();
    if (!place->viewer.isOwner()) {
        const auto reached = reach(*state, place->viewer, place->name, mail::Right::Read);
        if (!reached)
            co_return std::unexpected(reached.error());
    }
    const auto owner = ownerOf(session, *account);
    if (!owner)
        co_return std::unexpected(owner.error());
    auto writer = session.writer();
    proto::formatQuotaRoot(writer, place->shownName(), *owner);
    tellQuota(session, *owner, account->quota(), *state);
    co_return Reply();
}

// RFC 9208 section 4.1.3: for those to whom `postamt account set` gave quota.admin.
Task<Result<Reply>> setQuota(Call call)
{
    auto& session = call.session;
    const auto request = proto::parseSetQuota(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    if (!session.maySetQuotas())
        co_return no("only who administers quotas may set them", "NOPERM");
    const auto limits = limitsOf(*request);
    if (!limits)
        co_return std::unexpected(limits.error());
    const auto known = accountOf(session, request->root);
    if (!known)
        co_return std::unexpected(known.error());
    if (!*known)
        co_return no("there is no such quota root", "NONEXISTENT");
    const accounts::Account& target = **known;
    auto stored = co_await store(&session, target.address, *limits);
    if (!stored)
        co_return std::unexpected(stored.error());
    const auto account = co_await open(&session, target.id);
    if (!account)
        co_return std::unexpected(account.error());
    tellQuota(session, target.address, (*account)->quota(), *(*account)->state());
    co_return Reply();
}

} // namespace postamt::imap::commands
