#include "pop/maildrop.h"

#include "mail/message.h"
#include "pop/ending.h"
#include "pop/proto/message_writer.h"

#include <fmt/format.h>

#include <algorithm>

namespace postamt::pop {

namespace {

/// Octets not found out yet.
constexpr std::uint32_t unknown = 0xffff'ffff;

/// Read at once from a blob.
constexpr std::uint64_t pieceSize = 256 * 1024;

/// Summaries read at once.
constexpr std::size_t batchSize = 64;

} // namespace

Task<Result<std::unique_ptr<Maildrop>>> Maildrop::open(std::shared_ptr<mail::Account> account)
{
    const mail::MailboxRef inbox = account->state()->mailbox("INBOX");
    if (!inbox)
        co_return internal("the account has no INBOX");
    const auto mailbox = co_await account->open(inbox->id);
    if (!mailbox)
        co_return std::unexpected(mailbox.error());
    const mail::MailboxRef opened = account->state()->mailbox(inbox->id);
    if (!opened || !opened->rows)
        co_return internal("INBOX was not loaded");
    co_return std::make_unique<Maildrop>(
        std::move(account), *mailbox, opened->record.uidValidity, opened->rows
    );
}

Maildrop::Maildrop(
    std::shared_ptr<mail::Account> account,
    mail::OpenMailboxRef mailbox,
    mail::UidValidity uidValidity,
    mail::SnapshotRef snapshot
)
    : account_(std::move(account))
    , mailbox_(std::move(mailbox))
    , uidValidity_(uidValidity)
    , snapshot_(std::move(snapshot))
    , marks_(snapshot_->size())
{
}

bool Maildrop::has(MessageNumber number) const
{
    return number.value >= 1 && number.value <= size() && !marks_[number.value - 1].removed;
}

std::string Maildrop::uniqueId(MessageNumber number) const
{
    return fmt::format("{:08x}{:08x}", uidValidity_.value, row(number).uid.value);
}

bool Maildrop::isMeasured(MessageNumber number) const
{
    if (row(number).has(mail::ServiceBit::CrlfLines))
        return true;
    return !octets_.empty() && octets_[number.value - 1] != unknown;
}

std::uint32_t Maildrop::octets(MessageNumber number) const
{
    const mail::Row message = row(number);
    return message.has(mail::ServiceBit::CrlfLines) ? message.size : octets_[number.value - 1];
}

std::uint64_t Maildrop::totalOctets() const
{
    std::uint64_t total = 0;
    for (MessageNumber number(1); number.value <= size(); number = number.next()) {
        if (has(number))
            total += octets(number);
    }
    return total;
}

Task<Result<>> Maildrop::measure(MessageNumber first, MessageNumber last)
{
    while (first <= last) {
        std::vector<MessageNumber> numbers;
        std::vector<mail::Uid> uids;
        for (; first <= last && numbers.size() < batchSize; first = first.next()) {
            if (!has(first) || isMeasured(first))
                continue;
            numbers.push_back(first);
            uids.push_back(row(first).uid);
        }
        if (numbers.empty())
            continue;
        octets_.resize(size(), unknown);
        const auto summaries = co_await account_->summaries(mailbox_->id(), uids);
        if (!summaries)
            co_return std::unexpected(summaries.error());
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            std::uint32_t& octets = octets_[numbers[i].value - 1];
            const auto summary = mail::decodeStoredSummary((*summaries)[i]);
            // swept since our login: RETR will say so
            if (!summary) {
                octets = row(numbers[i]).size;
                continue;
            }
            const auto found = co_await measured(summary->blob);
            if (!found)
                co_return std::unexpected(found.error());
            octets = *found;
        }
    }
    co_return Result<>();
}

Task<Result<std::uint32_t>> Maildrop::measured(store::BlobId id)
{
    proto::MessageSize counted;
    for (std::uint64_t offset = 0;; offset += pieceSize) {
        const auto piece = co_await read(id, offset, pieceSize);
        if (!piece)
            co_return std::unexpected(piece.error());
        counted.take(*piece);
        if (piece->size() < pieceSize)
            break;
    }
    co_return static_cast<std::uint32_t>(std::min<std::uint64_t>(counted.size(), unknown - 1));
}

void Maildrop::remove(MessageNumber number)
{
    Mark& mark = marks_[number.value - 1];
    if (!mark.removed)
        ++removed_;
    mark.removed = true;
}

void Maildrop::removeNone()
{
    for (Mark& mark : marks_)
        mark.removed = false;
    removed_ = 0;
}

Task<Result<store::BlobId>> Maildrop::body(MessageNumber number)
{
    const std::vector<mail::Uid> uids{row(number).uid};
    const auto summaries = co_await account_->summaries(mailbox_->id(), uids);
    if (!summaries)
        co_return std::unexpected(summaries.error());
    if (summaries->front().empty())
        co_return no("The message is gone");
    const auto summary = mail::decodeStoredSummary(summaries->front());
    if (!summary)
        co_return std::unexpected(summary.error());
    co_return summary->blob;
}

/// Plans to read the messages from this one on, up to the first that is marked as deleted.
void Maildrop::readAheadFrom(MessageNumber number)
{
    std::vector<mail::WantedMessage> wanted;
    for (; has(number); number = number.next()) {
        const auto message = row(number);
        wanted.push_back({message.uid, message.size});
    }
    ahead_ = std::make_unique<mail::ReadAhead>(
        account_, mailbox_->id(), std::move(wanted), mail::ReadAhead::Depth::Bodies
    );
    batch_ = {};
    place_ = 0;
}

Task<std::optional<std::string>> Maildrop::takeAhead(MessageNumber number)
{
    const bool isNext = number == expected_;
    expected_ = number.next();
    if (!isNext) {
        ahead_ = nullptr;
        co_return std::nullopt;
    }
    if (!ahead_)
        readAheadFrom(number);
    if (place_ == batch_.wanted.size()) {
        auto batch = co_await ahead_->next();
        batch_ = batch ? std::move(*batch) : mail::ReadMessages();
        place_ = 0;
    }
    if (batch_.isEmpty() || batch_.wanted[place_].uid != row(number).uid) {
        ahead_ = nullptr;
        batch_ = {};
        place_ = 0;
        co_return std::nullopt;
    }
    auto body = std::move(batch_.bodies[place_]);
    const bool isWhole = body.size() == batch_.wanted[place_].size && !body.empty();
    ++place_;
    if (!isWhole)
        co_return std::nullopt;
    co_return body;
}

Task<Result<std::string>>
Maildrop::read(store::BlobId id, std::uint64_t offset, std::uint64_t length)
{
    co_return co_await account_->blob(id, offset, length);
}

Task<Result<>> Maildrop::commit(accounts::AfterFetch wish)
{
    Ending ending{.mailbox = mailbox_->id(), .wish = wish};
    for (MessageNumber number(1); number.value <= size(); number = number.next()) {
        const Mark& mark = marks_[number.value - 1];
        const bool isNoted = wish == accounts::AfterFetch::Keep
            && row(number).has(mail::ServiceBit::PopFetched);
        if (mark.removed)
            ending.removed.push_back(row(number).uid);
        else if (mark.fetched && !isNoted)
            ending.fetched.push_back(row(number).uid);
    }
    co_return co_await carryOut(account_, std::move(ending));
}

} // namespace postamt::pop
