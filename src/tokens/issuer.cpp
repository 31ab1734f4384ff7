#include "tokens/issuer.h"

#include "base/log.h"

#include <boost/asio/this_coro.hpp>

#include <cstdio>
#include <utility>

namespace postamt::tokens {

namespace {

Result<std::string> readFile(const std::filesystem::path& path)
{
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(
        std::fopen(path.c_str(), "re"), std::fclose
    );
    if (!file)
        return temporary("cannot read " + path.string());
    std::string out(KeySet::maxBytes + 1, '\0');
    out.resize(std::fread(out.data(), 1, out.size(), file.get()));
    return out;
}

} // namespace

Issuer::Issuer(const Clock& clock, IssuerSettings settings)
    : clock_(clock), settings_(std::move(settings))
{
}

Task<Result<Holder>> Issuer::holderOf(std::string token)
{
    const Keys known = co_await keys(false);
    auto holder = holderBy(known, token);
    if (holder || holder.error().code != "NOKEY")
        co_return holder;
    const Keys newer = co_await keys(true);
    co_return newer == known ? holder : holderBy(newer, token);
}

Result<Holder> Issuer::holderBy(const Keys& known, std::string_view token) const
{
    if (!known)
        return temporary("the keys of the issuer of tokens cannot be read");
    return tokens::holderOf(token, *known, settings_.rules, clock_.seconds());
}

std::size_t Issuer::reads() const
{
    const std::lock_guard lock(mutex_);
    return reads_;
}

Issuer::Keys Issuer::current() const
{
    return keys_ && clock_.seconds() - loaded_ < longestLife ? keys_ : nullptr;
}

bool Issuer::mayLoad(bool hasStranger) const
{
    const auto now = clock_.seconds();
    // where the clock was set back, one waits no longer than before
    if (tried_ && now >= *tried_ && now - *tried_ < leastPause)
        return false;
    return hasStranger || !keys_ || now < loaded_ || now - loaded_ >= settings_.keyLife.count();
}

/// A load() that is under way, which ends however its session does: nobody waits for ever.
struct Issuer::Loading {
    Issuer& issuer;
    Keys fresh;

    ~Loading() { issuer.finish(std::move(fresh)); }
};

Task<Issuer::Keys> Issuer::keys(bool hasStranger)
{
    std::unique_lock lock(mutex_);
    if (isLoading_ && (hasStranger || !current())) {
        const Oneshot<bool> end;
        waiting_.push_back(end);
        lock.unlock();
        co_await end.wait();
        lock.lock();
        co_return current();
    }
    if (isLoading_ || !mayLoad(hasStranger))
        co_return current();
    isLoading_ = true;
    tried_ = clock_.seconds();
    ++reads_;
    lock.unlock();
    {
        Loading loading{*this, nullptr};
        Keys fresh = co_await load();
        loading.fresh = std::move(fresh);
    }
    lock.lock();
    co_return current();
}

void Issuer::finish(Keys fresh)
{
    std::vector<Oneshot<bool>> waiting;
    {
        const std::lock_guard lock(mutex_);
        isLoading_ = false;
        if (fresh) {
            keys_ = std::move(fresh);
            loaded_ = clock_.seconds();
        }
        waiting.swap(waiting_);
    }
    for (const auto& end : waiting)
        end.set(true);
}

/// The keys that the issuer has published now; none, with a line in the log, if they cannot be read.
Task<Issuer::Keys> Issuer::load()
{
    Result<std::string> text;
    if (const auto* url = std::get_if<HttpsUrl>(&settings_.keys)) {
        auto executor = co_await boost::asio::this_coro::executor;
        text = co_await httpsGet(executor, *url, settings_.fetch);
    } else {
        text = readFile(std::get<std::filesystem::path>(settings_.keys));
    }
    auto parsed = text ? KeySet::parse(*text) : std::unexpected(text.error());
    if (!parsed) {
        log::warning("tokens", "the keys of {}: {}", settings_.rules.issuer, parsed.error().text);
        co_return nullptr;
    }
    log::info("tokens", "{} keys of {} read", parsed->size(), settings_.rules.issuer);
    co_return std::make_shared<const KeySet>(std::move(*parsed));
}

} // namespace postamt::tokens
