#include "queue/queue.h"

#include "base/fault_point.h"
#include "base/log.h"
#include "queue/bounce.h"

#include <algorithm>

namespace postamt::queue {

namespace {

using smtp::proto::Delivery;
using State = Recipient::State;

/// What the store could not take is tried again after so many seconds.
constexpr UnixSeconds saveAgain = 10;

/// The dispatcher looks at the clock at least so often.
constexpr std::chrono::milliseconds longestSleep{60'000};
constexpr std::chrono::milliseconds shortestSleep{100};

/// As much of a header as a bounce shows.
constexpr std::uint64_t shownHeader = 64 * 1024;

bool isDone(const Entry& entry)
{
    return !entry.has(State::Waiting) && !entry.has(State::Failed);
}

/// With a last line that ends, as the wire has it.
std::uint64_t wireSize(const store::Body& body)
{
    const auto size = body.size();
    const auto end = body.read(size < 2 ? 0 : size - 2, 2);
    const bool isEnded = size == 0 || (end && *end == "\r\n");
    return isEnded ? size : size + 2;
}

} // namespace

Queue::Queue(Parts parts, QueueSettings settings, Executor executor)
    : parts_(std::move(parts))
    , settings_(std::move(settings))
    , executor_(executor)
    , journal_(parts_.engine)
    , alarm_(executor)
    , idle_(executor)
{
}

Queue::~Queue() = default;

Result<> Queue::load()
{
    auto entries = journal_.load();
    if (!entries)
        return std::unexpected(entries.error());
    const std::lock_guard lock(mutex_);
    for (auto& entry : *entries) {
        use(entry.blob);
        due_.emplace(entry.next, entry.id);
        last_ = std::max(last_, entry.id);
        const auto id = entry.id;
        slots_.emplace(id, Slot{std::move(entry), true, nullptr});
    }
    return {};
}

void Queue::start()
{
    scope_.spawn(executor_, run());
}

std::vector<Entry> Queue::entries() const
{
    std::vector<Entry> out;
    const std::lock_guard lock(mutex_);
    for (const auto& [id, slot] : slots_)
        out.push_back(slot.entry);
    return out;
}

// ---- blobs: linked once in the partition, however many entries need one

void Queue::use(const store::BlobId& blob)
{
    ++uses_[blob];
}

/// True if no entry needs the blob any more.
bool Queue::disuse(const store::BlobId& blob)
{
    const auto found = uses_.find(blob);
    if (found == uses_.end() || --found->second > 0)
        return false;
    uses_.erase(found);
    return true;
}

// ---- taking

/// Of the clock, so that none comes again after a restart.
EntryId Queue::newId()
{
    const auto now = parts_.clock.now().time_since_epoch();
    const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(now).count();
    last_ = std::max(last_.next(), EntryId(static_cast<std::uint64_t>(micros)));
    return last_;
}

Task<Result<>> Queue::enqueue(Outgoing outgoing)
{
    Entry entry;
    entry.blob = outgoing.body->id();
    entry.size = wireSize(*outgoing.body);
    entry.eightBit = outgoing.eightBit;
    entry.utf8Header = outgoing.utf8Header;
    entry.sender = std::move(outgoing.sender);
    entry.name = std::move(outgoing.name);
    entry.queued = entry.next = parts_.clock.seconds();
    for (auto& address : outgoing.recipients) {
        Recipient recipient;
        recipient.address = std::move(address);
        entry.recipients.push_back(std::move(recipient));
    }
    {
        const std::lock_guard lock(mutex_);
        entry.id = newId();
        use(entry.blob);
    }
    Write write;
    write.put = entry;
    write.body = std::move(outgoing.body);
    auto written = co_await journal_.write(std::move(write));
    faultPoint("queue.kept");
    {
        const std::lock_guard lock(mutex_);
        if (written) {
            due_.emplace(entry.next, entry.id);
            slots_.emplace(entry.id, Slot{entry, true, nullptr});
        } else {
            disuse(entry.blob);
        }
    }
    if (written)
        alarm_.ring();
    co_return written;
}

// ---- when

Task<> Queue::run()
{
    for (;;) {
        const auto wait = dispatch();
        {
            const std::lock_guard lock(mutex_);
            if (stopping_)
                break;
        }
        co_await alarm_.wait(wait);
    }
}

/// Starts work on what is due. How long nothing else will be.
std::chrono::milliseconds Queue::dispatch()
{
    // A task may begin to run inside spawn(), so no lock is held there.
    while (const auto id = takeDue())
        scope_.spawn(executor_, work(*id));
    const std::lock_guard lock(mutex_);
    if (due_.empty() || working_ >= settings_.connections)
        return longestSleep;
    const auto seconds = due_.begin()->first - parts_.clock.seconds();
    return std::clamp(std::chrono::milliseconds(seconds * 1000), shortestSleep, longestSleep);
}

/// An entry whose time has come, if it may be worked on now.
std::optional<EntryId> Queue::takeDue()
{
    const auto now = parts_.clock.seconds();
    const std::lock_guard lock(mutex_);
    if (stopping_ || working_ >= settings_.connections || due_.empty())
        return std::nullopt;
    const auto [next, id] = *due_.begin();
    // Nothing waits longer than the longest wait: else the clock was set back.
    const UnixSeconds longest = std::max(UnixSeconds{settings_.retry.longest.count()}, saveAgain);
    if (next > now && next - now <= longest)
        return std::nullopt;
    due_.erase(due_.begin());
    slots_.at(id).stream = std::make_shared<net::Stream*>(nullptr);
    ++working_;
    return id;
}

void Queue::release(Entry entry, bool isSaved)
{
    const auto id = entry.id;
    {
        const std::lock_guard lock(mutex_);
        if (isSaved && isDone(entry)) {
            slots_.erase(id);
        } else {
            const auto next = isSaved ? entry.next : parts_.clock.seconds() + saveAgain;
            due_.emplace(next, id);
            slots_.at(id) = Slot{std::move(entry), isSaved, nullptr};
        }
        --working_;
        if (working_ == 0)
            idle_.ring();
    }
    alarm_.ring();
}

Task<> Queue::stop(std::chrono::milliseconds grace)
{
    scope_.spawn(executor_, end(grace));
    co_await scope_.join();
}

Task<> Queue::end(std::chrono::milliseconds grace)
{
    bool isWorking = false;
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        isWorking = working_ > 0;
    }
    alarm_.ring();
    if (isWorking)
        co_await idle_.wait(grace);
    {
        const std::lock_guard lock(mutex_);
        for (const auto& [id, slot] : slots_) {
            if (slot.stream && *slot.stream != nullptr)
                (*slot.stream)->close();
        }
    }
}

// ---- what

/// One turn on an entry: sends it, tells the sender what failed, and writes down what happened.
Task<> Queue::work(EntryId id)
{
    Slot slot;
    {
        const std::lock_guard lock(mutex_);
        slot = slots_.at(id);
    }
    auto entry = std::move(slot.entry);
    // What was not written down yet comes first: it must not be done twice.
    if (slot.isSaved && entry.has(State::Waiting))
        co_await send(&entry, slot.stream);
    faultPoint("queue.sent");
    bool isSaved = co_await save(&entry);
    if (isSaved && entry.has(State::Failed)) {
        co_await tellSender(&entry);
        isSaved = co_await save(&entry);
    }
    release(std::move(entry), isSaved);
}

Task<> Queue::send(Entry* entry, OpenStream stream)
{
    smtp::proto::Letter letter;
    letter.sender = entry->sender;
    letter.size = entry->size;
    letter.eightBit = entry->eightBit;
    letter.utf8Header = entry->utf8Header;
    std::vector<Recipient*> tried;
    for (auto& recipient : entry->recipients) {
        if (recipient.state != State::Waiting)
            continue;
        tried.push_back(&recipient);
        letter.recipients.push_back(recipient.address);
    }
    ReadBody read = [this, blob = entry->blob](std::uint64_t offset, std::uint64_t length) {
        return parts_.workers.run([&engine = parts_.engine, blob, offset, length] {
            return engine.blob(blob, offset, length);
        });
    };
    const auto deliveries = co_await attempt(
        parts_.connect,
        settings_.client,
        std::move(letter),
        std::move(read),
        parts_.random,
        std::move(stream)
    );
    ++entry->attempts;
    entry->next = parts_.clock.seconds() + settings_.retry.wait(entry->attempts).count();
    for (std::size_t i = 0; i < tried.size(); ++i)
        settle(*entry, *tried[i], deliveries[i]);
}

/// Notes what became of one recipient.
void Queue::settle(Entry& entry, Recipient& recipient, const Delivery& delivery) const
{
    const auto& reply = delivery.reply;
    const bool isSent = delivery.state == Delivery::State::Delivered;
    recipient.code = reply.code;
    recipient.text = reply.text.substr(0, 1000);
    std::ranges::replace(recipient.text, '\n', ' ');
    recipient.status
        = reply.enhanced ? reply.enhanced->format() : std::to_string(reply.code / 100) + ".0.0";
    const bool isTooOld = parts_.clock.seconds() - entry.queued >= settings_.retry.giveUp.count();
    if (isSent)
        recipient.state = State::Sent;
    else if (delivery.state == Delivery::State::Permanent || isTooOld)
        recipient.state = State::Failed;
    log::info(
        "queue",
        "{} to <{}> by {}: {}: {} {} {}",
        entry.name,
        recipient.address,
        settings_.server,
        isSent                                 ? "sent"
            : recipient.state == State::Failed ? "failed"
                                               : "deferred",
        recipient.code,
        recipient.status,
        recipient.text
    );
}

Task<Result<std::string>> Queue::headerOf(const Entry* entry)
{
    auto read = [&engine = parts_.engine, blob = entry->blob] {
        return engine.blob(blob, 0, shownHeader);
    };
    auto header = co_await parts_.workers.run(std::move(read));
    if (header)
        header->resize(std::min(header->find("\r\n\r\n"), header->size()));
    co_return header;
}

/// Sends a bounce to the sender; never one for a message that is itself a report (RFC 5321 section
/// 6.1).
Task<> Queue::tellSender(Entry* entry)
{
    Result<> told;
    if (!entry->sender.empty()) {
        // Without its header the report is still worth having.
        const auto header = co_await headerOf(entry);
        BounceFacts facts;
        facts.hostname = settings_.hostname;
        facts.server = settings_.server;
        facts.now = parts_.clock.seconds();
        facts.token = parts_.random.hex(32);
        auto bounce = makeBounce(*entry, header.value_or(std::string()), facts);
        told = co_await parts_.courier.deliver(entry->sender, std::move(bounce));
    }
    const auto age = parts_.clock.seconds() - entry->queued;
    const bool mayComeAgain = !told
        && (told.error().fault == Fault::Temporary || told.error().code == "OVERQUOTA")
        && age < 2 * settings_.retry.giveUp.count();
    if (mayComeAgain) {
        ++entry->attempts;
        entry->next = parts_.clock.seconds() + settings_.retry.wait(entry->attempts).count();
        co_return;
    }
    if (!told)
        log::error(
            "queue", "{}: no report to <{}>: {}", entry->name, entry->sender, told.error().text
        );
    for (auto& recipient : entry->recipients) {
        if (recipient.state == State::Failed)
            recipient.state = State::Told;
    }
}

/// Writes an entry as it is, or takes it out if nothing is left to do. False if the store failed.
Task<bool> Queue::save(const Entry* entry)
{
    Write write;
    bool isLast = false;
    if (isDone(*entry)) {
        write.remove = entry->id;
        const std::lock_guard lock(mutex_);
        isLast = disuse(entry->blob);
        if (isLast)
            write.unlinked = entry->blob;
    } else {
        write.put = *entry;
    }
    const bool isRemoved = write.remove.has_value();
    const auto written = co_await journal_.write(std::move(write));
    if (written)
        co_return true;
    log::error("queue", "{}: {}", entry->name, written.error().text);
    if (isRemoved) {
        const std::lock_guard lock(mutex_);
        use(entry->blob);
    }
    co_return false;
}

} // namespace postamt::queue
