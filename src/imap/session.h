#pragma once

#include "accounts/seat.h"
#include "imap/call.h"
#include "imap/command_table.h"
#include "imap/features.h"
#include "imap/notices.h"
#include "imap/notification.h"
#include "imap/parts.h"
#include "imap/proto/fetch_response.h"
#include "imap/proto/splitter.h"
#include "imap/proto/status_response.h"
#include "imap/proto/writer.h"
#include "imap/selected.h"
#include "imap/sight.h"
#include "mail/progress.h"
#include "mail/read_ahead.h"
#include "net/stream.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::imap {

/// One IMAP connection, from the greeting to the goodbye. It owns the stream, what the client has
/// switched on, and what it knows of the selected mailbox. Commands are run one after another;
/// their functions (commands/) get a Call and use the session through what is public here. All on
/// the stream's executor.
class Session {
public:
    Session(const Parts& parts, std::unique_ptr<net::Stream> stream);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /// Serves the client until it or we have ended.
    Task<> run();

    // ---- for commands

    const Parts& parts() const { return parts_; }

    net::Stream& stream() { return *stream_; }

    Features& features() { return features_; }

    const Features& features() const { return features_; }

    proto::Dialect dialect() const { return features_.dialect(); }

    State state() const;

    /// The words of CAPABILITY as they hold now.
    std::string capabilityWords() const;

    /// False for a capability that this client is not offered.
    bool offers(std::string_view capability) const;
    bool offers(const Command& command) const;

    /// What the client calls itself (RFC 2971). True if it is offered other capabilities now.
    bool setClient(std::string name);

    /// Who has logged in; null before.
    const std::shared_ptr<mail::Account>& account() const { return account_; }

    /// The session now belongs to this account: new state, limits as after login. It keeps `seat`,
    /// the right to one connection of the account, until its end, and ends when that is lost.
    void logIn(
        std::shared_ptr<mail::Account> account,
        std::shared_ptr<accounts::Seat> seat,
        std::uint64_t appendLimit,
        std::string userName
    );

    /// The primary address of who has logged in.
    const std::string& userName() const { return userName_; }

    /// The octets of the largest message that APPEND takes.
    std::uint64_t appendLimit() const { return appendLimit_; }

    /// Whether the account may set the quotas of all.
    bool maySetQuotas() const;

    /// The session belongs to nobody any more, as before the login (RFC 8437): no mailbox is
    /// selected and nothing that the client has switched on is left.
    void logOut();

    /// The numbers by which the session knows the mailboxes of other users.
    OtherMailboxIds& otherMailboxIds() { return otherMailboxIds_; }

    /// The selected mailbox, or nullptr.
    Selected* selected() { return selected_ ? &*selected_ : nullptr; }

    void select(Selected selected);
    /// No mailbox is selected any more. Nothing is told.
    void unselect();

    /// Tells the client what its rights on the selected mailbox are, if they have changed. False:
    /// it is that of another user, who has deleted it or does not permit to read it any more; the
    /// session is over (RFC 4314 section 5.1.1).
    bool keepsSelected();

    /// MODSEQ is told from now on (RFC 7162 section 3.1). A client that has a mailbox selected
    /// learns where it stands.
    void enableCondstore();

    /// Ends the session after the tagged reply of the command under way.
    void end() { ended_ = true; }

    // Output. It is collected and goes out when the session waits for the client, or by flush().

    std::string& out() { return out_; }

    proto::Writer writer() { return proto::Writer(out_, dialect()); }

    /// "* OK [CODE] text"
    void untagged(proto::Condition condition, std::string_view code, std::string_view text);

    /// "* NO text": what went wrong beside the answer of the command.
    void warn(const Error& error);

    /// Writes what is collected if it is at least `threshold` bytes. False: the client is gone,
    /// stop.
    Task<bool> flush(std::size_t threshold = 0);

    /// The size from which answers are written out midway: large enough for full TLS records and
    /// few system calls, small enough for a slow client's memory.
    static constexpr std::size_t flushSize = 128 * 1024;

    // Input

    /// The next piece from the client; what is collected goes out before waiting. Nothing: the
    /// session is over (gone, timed out), what the client is told about that is written already,
    /// and the command's own answer will not be.
    Task<std::optional<proto::Piece>> nextPiece();

    /// What ended the wait of nextLine(). Over: as nothing from nextPiece().
    struct Line {
        enum class Kind { Text, Refused, Over };

        Kind kind = Kind::Over;
        std::string text;
        Error error; ///< why the line was refused
    };

    /// The next line as it is, for SASL.
    Task<Line> nextLine();

    /// IDLE begins, for the command `tag` (RFC 2177): what happens is told at once, and the next
    /// line ends it. A state and no wait in the command: most sessions spend their lives in it,
    /// and each function that waits costs memory.
    void beginIdle(std::string tag);

    /// Sends "+ OK" and the like, and what was collected before.
    Task<bool> goAhead(std::string_view text);

    /// Starts TLS: drops what the client has sent already.
    Task<Result<>> startTls();

    /// From here on both sides compress (RFC 4978). What the client has sent already is dropped.
    void startCompression();

    bool isCompressed() const { return compressed_; }

    /// For the long work of the command `tag`: tells the client now and then how far it is
    /// (INPROGRESS, RFC 9585), and gives the work up once the client is gone.
    mail::ProgressReport progressOf(std::string tag);

    // What happened in the mailbox

    /// Tells the client what changed in the selected mailbox since it was last told: EXPUNGE or
    /// VANISHED, EXISTS, RECENT, FETCH of flags.
    Task<> tell(mail::Expunges expunges);

    /// Of whom a FETCH response tells: by number, or by UID after ENABLE UIDONLY.
    proto::FetchSubject fetchSubject(std::uint32_t number, mail::Uid uid) const;

    /// "* 2 FETCH (UID 4 MODSEQ (7) FLAGS (...))" about a row; without flags only the MODSEQ, where
    /// the client wants it.
    void tellRow(mail::MessageNumber number, const mail::Row& row, bool withFlags = true);

    /// The two halves of tell(), for commands that take out of the difference what the client knows
    /// already.
    mail::Updates sync(mail::Expunges expunges);
    Task<> tellUpdates(mail::Updates updates);

    /// The selected mailbox as last synced; nullptr once it was deleted.
    const mail::MailboxRef& mailbox() const { return mailbox_; }

    // NOTIFY (RFC 5465)

    /// What is told from now on without being asked; null: nothing.
    void setNotification(std::unique_ptr<Notification> notification);

    /// Tells what changed in the mailboxes that are not selected, as NOTIFY or ENABLE METADATA asked
    /// for it.
    Task<> tellOthers();

    /// METADATA responses are sent from now on for what changes (RFC 5464 section 4.1).
    void enableMetadata();

    /// "* STATUS ..." about the messages of a mailbox of what the user sees.
    void tellStatus(const Sight& sight, const mail::MailboxState& mailbox);

    /// Makes the messages that no session was told of \Recent for this one.
    Task<> claimRecent();

private:
    struct Wake;
    struct LongWork;

    void choose();
    void setLimitsBeforeLogin();
    void greet();
    Task<> serve(proto::Piece piece);
    Task<> run(const Command* command, Call call);
    Task<bool> receive();
    Task<bool> listen(bool toSelected);
    std::optional<proto::Piece> takePiece();
    Task<bool> attend();
    Task<> act();
    bool isIdling() const { return !idleTag_.empty(); }
    Task<> tellIdling();
    Task<> endIdle(proto::Piece line);
    bool mayPush() const;
    Task<> conclude(
        std::string tag, std::string_view name, Result<Reply> reply, mail::Expunges expunges
    );
    Task<> push();
    void expectOthers();
    void watchOthers(std::span<const Sharer> sharers);
    void tellNotice(const Notice& notice);
    void tellMetadata();
    Task<> tellNew(std::vector<mail::WantedMessage> messages);
    Task<bool> goesOn(std::shared_ptr<LongWork> work, std::uint64_t done, std::uint64_t total);
    Task<bool> lookForClient();
    std::chrono::milliseconds patience() const;
    void answer(const std::string& tag, std::string_view name, const Result<Reply>& reply);
    void refuse(const proto::Piece& piece);
    void refuse(std::string_view tag, const Error& error);
    void bye(std::string_view code, std::string_view text);
    void lose();
    bool isExpelled();
    void note(const Error& error) const;
    void tellKeywords();
    void tellPosition();
    void watch();

    const Parts parts_;
    std::unique_ptr<net::Stream> stream_;
    proto::Splitter splitter_;
    Features features_;
    std::shared_ptr<mail::Account> account_;
    std::shared_ptr<accounts::Seat> seat_;
    std::shared_ptr<Wake> wake_; ///< shared with the threads that wake us
    std::shared_ptr<void> subscription_;
    std::optional<Selected> selected_;
    mail::MailboxRef mailbox_;
    std::unique_ptr<Notification> notification_;
    mail::MetadataRef metadataTold_; ///< as last told, after ENABLE METADATA
    std::string out_;
    std::string idleTag_; ///< of the IDLE that goes on, or empty
    std::chrono::system_clock::time_point loginBy_;
    std::string userName_;
    OtherMailboxIds otherMailboxIds_;
    std::string client_; ///< what it calls itself
    std::vector<std::string_view> without_; ///< names of capabilities that it is not offered
    std::uint64_t appendLimit_ = 0;
    std::uint32_t badInARow_ = 0;
    bool compressed_ = false;
    bool ended_ = false;
    bool over_ = false; ///< ended before the command under way was answered
    bool fatal_ = false; ///< what follows the command under way cannot be understood
    bool woken_ = false; ///< a wake came that nobody has looked at
};

} // namespace postamt::imap
