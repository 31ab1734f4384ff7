#include "imap/session.h"

#include "base/log.h"
#include "imap/capability_table.h"
#include "imap/mailbox_flags.h"
#include "imap/session_wake.h"

#include <boost/asio/post.hpp>

#include <exception>
#include <utility>

namespace postamt::imap {

Session::Session(const Parts& parts, std::unique_ptr<net::Stream> stream)
    : parts_(parts), stream_(std::move(stream)), wake_(std::make_shared<Wake>(*stream_))
{
    setLimitsBeforeLogin();
    choose();
}

Session::~Session()
{
    wake_->stream = nullptr;
}

// ---- state

State Session::state() const
{
    if (!account_)
        return State::NotAuthenticated;
    return selected_ ? State::Selected : State::Authenticated;
}

void Session::logIn(
    std::shared_ptr<mail::Account> account,
    std::shared_ptr<accounts::Seat> seat,
    std::uint64_t appendLimit,
    std::string userName
)
{
    appendLimit_ = appendLimit;
    userName_ = std::move(userName);
    account_ = std::move(account);
    seat_ = std::move(seat);
    choose();
    auto limits = proto::SplitterLimits::afterLogin(appendLimit_);
    limits.command = parts_.settings.commandLimit;
    limits.nonSyncLiteral = limits.command;
    splitter_.setLimits(limits);
    auto wake = [shared = wake_](const mail::AccountStateRef& state) {
        if (shared->concerns(state))
            Wake::wake(shared);
    };
    subscription_ = account_->subscribe(std::move(wake));
    if (seat_) {
        if (!client_.empty())
            seat_->setClient(client_);
        seat_->whenLost([shared = wake_] {
            boost::asio::post(shared->executor, [shared] {
                if (shared->stream != nullptr)
                    shared->stream->wake();
            });
        });
    }
}

void Session::logOut()
{
    notification_.reset();
    metadataTold_.reset();
    unselect();
    otherMailboxIds_ = {};
    subscription_.reset();
    account_.reset();
    seat_.reset();
    features_ = {};
    userName_.clear();
    choose();
    woken_ = false;
    setLimitsBeforeLogin();
}

void Session::setLimitsBeforeLogin()
{
    proto::SplitterLimits limits;
    limits.command = parts_.settings.commandLimitBeforeLogin;
    splitter_.setLimits(limits);
    loginBy_ = parts_.clock.now() + parts_.settings.loginTimeout;
}

void Session::select(Selected selected)
{
    selected_ = std::move(selected);
    mailbox_ = selected_->now();
    if (mailbox_)
        selected_->synced = mailbox_->record.highestModSeq;
    watch();
    if (selected_->viewer.isOwner())
        return;
    auto wake = [shared = wake_, id = selected_->id(), viewer = selected_->viewer](
                    const mail::AccountStateRef& state
                ) {
        const bool mayRead = state->rights(id, viewer).has(mail::Right::Read);
        if (shared->concerns(mayRead ? state->mailbox(id) : nullptr))
            Wake::wake(shared);
    };
    selected_->subscription = selected_->account->subscribe(std::move(wake));
}

bool Session::keepsSelected()
{
    if (!selected_ || selected_->viewer.isOwner())
        return true;
    const auto state = selected_->account->state();
    const auto owner = parts_.directory.account(selected_->account->id());
    const bool isOrphaned = owner && !*owner; // the account was removed
    if (isOrphaned || !selected_->in(*state)) {
        bye("UNAVAILABLE", "the selected mailbox is not there any more");
        return false;
    }
    const auto rights = state->rights(selected_->id(), selected_->viewer);
    if (rights != std::exchange(selected_->rights, rights))
        formatMailboxFlags(*this);
    return true;
}

/// What others do from here on is for the next time.
void Session::expectOthers()
{
    wake_->othersChanged = false;
}

/// With NOTIFY: what those do who share something wakes us, too.
void Session::watchOthers(std::span<const Sharer> sharers)
{
    auto before = std::exchange(notification_->others, {});
    for (const auto& sharer : sharers) {
        auto& handle = notification_->others[sharer.account];
        if (const auto known = before.find(sharer.account); known != before.end()) {
            handle = known->second;
            continue;
        }
        auto wake = [shared = wake_](const mail::AccountStateRef&) {
            shared->othersChanged = true;
            Wake::wake(shared);
        };
        handle = sharer.account->subscribe(std::move(wake));
    }
}

void Session::unselect()
{
    selected_.reset();
    mailbox_ = nullptr;
    watch();
}

void Session::watch()
{
    wake_->mailbox = selected_ && selected_->viewer.isOwner() ? selected_->id().value : 0;
    wake_->told = mailbox_ ? mailbox_->record.highestModSeq.value : 0;
    if (!notification_)
        wake_->othersChanged = false;
    wake_->accountTold = notification_ ? notification_->told.state->modSeq.value : 0;
    wake_->metadata = metadataTold_.get();
}

// ---- output

void Session::untagged(proto::Condition condition, std::string_view code, std::string_view text)
{
    proto::formatStatus(out_, "*", condition, code, text);
}

Task<bool> Session::flush(std::size_t threshold)
{
    if (out_.empty() || out_.size() < threshold)
        co_return true;
    // Midway there is no place for a goodbye.
    if (threshold > 0 && seat_ && seat_->isLost()) {
        out_.clear();
        lose();
        co_return false;
    }
    std::string text = std::exchange(out_, {});
    const auto written = co_await stream_->write(text);
    if (!written)
        lose();
    // More is about to come then: it need not grow its memory anew.
    if (threshold > 0 && out_.empty()) {
        text.clear();
        out_ = std::move(text);
    }
    co_return written.has_value();
}

Task<bool> Session::goAhead(std::string_view text)
{
    proto::formatContinuation(out_, text);
    co_return co_await flush();
}

void Session::bye(std::string_view code, std::string_view text)
{
    untagged(proto::Condition::Bye, code, text);
    lose();
}

void Session::lose()
{
    ended_ = true;
    over_ = true;
}

// ---- commands

void Session::greet()
{
    if (stream_->stopping()) {
        bye("UNAVAILABLE", "the server is shutting down");
        return;
    }
    const std::string code = "CAPABILITY " + capabilityWords();
    untagged(proto::Condition::Ok, code, parts_.settings.hostname + " Postamt is ready");
}

Task<> Session::run()
{
    greet();
    while (!ended_) {
        const bool more = co_await attend();
        if (more)
            co_await act();
    }
    seat_.reset(); // the client may come back before we have ended
    co_await flush();
    co_await stream_->shutdown();
}

void Session::warn(const Error& error)
{
    note(error);
    proto::formatError(out_, "*", error);
}

/// Our own faults are for the operator, too.
void Session::note(const Error& error) const
{
    if (error.fault == Fault::Temporary || error.fault == Fault::Internal)
        log::error("imap", "{}: {}", stream_->peer().address, error.text);
}

void Session::refuse(std::string_view tag, const Error& error)
{
    note(error);
    proto::formatError(out_, tag, error);
    if (error.fault != Fault::Bad)
        return;
    if (++badInARow_ >= parts_.settings.maxBadCommands)
        bye({}, "too many commands that are none");
}

namespace {

/// Why a command cannot run in this state, or nothing.
Result<> permitted(const Session& session, const Command* command, const proto::CommandLine& line)
{
    const auto state = session.state();
    const auto& features = session.features();
    // What is not offered is not there: a client that does not see it must not meet it either.
    if (command == nullptr || !session.offers(*command))
        return bad("there is no command " + line.name);
    if (line.uid && command->uid == UidForm::Never)
        return bad("UID cannot stand before " + line.name);
    if (features.uidOnly && command->needsNumbers() && !line.uid)
        return bad("expected UID before " + line.name + " after ENABLE UIDONLY", "UIDREQUIRED");
    if (command->isAllowed(state))
        return {};
    if (state == State::NotAuthenticated)
        return bad(line.name + " needs a login first");
    if (command->allowed == Allowed::BeforeLogin)
        return bad("you are logged in already");
    return bad(line.name + " needs a selected mailbox");
}

} // namespace

Task<> Session::serve(proto::Piece piece)
{
    if (piece.kind == proto::Piece::Kind::Refused) {
        refuse(proto::tagOf(piece.text), piece.error);
        co_return;
    }
    const bool hasBody = piece.kind == proto::Piece::Kind::BodyBegin;
    auto line = proto::parseCommandLine(piece.text, dialect());
    const Command* command = line ? findCommand(line->name) : nullptr;
    const auto allowed = line ? permitted(*this, command, *line) : Result<>();
    if (!line || !allowed) {
        refuse(proto::tagOf(piece.text), line ? allowed.error() : line.error());
    } else {
        Call call(*this, std::move(*line));
        if (hasBody)
            call.body = piece.literal;
        co_await run(command, std::move(call));
    }
    // A command that failed midway leaves bodies that nobody wants.
    if (hasBody && !splitter_.isBetweenCommands())
        splitter_.abandon();
}

Task<> Session::run(const Command* command, Call call)
{
    if (!keepsSelected())
        co_return;
    const std::string tag = call.line.tag;
    const bool numbers = !features_.uidOnly
        && (command->numbers == Numbers::Always
            || (command->numbers == Numbers::Plain && !call.line.uid));
    const auto expunges = numbers ? mail::Expunges::Withheld : mail::Expunges::Told;
    Result<Reply> reply;
    try {
        reply = co_await command->run(std::move(call));
    } catch (const std::exception& e) {
        reply = internal(std::string(command->name) + " threw: " + e.what());
    }
    if (over_)
        co_return;
    if (isIdling())
        co_await tellIdling();
    else
        co_await conclude(tag, command->name, std::move(reply), expunges);
}

/// Ends a command: tells what happened in the meantime, then its answer.
Task<> Session::conclude(
    std::string tag, std::string_view name, Result<Reply> reply, mail::Expunges expunges
)
{
    if (selected_) {
        co_await tell(expunges);
        tellPosition();
    }
    if (notification_ || metadataTold_)
        co_await tellOthers();
    answer(tag, name, reply);
}

void Session::answer(const std::string& tag, std::string_view name, const Result<Reply>& reply)
{
    if (!reply) {
        refuse(tag, reply.error());
        return;
    }
    badInARow_ = 0;
    if (reply->isWritten)
        return;
    const std::string text = reply->text.empty() ? std::string(name) + " completed" : reply->text;
    proto::formatStatus(out_, tag, proto::Condition::Ok, reply->code, text);
}

} // namespace postamt::imap
