// What a session asks about many messages at once: SORT, THREAD, parts of results, results that are
// kept up to date, batches.
#include "states_player.h"

#include <algorithm>
#include <array>
#include <set>

namespace postamt::chaos {

namespace {

struct Criteria {
    std::string_view text;
    Order order;
};

/// All messages are from one person, and come when they are made; so many stand as they came.
constexpr std::array<Criteria, 7> allCriteria{
    {{"(SUBJECT)", Order::Subject},
     {"(REVERSE SUBJECT)", Order::ReverseSubject},
     {"(FROM SUBJECT)", Order::Subject},
     {"(FROM)", Order::Mailbox},
     {"(REVERSE DISPLAYFROM)", Order::Mailbox},
     {"(REVERSE SIZE ARRIVAL)", Order::Unknown},
     {"(DATE)", Order::Unknown}}
};

Numbers sorted(Numbers numbers)
{
    std::ranges::sort(numbers);
    return numbers;
}

void requireSame(const Numbers& found, const Numbers& right, const std::string& what)
{
    if (sorted(found) != sorted(right))
        throw Broken(
            what + " finds " + setOf(sorted(found)) + " where " + setOf(sorted(right)) + " is right"
        );
}

/// Applies what an update says to the result as it was (RFC 5267 section 4.3.3).
void apply(Numbers& result, const ContextChange& change)
{
    auto place = change.place == 0 ? 0 : change.place - 1;
    for (const auto uid : change.numbers) {
        const auto found = std::ranges::find(result, uid);
        const std::string name = "UID " + std::to_string(uid);
        if (change.isAdded) {
            if (found != result.end() || place > result.size())
                throw Broken("ADDTO " + name + ", which is there, or behind the end");
            result.insert(result.begin() + place, uid);
            ++place;
            continue;
        }
        if (found == result.end())
            throw Broken("REMOVEFROM " + name + ", which is not there");
        if (change.place != 0 && found - result.begin() != place)
            throw Broken("REMOVEFROM " + name + ", which stands elsewhere");
        result.erase(found);
    }
    if (change.place == 0)
        std::ranges::sort(result);
}

/// Messages that belong together share a root; those below 4 answer nobody.
void requireThreads(const Ledger& ledger, const std::vector<Numbers>& threads, bool bySubject)
{
    for (const auto& thread : threads) {
        std::set<std::uint64_t> roots;
        for (const auto uid : thread) {
            const auto key = ledger.keyAt(uid);
            if (key != 0)
                roots.insert(bySubject ? key : rootOf(key));
        }
        if (roots.size() > 1)
            throw Broken(
                "THREAD puts together what has nothing in common: " + setOf(sorted(thread))
            );
    }
}

} // namespace

/// Message numbers made UIDs; nothing if some are not known.
std::optional<Numbers> Player::asUids(const Numbers& numbers, bool byUid) const
{
    if (byUid)
        return numbers;
    Numbers uids;
    for (const auto number : numbers) {
        if (number < 1 || number > picture_->size())
            throw Broken("a message number that nobody has told: " + std::to_string(number));
        uids.push_back(picture_->rows()[number - 1].uid);
        if (uids.back() == 0)
            return std::nullopt;
    }
    return uids;
}

Command Player::sort(bool byUid)
{
    const auto criteria = allCriteria[dice_.roll(allCriteria.size())];
    const auto wanted = condition(dice_, *picture_, false, false);
    const bool returns = dice_.chance(50);
    Command command;
    command.isNumbered = !byUid;
    command.text = (byUid ? "UID SORT " : "SORT ") + std::string(returns ? "RETURN (ALL) " : "")
        + std::string(criteria.text) + " UTF-8 " + wanted.text;
    auto answered = std::make_shared<bool>(false);
    command.untagged = [this, criteria, wanted, byUid, answered](const Response& response) {
        const bool answers
            = response.kind == Response::Kind::Sort || response.kind == Response::Kind::Esearch;
        if (!answers)
            return;
        *answered = true;
        const auto uids = asUids(response.numbers, byUid);
        if (uids)
            requireOrder(picture_->ledger(), *uids, criteria.order);
        if (uids && picture_->isComplete())
            requireSame(*uids, expected(*picture_, wanted, true), "SORT");
    };
    command.done = [answered](const Response&) {
        if (!*answered)
            throw Broken("SORT without an answer");
    };
    return command;
}

Command Player::thread(bool byUid)
{
    static constexpr std::array<std::string_view, 3> ways{"ORDEREDSUBJECT", "REFERENCES", "REFS"};
    const auto way = ways[dice_.roll(ways.size())];
    const auto wanted = condition(dice_, *picture_, false, false);
    Command command;
    command.isNumbered = !byUid;
    command.text = (byUid ? "UID THREAD " : "THREAD ") + std::string(way) + " UTF-8 " + wanted.text;
    auto answered = std::make_shared<bool>(false);
    command.untagged = [this, way, wanted, byUid, answered](const Response& response) {
        if (response.kind != Response::Kind::Thread)
            return;
        *answered = true;
        std::vector<Numbers> threads;
        Numbers all;
        for (const auto& one : response.threads) {
            const auto uids = asUids(one, byUid);
            if (!uids)
                return;
            threads.push_back(*uids);
            all.insert(all.end(), uids->begin(), uids->end());
        }
        requireThreads(picture_->ledger(), threads, way == "ORDEREDSUBJECT");
        if (picture_->isComplete())
            requireSame(all, expected(*picture_, wanted, true), "THREAD");
    };
    command.done = [answered](const Response&) {
        if (!*answered)
            throw Broken("THREAD without an answer");
    };
    return command;
}

namespace {

/// A part of a result, as PARTIAL names it (RFC 9394 section 3.1): places from 1, or from the end.
struct Part {
    std::uint32_t first = 1;
    std::uint32_t last = 1;
    bool isFromEnd = false;

    std::string text() const
    {
        const std::string sign = isFromEnd ? "-" : "";
        return sign + std::to_string(first) + ":" + sign + std::to_string(last);
    }

    Numbers of(const Numbers& all) const
    {
        const auto size = static_cast<std::uint32_t>(all.size());
        if (first > size)
            return {};
        const auto to = std::min(last, size);
        const auto begin = isFromEnd ? size - to : first - 1;
        return {all.begin() + begin, all.begin() + begin + (to - first + 1)};
    }
};

Part randomPart(Dice& dice)
{
    Part part;
    part.first = static_cast<std::uint32_t>(1 + dice.roll(30));
    part.last = part.first + static_cast<std::uint32_t>(dice.roll(20));
    part.isFromEnd = dice.chance(50);
    return part;
}

} // namespace

Command Player::searchPartial()
{
    const auto part = randomPart(dice_);
    const auto wanted = condition(dice_, *picture_, false, false);
    Command command;
    command.text = "UID SEARCH RETURN (PARTIAL " + part.text() + " COUNT) " + wanted.text;
    auto answered = std::make_shared<bool>(false);
    command.untagged = [this, part, wanted, answered](const Response& response) {
        if (response.kind != Response::Kind::Esearch)
            return;
        if (!response.partial || !response.values.contains("COUNT"))
            throw Broken("SEARCH RETURN (PARTIAL COUNT) without one of them");
        *answered = true;
        if (!picture_->isComplete())
            return;
        const auto all = expected(*picture_, wanted, true);
        requireSame(*response.partial, part.of(all), "PARTIAL " + part.text());
        if (response.values.at("COUNT") != all.size())
            throw Broken("COUNT is not " + std::to_string(all.size()));
    };
    command.done = [answered](const Response&) {
        if (!*answered)
            throw Broken("SEARCH without an answer");
    };
    return command;
}

/// Alone in its exchange, so that it is known what there is when the server looks.
Command Player::fetchPartial()
{
    const auto part = randomPart(dice_);
    Command command;
    command.text = "UID FETCH 1:* " + items(false) + " (PARTIAL " + part.text() + ")";
    auto left = std::make_shared<Numbers>();
    if (picture_->isComplete() && modes_.notify == Modes::Notify::Answers) {
        Numbers all;
        for (const auto& row : picture_->rows())
            all.push_back(row.uid);
        *left = part.of(all);
    }
    command.untagged = [left](const Response& response) {
        if (response.kind == Response::Kind::Fetch && response.uid)
            std::erase(*left, *response.uid);
    };
    command.done = [this, left](const Response&) {
        for (const auto uid : *left) {
            if (picture_->placeOf(uid))
                throw Broken("FETCH (PARTIAL) left out UID " + std::to_string(uid));
        }
    };
    return command;
}

/// RFC 10022: all messages of a mailbox that is no larger are one batch.
Command Player::uidBatches()
{
    constexpr std::size_t smallest = 500;
    Command command;
    command.text = "UIDBATCHES " + std::to_string(smallest);
    command.untagged = [this](const Response& response) {
        const auto& rows = picture_->rows();
        const bool isOne = picture_->isComplete() && rows.size() <= smallest;
        if (response.kind != Response::Kind::UidBatches || !isOne)
            return;
        const auto right = rows.empty() ? "" : std::to_string(rows.back().uid) + ":1";
        if (response.batches != right)
            throw Broken("UIDBATCHES says " + response.batches + ", " + right + " is right");
    };
    return command;
}

// ---- results that are kept up to date (RFC 5267 section 4.3)

Command Player::beginContext()
{
    constexpr std::size_t most = 3;
    if (contexts_.size() >= most || dice_.chance(20))
        return endContext();
    Context context;
    context.wanted = condition(dice_, *picture_, false, false);
    Command command;
    command.text = "UID SEARCH RETURN (ALL UPDATE) ";
    if (dice_.chance(50)) {
        const auto criteria = allCriteria[dice_.roll(allCriteria.size())];
        context.order = criteria.order;
        context.isSorted = true;
        command.text = "UID SORT RETURN (ALL UPDATE) " + std::string(criteria.text) + " UTF-8 ";
    }
    command.text += context.wanted.text;
    command.untagged = [this, context](const Response& response) {
        if (response.kind != Response::Kind::Esearch)
            return;
        auto& kept = contexts_[response.tag] = context;
        kept.uids = response.numbers;
        if (picture_->isComplete())
            requireSame(kept.uids, expected(*picture_, kept.wanted, true), "SEARCH with UPDATE");
    };
    return command;
}

Command Player::endContext()
{
    if (contexts_.empty())
        return {.text = "NOOP"};
    const auto tag = contexts_.begin()->first;
    Command command;
    command.text = "CANCELUPDATE \"" + tag + "\"";
    command.done = [this, tag](const Response&) { contexts_.erase(tag); };
    return command;
}

void Player::follow(const Response& update)
{
    const auto context = contexts_.find(update.tag);
    if (context == contexts_.end())
        throw Broken("an update of a search that is not kept up to date");
    for (const auto& change : update.changes) {
        if ((change.place != 0) != context->second.isSorted)
            throw Broken("an update with a place where none is, or without one");
        apply(context->second.uids, change);
        requireOrder(picture_->ledger(), context->second.uids, context->second.order);
    }
}

void Player::compareContexts() const
{
    for (const auto& [tag, context] : contexts_)
        requireSame(
            context.uids, expected(*picture_, context.wanted, true), "the updated search " + tag
        );
}

} // namespace postamt::chaos
