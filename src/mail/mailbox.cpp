#include "mail/mailbox.h"

#include "base/ascii.h"
#include "base/bytes.h"
#include "base/utf8.h"
#include "text/compose.h"

#include <algorithm>

namespace postamt::mail {

namespace {

constexpr std::size_t maxNameBytes = 1000;
constexpr std::size_t maxNameLevels = 50;

template <class Counter>
void adjust(Counter& counter, int sign, std::uint64_t by)
{
    counter = static_cast<Counter>(sign > 0 ? counter + by : counter - by);
}

} // namespace

void MailboxRecord::count(const Row& row, int sign)
{
    adjust(messages, sign, 1);
    adjust(bytes, sign, row.size);
    adjust(unseen, sign, row.flags.has(Flag::Seen) ? 0 : 1);
    adjust(deleted, sign, row.flags.has(Flag::Deleted) ? 1 : 0);
}

KeywordMask MailboxRecord::maskOf(const std::vector<std::string>& names) const
{
    KeywordMask mask = 0;
    for (std::size_t i = 0; i < keywords.size(); ++i) {
        const bool isNamed = std::ranges::any_of(names, [&](const std::string& named) {
            return equalsIgnoreCase(named, keywords[i]);
        });
        if (isNamed)
            mask |= KeywordMask(1) << i;
    }
    return mask;
}

std::string encodeMailbox(const MailboxRecord& record)
{
    RecordWriter writer;
    writer.string(record.name);
    writer.number(static_cast<std::uint64_t>(record.use));
    writer.number(record.uidValidity.value);
    writer.number(record.uidNext.value);
    writer.number(record.recentFrom.value);
    writer.number(record.highestModSeq.value);
    writer.number(record.sweptModSeq.value);
    writer.number(record.messages);
    writer.number(record.unseen);
    writer.number(record.deleted);
    writer.number(record.bytes);
    writer.number(record.keywords.size());
    for (const auto& keyword : record.keywords)
        writer.string(keyword);
    return writer.take();
}

Result<MailboxRecord> decodeMailbox(std::string_view bytes)
{
    RecordReader reader(bytes);
    MailboxRecord record;
    record.name = reader.string();
    const auto use = reader.number();
    record.uidValidity = UidValidity(reader.numberAs<std::uint32_t>());
    record.uidNext = Uid(reader.numberAs<std::uint32_t>());
    record.recentFrom = Uid(reader.numberAs<std::uint32_t>());
    record.highestModSeq = ModSeq(reader.number());
    record.sweptModSeq = ModSeq(reader.number());
    record.messages = reader.numberAs<std::uint32_t>();
    record.unseen = reader.numberAs<std::uint32_t>();
    record.deleted = reader.numberAs<std::uint32_t>();
    record.bytes = reader.number();
    const auto keywords = reader.number();
    if (keywords > maxKeywords || use > static_cast<std::uint64_t>(SpecialUse::Snoozed))
        return internal("the record of a mailbox is damaged");
    record.use = static_cast<SpecialUse>(use);
    for (std::uint64_t i = 0; i < keywords; ++i)
        record.keywords.emplace_back(reader.string());
    if (!reader.complete())
        return internal("the record of a mailbox is damaged");
    return record;
}

std::string encodeRemovedMailbox(const RemovedMailbox& removed)
{
    RecordWriter writer;
    writer.signedNumber(removed.removed);
    writer.raw(encodeMailbox(removed.record));
    return writer.take();
}

Result<RemovedMailbox> decodeRemovedMailbox(std::string_view bytes)
{
    RecordReader reader(bytes);
    RemovedMailbox removed;
    removed.removed = reader.signedNumber();
    auto record = decodeMailbox(reader.rest());
    if (!record)
        return std::unexpected(record.error());
    removed.record = std::move(*record);
    return removed;
}

Result<std::string> normalizeMailboxName(std::string_view given)
{
    const auto refuseSize = [] { return no("a mailbox name has 1 to 1000 bytes", "CANNOT"); };
    if (given.empty() || given.size() > maxNameBytes)
        return refuseSize();
    if (!isUtf8(given))
        return no("a mailbox name must be valid UTF-8", "CANNOT");
    std::string out = text::composed(given);
    const std::string_view name = out;
    if (name.size() > maxNameBytes) // some letters are longer when they are composed
        return refuseSize();
    const auto forbidden = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7f || c == '*' || c == '%';
    };
    if (std::ranges::any_of(name, forbidden))
        return no("a mailbox name may not hold control characters, * or %", "CANNOT");
    if (name.front() == hierarchyDelimiter || name.back() == hierarchyDelimiter
        || name.find("//") != std::string_view::npos)
        return no("a mailbox name may not have an empty level", "CANNOT");
    if (static_cast<std::size_t>(std::ranges::count(name, hierarchyDelimiter)) >= maxNameLevels)
        return no("a mailbox name has at most 50 levels", "CANNOT");
    const auto first = name.substr(0, name.find(hierarchyDelimiter));
    if (equalsIgnoreCase(first, "INBOX"))
        out.replace(0, first.size(), "INBOX");
    return out;
}

} // namespace postamt::mail
