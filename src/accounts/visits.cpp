#include "accounts/visits.h"

#include "base/log.h"
#include "store/commit.h"

#include <algorithm>
#include <functional>
#include <set>
#include <tuple>
#include <utility>

namespace postamt::accounts {

namespace {

/// Commits what `build` puts into a batch, again if another process was quicker.
Result<> change(store::Engine& engine, const std::function<Result<>(store::Batch&)>& build)
{
    for (;;) {
        const auto version = engine.version(visitsPartition);
        if (!version)
            return std::unexpected(version.error());
        store::Batch batch;
        batch.partition = visitsPartition;
        batch.expected = *version;
        batch.next = version->next();
        if (auto built = build(batch); !built)
            return built;
        if (batch.puts.empty() && batch.removes.empty())
            return {};
        const auto committed = store::commitAndWait(engine, std::move(batch));
        if (!committed)
            return std::unexpected(committed.error());
        if (*committed == store::Committed::Done)
            return {};
    }
}

/// Visits by key; a damaged record is left for `check` to tell of.
Result<std::map<std::string, Visit>> readVisits(store::Engine& engine, mail::AccountId account)
{
    std::map<std::string, Visit> out;
    const auto scanned = engine.scan(
        visitsPartition,
        store::KeyRange::withPrefix(visitKeys(account)),
        [&](std::string_view key, std::string_view value) {
            if (auto visit = parseVisit(value))
                out.emplace(key, std::move(*visit));
            return true;
        }
    );
    if (!scanned)
        return std::unexpected(scanned.error());
    return out;
}

/// At most so many bytes, and no half of a letter of UTF-8.
void cut(std::string& text, std::size_t most)
{
    if (text.size() <= most)
        return;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U)
        --most;
    text.resize(most);
}

std::vector<Visit> latestFirst(std::map<std::string, Visit> visits)
{
    std::vector<Visit> out;
    for (auto& [key, visit] : visits)
        out.push_back(std::move(visit));
    std::ranges::sort(out, std::ranges::greater(), &Visit::last);
    return out;
}

} // namespace

Visits::Visits(store::Engine& engine, Workers& workers, const Clock& clock)
    : engine_(engine), workers_(workers), clock_(clock)
{
}

void Visits::note(mail::AccountId account, Visit visit)
{
    const auto now = clock_.seconds();
    visit.last = now;
    if (visit.first == 0)
        visit.first = now;
    cut(visit.label, Visit::maxLabel);
    auto key = visitKey(account, visit);
    {
        const auto pause = visit.isRefusal() ? refusalInterval : interval;
        const std::lock_guard lock(mutex_);
        if (noted_.size() >= maxNoted)
            noted_.clear();
        const auto [entry, isNew] = noted_.try_emplace(key);
        auto& noted = entry->second;
        // A clock that went back must not silence it.
        if (!isNew && now >= noted.written && now - noted.written < pause) {
            noted.more += visit.isRefusal() ? 1 : 0;
            return;
        }
        visit.count += std::exchange(noted.more, 0);
        noted.written = now;
    }
    workers_.post(
        [self = shared_from_this(), account, key = std::move(key), visit = std::move(visit)] {
            if (const auto written = self->write(account, key, visit); !written)
                log::warning("accounts", "a visit was not noted: {}", written.error().text);
        }
    );
}

Result<> Visits::write(mail::AccountId account, const std::string& key, const Visit& visit)
{
    const std::lock_guard lock(writing_);
    return change(engine_, [&](store::Batch& batch) -> Result<> {
        const auto bytes = engine_.get(visitsPartition, key);
        if (!bytes)
            return std::unexpected(bytes.error());
        Visit now = visit;
        if (!*bytes) {
            if (auto made = makeRoom(batch, account, visit); !made)
                return made;
        } else if (const auto before = parseVisit(**bytes)) {
            now.first = std::min(before->first, visit.first);
            now.last = std::max(before->last, visit.last);
            if (visit.isRefusal())
                now.count += before->count;
        }
        batch.puts.push_back({.key = key, .value = formatVisit(now)});
        return {};
    });
}

Result<> Visits::makeRoom(store::Batch& batch, mail::AccountId account, const Visit& visit)
{
    const auto all = readVisits(engine_, account);
    if (!all)
        return std::unexpected(all.error());
    std::set<std::string> known;
    for (const auto& [key, other] : *all) {
        if (!other.isRefusal())
            known.insert(networkOf(other.peer));
    }
    std::vector<std::tuple<bool, UnixSeconds, std::string>> kept; // those that go first
    for (const auto& [key, other] : *all) {
        if (other.isRefusal() == visit.isRefusal())
            kept.emplace_back(known.contains(networkOf(other.peer)), other.last, key);
    }
    std::ranges::sort(kept);
    for (std::size_t i = 0; i + limit <= kept.size(); ++i)
        batch.removes.push_back(std::move(std::get<std::string>(kept[i])));
    return {};
}

Result<std::vector<Visit>> Visits::of(mail::AccountId account)
{
    auto all = readVisits(engine_, account);
    if (!all)
        return std::unexpected(all.error());
    {
        const std::lock_guard lock(mutex_);
        for (auto& [key, visit] : *all) {
            if (const auto noted = noted_.find(key); noted != noted_.end())
                visit.count += noted->second.more;
        }
    }
    return latestFirst(std::move(*all));
}

Result<std::vector<Visit>> storedVisits(store::Engine& engine, mail::AccountId account)
{
    auto all = readVisits(engine, account);
    if (!all)
        return std::unexpected(all.error());
    return latestFirst(std::move(*all));
}

Result<> forgetVisits(store::Engine& engine, mail::AccountId account)
{
    return change(engine, [&](store::Batch& batch) {
        return engine.scan(
            visitsPartition,
            store::KeyRange::withPrefix(visitKeys(account)),
            [&](std::string_view key, std::string_view) {
                batch.removes.emplace_back(key);
                return true;
            }
        );
    });
}

} // namespace postamt::accounts
