// What is read of an account besides its state.
#include "mail/account.h"
#include "mail/loader.h"

#include <exception>
#include <utility>

namespace postamt::mail {

namespace {

// Reads up to these sizes are done where they are asked for: they come from memory as a rule, and
// handing them to a worker would cost more than they do.
constexpr std::size_t inlineSummaries = 32;
constexpr std::uint64_t inlineBlob = 256 * 1024;

} // namespace

Task<Result<std::vector<std::string>>> Account::summaries(MailboxId id, std::vector<Uid> uids)
{
    const bool small = uids.size() <= inlineSummaries;
    auto read = [&engine = surroundings_.engine, account = id_, id, uids = std::move(uids)] {
        return readSummaries(engine, account, id, uids);
    };
    if (small)
        co_return read();
    co_return co_await surroundings_.workers.run(std::move(read));
}

Task<Result<std::string>>
Account::blob(store::BlobId id, std::uint64_t offset, std::uint64_t length)
{
    auto read = [&engine = surroundings_.engine, id, offset, length] {
        return engine.blob(id, offset, length);
    };
    if (length <= inlineBlob)
        co_return read();
    co_return co_await surroundings_.workers.run(std::move(read));
}

Task<Result<>> Account::read(Read work)
{
    auto run = [&engine = surroundings_.engine, work = std::move(work)] { return work(engine); };
    co_return co_await surroundings_.workers.run(std::move(run));
}

Oneshot<Result<>> Account::beginRead(Read work)
{
    const Oneshot<Result<>> done;
    surroundings_.workers.post([&engine = surroundings_.engine, work = std::move(work), done] {
        try {
            done.set(work(engine));
        } catch (const std::exception& e) {
            done.set(internal(std::string("a read threw: ") + e.what()));
        }
    });
    return done;
}

Task<Result<std::vector<Uid>>> Account::holdersOf(MailboxId id, std::string blobPrefix)
{
    auto read
        = [&engine = surroundings_.engine, account = id_, id, prefix = std::move(blobPrefix)] {
              return readHolders(engine, account, id, prefix);
          };
    co_return co_await surroundings_.workers.run(std::move(read));
}

Task<Result<std::vector<Uid>>> Account::expungedSince(MailboxId id, ModSeq since)
{
    auto read = [&engine = surroundings_.engine, account = id_, id, since] {
        return readExpunged(engine, account, id, since);
    };
    co_return co_await surroundings_.workers.run(std::move(read));
}

} // namespace postamt::mail
