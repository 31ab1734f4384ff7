#include "mail/sort_keys.h"

#include "base/keyed_hash.h"
#include "mime/envelope_address.h"
#include "mime/subject.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace postamt::mail {

namespace {

// Of a text so much is compared; summaries keep no longer keys either.
constexpr std::size_t maxText = 256;

// Ids beyond this count as none, so that a mailbox of hostile References cannot overflow.
constexpr std::uint32_t maxIds = 1U << 30;

// So few new texts are put into the order one by one.
constexpr std::size_t fewTexts = 64;

/// The first bytes of a text as a number that sorts like it.
std::uint64_t prefixOf(std::string_view text)
{
    std::uint64_t prefix = 0;
    for (std::size_t i = 0; i < sizeof prefix; ++i)
        prefix = prefix << 8U | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
    return prefix;
}

} // namespace

Result<> SortKeys::add(Uid uid, std::string_view record)
{
    Entry entry;
    entry.uid = uid;
    entry.firstReference = static_cast<std::uint32_t>(references_.size());
    if (!record.empty()) {
        const auto stored = decodeStoredSummary(record);
        if (!stored)
            return std::unexpected(stored.error());
        const auto summary = mime::decode(stored->mime);
        if (!summary)
            return std::unexpected(summary.error());
        addTexts(entry, *summary);
        entry.messageId = id(summary->messageId());
        for (const auto reference : summary->references())
            references_.push_back(id(reference));
        entry.referenceCount
            = static_cast<std::uint32_t>(references_.size() - entry.firstReference);
        entry.isReply = summary->isReply();
        const auto sent = summary->sent();
        entry.isDated = sent.has_value();
        entry.sent = sent ? sent->seconds : 0;
    }
    entries_.push_back(entry);
    return {};
}

void SortKeys::addTexts(Entry& entry, const mime::SummaryView& summary)
{
    using Field = mime::EnvelopeField;
    const auto envelope = summary.envelope(mime::Form::Ascii);
    entry.texts[DisplayFrom] = text(mime::firstDisplayName(envelope, Field::From));
    entry.texts[DisplayTo] = text(mime::firstDisplayName(envelope, Field::To));
    if (collation_ == text::Collation::UnicodeCasemap) {
        entry.texts[Subject] = text(summary.baseSubject());
        entry.texts[From] = text(summary.sortFrom());
        entry.texts[To] = text(summary.sortTo());
        entry.texts[Cc] = text(summary.sortCc());
        return;
    }
    // What delivery has kept for sorting has lost its letter case.
    entry.texts[Subject] = text(mime::baseSubject(summary.subject()).text);
    entry.texts[From] = text(mime::firstLocalPart(envelope, Field::From));
    entry.texts[To] = text(mime::firstLocalPart(envelope, Field::To));
    entry.texts[Cc] = text(mime::firstLocalPart(envelope, Field::Cc));
}

std::uint32_t SortKeys::text(std::string_view text)
{
    const std::string key = text::collationKey(text, collation_);
    return texts_.add(std::string_view(key).substr(0, maxText));
}

std::uint32_t SortKeys::id(std::string_view messageId)
{
    if (messageId.empty() || nextId_ == maxIds)
        return noId;
    const auto id
        = ids_.findOrAdd(KeyedHash()(messageId), nextId_, [](std::uint32_t) { return true; });
    if (id == nextId_)
        ++nextId_;
    return id;
}

std::size_t SortKeys::bytes() const
{
    const auto numbers = references_.capacity() + order_.capacity() + ranks_.capacity();
    return entries_.capacity() * sizeof(Entry) + numbers * sizeof(std::uint32_t) + texts_.bytes()
        + ids_.bytes();
}

void SortKeys::settle()
{
    const auto added = entries_.begin() + static_cast<std::ptrdiff_t>(settled_);
    if (!std::ranges::is_sorted(entries_, std::ranges::less_equal(), &Entry::uid)) {
        std::ranges::stable_sort(added, entries_.end(), {}, &Entry::uid);
        std::ranges::inplace_merge(entries_, added, {}, &Entry::uid);
        // two who read at the same time bring the same
        const auto doubles = std::ranges::unique(entries_, {}, &Entry::uid);
        entries_.erase(doubles.begin(), doubles.end());
    }
    settled_ = entries_.size();
}

void SortKeys::insertInOrder(std::uint32_t place)
{
    const auto before
        = [this](std::string_view text, std::uint32_t other) { return text < texts_.at(other); };
    order_.insert(std::upper_bound(order_.begin(), order_.end(), texts_.at(place), before), place);
}

void SortKeys::rank()
{
    const auto ranked = order_.size();
    if (ranked == texts_.size())
        return;
    std::vector<std::pair<std::uint64_t, std::uint32_t>> fresh;
    fresh.reserve(texts_.size() - ranked);
    for (auto i = static_cast<std::uint32_t>(ranked); i < texts_.size(); ++i)
        fresh.emplace_back(prefixOf(texts_.at(i)), i);
    std::ranges::sort(fresh, [this](const auto& a, const auto& b) {
        return a.first != b.first ? a.first < b.first : texts_.at(a.second) < texts_.at(b.second);
    });
    if (fresh.size() <= fewTexts) {
        for (const auto& [prefix, place] : fresh)
            insertInOrder(place);
    } else {
        for (const auto& [prefix, place] : fresh)
            order_.push_back(place);
        const auto middle = order_.begin() + static_cast<std::ptrdiff_t>(ranked);
        std::ranges::inplace_merge(order_, middle, [this](std::uint32_t a, std::uint32_t b) {
            return texts_.at(a) < texts_.at(b);
        });
    }
    ranks_.resize(order_.size());
    for (std::uint32_t i = 0; i < order_.size(); ++i)
        ranks_[order_[i]] = i;
}

const SortKeys::Entry& SortKeys::Cursor::at(Uid uid)
{
    static const Entry none;
    while (next_ != end_ && next_->uid < uid)
        ++next_;
    return next_ != end_ && next_->uid == uid ? *next_ : none;
}

std::vector<Uid> SortKeys::missing(std::span<const Uid> uids, std::size_t limit) const
{
    std::vector<Uid> out;
    auto known = entries_.begin();
    if (!uids.empty())
        known = std::ranges::lower_bound(entries_, uids.front(), {}, &Entry::uid);
    for (const Uid uid : uids) {
        while (known != entries_.end() && known->uid < uid)
            ++known;
        if (known != entries_.end() && known->uid == uid)
            continue;
        if (out.size() == limit)
            break;
        out.push_back(uid);
    }
    return out;
}

} // namespace postamt::mail
