#pragma once

#include "base/alarm.h"
#include "base/clock.h"
#include "base/random.h"
#include "base/scope.h"
#include "base/workers.h"
#include "queue/attempt.h"
#include "queue/courier.h"
#include "queue/entry.h"
#include "queue/journal.h"
#include "queue/retry.h"
#include "smtp/proto/client.h"
#include "store/engine.h"

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace postamt::queue {

struct QueueSettings {
    std::string hostname; ///< ours, in bounces
    std::string server; ///< the next server's name, in bounces and the log
    smtp::proto::ClientSettings client;
    Retry retry;
    std::size_t connections = 4; ///< at one time
};

/// What a Queue needs of the service. All of it outlives it.
struct Parts {
    store::Engine& engine;
    Workers& workers;
    const Clock& clock;
    Random& random;
    Courier& courier;
    Connect connect;
};

/// A message that is to leave.
struct Outgoing {
    std::string sender; ///< addr-spec of a user here, empty for <>
    std::vector<std::string> recipients; ///< addr-specs, domains as A-labels
    store::BodyRef body;
    std::string name; ///< the id that stands in its Received field
    bool eightBit = false; ///< it holds bytes beyond ASCII
    bool utf8Header = false; ///< its header does
};

/// Mail for other servers, kept in the store until the next server has taken it or its sender was
/// told that it was not delivered. It sends from one executor, a few messages at a time; what fails
/// for now is tried again after growing waits. It survives kill -9: what was taken is sent, and
/// what the next server has acknowledged is not sent again unless we die before that is written.
class Queue {
public:
    /// It works upon `executor`.
    Queue(Parts parts, QueueSettings settings, Executor executor);
    ~Queue(); ///< after stop(), if start() was called
    Queue(const Queue&) = delete;
    Queue& operator=(const Queue&) = delete;

    /// Reads what the store holds. Blocks. Before start().
    Result<> load();

    /// Begins to send.
    void start();

    /// Takes a message; answers when it is durable, or Temporary. From any thread.
    Task<Result<>> enqueue(Outgoing outgoing);

    /// Looks at the clock again: for those who changed it. From any thread.
    void wake() { alarm_.ring(); }

    /// Ends: attempts have `grace` to end by themselves, then their connections are closed. To be
    /// awaited once after start(), anywhere.
    Task<> stop(std::chrono::milliseconds grace);

    /// What is in the queue, ascending by id. From any thread.
    std::vector<Entry> entries() const;

private:
    struct Slot {
        Entry entry;
        bool isSaved = true; ///< false: what happened is not in the store yet
        OpenStream stream; ///< null unless it is worked on
    };

    using Slots = std::map<EntryId, Slot>;

    Task<> run();
    Task<> end(std::chrono::milliseconds grace);
    std::chrono::milliseconds dispatch();
    std::optional<EntryId> takeDue();
    Task<> work(EntryId id);
    Task<> send(Entry* entry, OpenStream stream);
    Task<> tellSender(Entry* entry);
    Task<Result<std::string>> headerOf(const Entry* entry);
    Task<bool> save(const Entry* entry);
    void settle(Entry& entry, Recipient& recipient, const smtp::proto::Delivery& delivery) const;
    void release(Entry entry, bool isSaved);
    EntryId newId();
    void use(const store::BlobId& blob);
    bool disuse(const store::BlobId& blob);

    const Parts parts_;
    const QueueSettings settings_;
    const Executor executor_;
    Journal journal_;
    Alarm alarm_; ///< something is to be looked at
    Alarm idle_; ///< nothing is worked on any more
    Scope scope_;

    mutable std::mutex mutex_; ///< guards all that follows
    Slots slots_;
    std::set<std::pair<UnixSeconds, EntryId>> due_; ///< those that are not worked on
    std::unordered_map<store::BlobId, std::size_t> uses_; ///< how many entries need a blob
    EntryId last_;
    std::size_t working_ = 0;
    bool stopping_ = false;
};

} // namespace postamt::queue
