#include "pop/maildrop.h"

#include "mail/message.h"
#include "pop/proto/message_writer.h"

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
    Listing listing(*mailbox, opened->record.uidValidity, opened->rows);
    co_return std::make_unique<Maildrop>(std::move(account), std::move(listing));
}

Task<Result<std::unique_ptr<Maildrop>>>
Maildrop::open(std::shared_ptr<mail::Account> account, Choice choice)
{
    auto chosen = co_await choose(account, choice);
    if (!chosen)
        co_return std::unexpected(chosen.error());
    co_return std::make_unique<Maildrop>(std::move(account), Listing(std::move(*chosen)));
}

Maildrop::Maildrop(std::shared_ptr<mail::Account> account, Listing listing)
    : account_(std::move(account))
    , listing_(std::move(listing))
    , marks_(listing_.size())
{
}

bool Maildrop::has(MessageNumber number) const
{
    return number.value >= 1 && number.value <= size() && !marks_[number.value - 1].removed;
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
        mail::MailboxId mailbox;
        for (; first <= last && numbers.size() < batchSize; first = first.next()) {
            if (!has(first) || isMeasured(first))
                continue;
            const Listed message = listed(first);
            if (!numbers.empty() && message.mailbox != mailbox)
                break;
            mailbox = message.mailbox;
            numbers.push_back(first);
            uids.push_back(message.row.uid);
        }
        if (numbers.empty())
            continue;
        octets_.resize(size(), unknown);
        const auto summaries = co_await account_->summaries(mailbox, uids);
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
    const Listed message = listed(number);
    const std::vector<mail::Uid> uids{message.row.uid};
    const auto summaries = co_await account_->summaries(message.mailbox, uids);
    if (!summaries)
        co_return std::unexpected(summaries.error());
    if (summaries->front().empty())
        co_return no("The message is gone");
    const auto summary = mail::decodeStoredSummary(summaries->front());
    if (!summary)
        co_return std::unexpected(summary.error());
    co_return summary->blob;
}

/// Plans to read the messages from this one on, up to the first that is marked as deleted or in
/// another mailbox.
void Maildrop::readAheadFrom(MessageNumber number)
{
    const auto mailbox = listed(number).mailbox;
    std::vector<mail::WantedMessage> wanted;
    for (; has(number); number = number.next()) {
        const Listed message = listed(number);
        if (message.mailbox != mailbox)
            break;
        wanted.push_back({message.row.uid, message.row.size});
    }
    ahead_ = std::make_unique<mail::ReadAhead>(
        account_, mailbox, std::move(wanted), mail::ReadAhead::Depth::Bodies
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

MailboxEnding Maildrop::mailboxEnding(accounts::AfterFetch wish) const
{
    MailboxEnding out{.mailbox = listing_.mailbox()};
    for (MessageNumber number(1); number.value <= size(); number = number.next()) {
        const Mark& mark = marks_[number.value - 1];
        if (!mark.removed && !mark.fetched)
            continue;
        const mail::Row message = row(number);
        const bool isNoted
            = wish == accounts::AfterFetch::Keep && message.has(mail::ServiceBit::PopFetched);
        if (mark.removed)
            out.removed.push_back(message.uid);
        else if (!isNoted)
            out.fetched.push_back(message.uid);
    }
    return out;
}

Task<Result<std::vector<MailboxEnding>>> Maildrop::chosenEnding() const
{
    std::vector<store::BlobId> bodies;
    for (std::size_t i = 0; i < marks_.size(); ++i) {
        if (marks_[i].removed || marks_[i].fetched)
            bodies.push_back(listing_.chosen()[i].blob);
    }
    if (bodies.empty())
        co_return std::vector<MailboxEnding>();
    co_return co_await fetchedEverywhere(account_, std::move(bodies));
}

Task<Result<>> Maildrop::commit(accounts::AfterFetch wish)
{
    Ending ending{.wish = wish};
    if (listing_.mailbox()) {
        ending.mailboxes.push_back(mailboxEnding(wish));
    } else {
        auto mailboxes = co_await chosenEnding();
        if (!mailboxes)
            co_return std::unexpected(mailboxes.error());
        ending.mailboxes = std::move(*mailboxes);
    }
    co_return co_await carryOut(account_, std::move(ending));
}

} // namespace postamt::pop
