#include "mime/kept_fields.h"

#include "base/ascii.h"
#include "base/bytes.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>
#include <vector>

namespace postamt::mime {

namespace {

// What clients ask for with HEADER.FIELDS when they fill a list of messages, from their sources or
// from what they were seen to send. From, To, Cc, Subject, Date, Message-ID, In-Reply-To,
// References, Reply-To, Content-Type: all of them. Beside these:
//   Thunderbird  Bcc Priority X-Priority Newsgroups, with filters List-Id Received and others
//   Apple Mail   List-Id List-Unsubscribe X-Uniform-Type-Identifier X-Universally-Unique-Identifier
//                BIMI-Indicator BIMI-Location X-BIMI-Indicator-Hash Authentication-Results
//                DKIM-Signature X-Priority Content-Class
//   Outlook      (the new one) Importance Sender Thread-Topic Thread-Index; the old one asks for
//                the whole header
//   K-9 Mail     Sender List-Unsubscribe X-K9mail-Identity
//   mutt         Sender Content-Description Lines List-Post List-Subscribe List-Unsubscribe X-Label
//                X-Original-To
//   mbsync       X-TUID
//   Evolution    List-Id List-Post X-Mailing-List X-Loop X-BeenThere Mailing-List Return-Path
//   Roundcube    Disposition-Notification-To Mail-Followup-To Mail-Reply-To
//                Content-Transfer-Encoding Return-Path
// Received is left out: long, and asked for by few. The place of a name is stored.
constexpr auto names = std::to_array<std::string_view>({
    "From",
    "To",
    "Cc",
    "Subject",
    "Date",
    "Message-ID",
    "In-Reply-To",
    "Reply-To",
    "Content-Type",
    "Sender",
    "Bcc",
    "Priority",
    "X-Priority",
    "Importance",
    "Newsgroups",
    "References",
    "X-TUID",
    "X-K9mail-Identity",
    "List-Id",
    "List-Post",
    "List-Unsubscribe",
    "List-Subscribe",
    "Content-Transfer-Encoding",
    "Content-Description",
    "Content-Class",
    "MIME-Version",
    "Lines",
    "X-Label",
    "X-Original-To",
    "X-Uniform-Type-Identifier",
    "X-Universally-Unique-Identifier",
    "Disposition-Notification-To",
    "Mail-Followup-To",
    "Mail-Reply-To",
    "Return-Path",
    "X-Mailing-List",
    "X-Loop",
    "X-BeenThere",
    "Mailing-List",
    "Auto-Submitted",
    "Precedence",
    "X-Mailer",
    "User-Agent",
    "Thread-Topic",
    "Thread-Index",
    "X-Spam-Flag",
    "X-Spam-Status",
    "BIMI-Indicator",
    "BIMI-Location",
    "X-BIMI-Indicator-Hash",
    "Authentication-Results",
    "DKIM-Signature",
});

static_assert(names.size() <= 64);

/// The place of a name, or names.size().
std::size_t placeOf(std::string_view name)
{
    static const auto places = [] {
        std::unordered_map<std::string, std::size_t> map;
        for (std::size_t i = 0; i < names.size(); ++i)
            map.emplace(lowered(names.at(i)), i);
        return map;
    }();
    constexpr std::size_t longest = 31;
    if (name.size() > longest)
        return names.size();
    const auto found = places.find(lowered(name));
    return found == places.end() ? names.size() : found->second;
}

constexpr FieldMask bit(std::size_t place)
{
    return FieldMask(1) << place;
}

} // namespace

std::span<const std::string_view> keptFieldNames()
{
    return names;
}

std::optional<FieldMask> keptFieldMask(std::span<const std::string> wanted)
{
    FieldMask mask = 0;
    for (const auto& name : wanted) {
        const auto place = placeOf(name);
        if (place == names.size())
            return std::nullopt;
        mask |= bit(place);
    }
    return mask;
}

KeptFields keepFields(std::string_view text, const Header& header)
{
    std::array<std::size_t, names.size()> bytes{};
    std::vector<std::pair<std::size_t, const HeaderField*>> found;
    for (const auto& field : header.fields()) {
        const auto place = placeOf(field.name);
        if (place == names.size())
            continue;
        found.emplace_back(place, &field);
        bytes.at(place) += field.end - field.begin;
    }
    KeptFields kept;
    std::size_t left = maxKeptBytes;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (bytes.at(i) > left)
            continue;
        left -= bytes.at(i);
        kept.complete |= bit(i);
    }
    RecordWriter writer;
    for (const auto& [place, field] : found) {
        if ((kept.complete & bit(place)) == 0)
            continue;
        const auto raw = text.substr(field->begin, field->end - field->begin);
        // Where a bare CR ends lines, or does not, depends on the lines around.
        if (raw.ends_with('\r'))
            return {};
        const bool isEnded = raw.ends_with('\n');
        writer.number(place);
        writer.number(raw.size() + (isEnded ? 0 : 2));
        writer.raw(raw);
        if (!isEnded)
            writer.raw("\r\n");
    }
    kept.record = writer.take();
    return kept;
}

bool areKeptFields(std::string_view record)
{
    RecordReader reader(record);
    while (!reader.atEnd()) {
        reader.number();
        reader.string();
    }
    return reader.ok();
}

void appendKeptFields(std::string& out, std::string_view record, FieldMask wanted)
{
    RecordReader reader(record);
    while (!reader.atEnd()) {
        const auto place = reader.number();
        const auto field = reader.string();
        if (place < 64 && (wanted & bit(place)) != 0)
            out += field;
    }
}

} // namespace postamt::mime
