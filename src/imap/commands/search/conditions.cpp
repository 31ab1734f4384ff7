#include "imap/commands/search/conditions.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "imap/commands/messages.h"
#include "imap/proto/date_time.h"
#include "imap/proto/status_response.h"
#include "text/charset.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace postamt::imap {

namespace {

using mail::Condition;
using mail::Criterion;
using proto::SearchKey;
using proto::SearchKeyType;

constexpr UnixSeconds secondsPerDay = 86400;

/// Makes one condition of each key; Undeleted and the like become a Not above another.
class Translation {
public:
    Translation(
        const proto::SearchRequest& request,
        const Selected& selected,
        const mail::MailboxRecord& record,
        UnixSeconds now,
        text::Collation collation
    )
        : request_(request), selected_(selected), record_(record), now_(now), collation_(collation)
    {
    }

    Result<std::vector<Condition>> run()
    {
        for (const auto& key : request_.keys)
            add(key);
        setExtents();
        if (error_)
            return std::unexpected(*error_);
        return std::move(out_);
    }

private:
    void push(Condition condition)
    {
        owner_.push_back(key_);
        out_.push_back(std::move(condition));
    }

    void push(Criterion criterion)
    {
        Condition condition;
        condition.criterion = criterion;
        push(std::move(condition));
    }

    void flag(mail::Flag flag, bool isSet)
    {
        if (!isSet)
            pushNot();
        Condition condition;
        condition.criterion = Criterion::Flag;
        condition.flag = flag;
        push(std::move(condition));
    }

    /// A Not that no key stands for: its one child is pushed next.
    void pushNot()
    {
        Condition condition;
        condition.criterion = Criterion::Not;
        condition.extent = 2;
        push(std::move(condition));
    }

    void keyword(const std::string& name, bool isSet)
    {
        if (!isSet)
            pushNot();
        Condition condition;
        condition.criterion = Criterion::Keywords;
        condition.keywords = record_.maskOf({name});
        push(std::move(condition));
    }

    void number(Criterion criterion, std::uint64_t number)
    {
        Condition condition;
        condition.criterion = criterion;
        condition.number = number;
        push(std::move(condition));
    }

    void day(Criterion criterion, proto::Date date)
    {
        Condition condition;
        condition.criterion = criterion;
        const auto seconds = proto::startOf(date);
        condition.day = seconds / secondsPerDay - (seconds % secondsPerDay < 0 ? 1 : 0);
        push(std::move(condition));
    }

    void age(Criterion criterion, std::uint64_t seconds)
    {
        Condition condition;
        condition.criterion = criterion;
        condition.moment = now_ - static_cast<UnixSeconds>(seconds);
        push(std::move(condition));
    }

    void text(Criterion criterion, const std::string& text, std::string name = {})
    {
        Condition condition;
        condition.criterion = criterion;
        condition.name = std::move(name);
        condition.text = text::searchForm(utf8(text), collation_);
        push(std::move(condition));
    }

    void thread(const std::string& id)
    {
        Condition condition;
        condition.criterion = Criterion::Thread;
        condition.text = id;
        push(std::move(condition));
    }

    std::string utf8(const std::string& bytes) const
    {
        if (request_.charset.empty() || request_.charset == "UTF-8")
            return bytes;
        return text::toUtf8(bytes, request_.charset);
    }

    void uids(const proto::NumberSet& set)
    {
        Condition condition;
        condition.criterion = Criterion::Uids;
        for (const auto& range : set.ranges())
            condition.uids.emplace_back(range.first, range.last);
        push(std::move(condition));
    }

    void messages(const proto::SequenceSet& set, bool byUid)
    {
        auto rows = messagesOf(selected_, set, byUid);
        if (!rows) {
            if (!error_)
                error_ = rows.error();
            rows.emplace();
        }
        uids(uidsOf(*rows));
    }

    void recent(bool isRecent)
    {
        if (!isRecent)
            pushNot();
        uids(selected_.recent);
    }

    /// NEW is RECENT UNSEEN.
    void fresh()
    {
        Condition both;
        both.criterion = Criterion::And;
        both.extent = 4;
        push(std::move(both));
        recent(true);
        flag(mail::Flag::Seen, false);
    }

    void add(const SearchKey& key);
    void setExtents();

    const proto::SearchRequest& request_;
    const Selected& selected_;
    const mail::MailboxRecord& record_;
    const UnixSeconds now_;
    const text::Collation collation_;
    std::vector<Condition> out_;
    std::vector<std::size_t> owner_; ///< for each condition, the key it was made for
    std::size_t key_ = 0;
    std::optional<Error> error_;
};

void Translation::add(const SearchKey& key)
{
    switch (key.type) {
    case SearchKeyType::All:
        push(Criterion::All);
        break;
    case SearchKeyType::And:
        push(Criterion::And);
        break;
    case SearchKeyType::Or:
        push(Criterion::Or);
        break;
    case SearchKeyType::Not:
        push(Criterion::Not);
        break;
    case SearchKeyType::Answered:
    case SearchKeyType::Unanswered:
        flag(mail::Flag::Answered, key.type == SearchKeyType::Answered);
        break;
    case SearchKeyType::Deleted:
    case SearchKeyType::Undeleted:
        flag(mail::Flag::Deleted, key.type == SearchKeyType::Deleted);
        break;
    case SearchKeyType::Draft:
    case SearchKeyType::Undraft:
        flag(mail::Flag::Draft, key.type == SearchKeyType::Draft);
        break;
    case SearchKeyType::Flagged:
    case SearchKeyType::Unflagged:
        flag(mail::Flag::Flagged, key.type == SearchKeyType::Flagged);
        break;
    case SearchKeyType::Seen:
    case SearchKeyType::Unseen:
        flag(mail::Flag::Seen, key.type == SearchKeyType::Seen);
        break;
    case SearchKeyType::Keyword:
    case SearchKeyType::Unkeyword:
        keyword(key.text, key.type == SearchKeyType::Keyword);
        break;
    case SearchKeyType::New:
        fresh();
        break;
    case SearchKeyType::Old:
    case SearchKeyType::Recent:
        recent(key.type == SearchKeyType::Recent);
        break;
    case SearchKeyType::Before:
        day(Criterion::ArrivedBefore, key.date);
        break;
    case SearchKeyType::Older:
        age(Criterion::ArrivedUntil, key.number);
        break;
    case SearchKeyType::Younger:
        age(Criterion::ArrivedFrom, key.number);
        break;
    case SearchKeyType::SaveDateSupported: // by every mailbox
        push(Criterion::All);
        break;
    case SearchKeyType::SavedBefore:
        day(Criterion::SavedBefore, key.date);
        break;
    case SearchKeyType::SavedOn:
        day(Criterion::SavedOn, key.date);
        break;
    case SearchKeyType::SavedSince:
        day(Criterion::SavedSince, key.date);
        break;
    case SearchKeyType::On:
        day(Criterion::ArrivedOn, key.date);
        break;
    case SearchKeyType::Since:
        day(Criterion::ArrivedSince, key.date);
        break;
    case SearchKeyType::SentBefore:
        day(Criterion::SentBefore, key.date);
        break;
    case SearchKeyType::SentOn:
        day(Criterion::SentOn, key.date);
        break;
    case SearchKeyType::SentSince:
        day(Criterion::SentSince, key.date);
        break;
    case SearchKeyType::Larger:
        number(Criterion::LargerThan, key.number);
        break;
    case SearchKeyType::Smaller:
        number(Criterion::SmallerThan, key.number);
        break;
    case SearchKeyType::ModSeq:
        number(Criterion::SinceModSeq, key.number);
        break;
    case SearchKeyType::EmailId: // found out before (object_ids.h); what is left is none of ours
        uids({});
        break;
    case SearchKeyType::ThreadId:
        thread(key.text);
        break;
    case SearchKeyType::Bcc:
        text(Criterion::Envelope, key.text, "Bcc");
        break;
    case SearchKeyType::Cc:
        text(Criterion::Envelope, key.text, "Cc");
        break;
    case SearchKeyType::From:
        text(Criterion::Envelope, key.text, "From");
        break;
    case SearchKeyType::Subject:
        text(Criterion::Envelope, key.text, "Subject");
        break;
    case SearchKeyType::To:
        text(Criterion::Envelope, key.text, "To");
        break;
    case SearchKeyType::Header:
        text(Criterion::Header, key.text, key.name);
        break;
    case SearchKeyType::Body:
        text(Criterion::Body, key.text);
        break;
    case SearchKeyType::Text:
        text(Criterion::Text, key.text);
        break;
    case SearchKeyType::MessageNumbers:
        messages(key.set, false);
        break;
    case SearchKeyType::Uid:
        messages(key.set, true);
        break;
    }
    ++key_;
}

/// A condition of And, Or, Not that a key stands for ends where the last condition of its last key
/// does.
void Translation::setExtents()
{
    for (std::size_t i = 0; i < out_.size(); ++i) {
        const auto& key = request_.keys[owner_[i]];
        const bool holds = key.type == SearchKeyType::And || key.type == SearchKeyType::Or
            || key.type == SearchKeyType::Not;
        if (!holds)
            continue;
        const auto end = std::ranges::lower_bound(owner_, owner_[i] + key.extent);
        out_[i].extent = static_cast<std::size_t>(end - owner_.begin()) - i;
    }
}

} // namespace

Result<mail::Selector> selectorOf(
    const proto::SearchRequest& request,
    const Selected& selected,
    const mail::MailboxRecord& record,
    UnixSeconds now,
    text::Collation collation
)
{
    if (!request.charset.empty() && !text::isKnownCharset(request.charset))
        return no("that charset is not known here", proto::code::badCharset());
    auto conditions = Translation(request, selected, record, now, collation).run();
    if (!conditions)
        return std::unexpected(conditions.error());
    return mail::Selector(std::move(*conditions), collation);
}

} // namespace postamt::imap
