#pragma once

#include "base/result.h"
#include "base/task.h"
#include "imap/proto/fetch_request.h"
#include "imap/proto/fetch_response.h"
#include "mail/read_ahead.h"
#include "mime/summary.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace postamt::imap {

class Session;

/// What a FETCH needs of the store for each message, seen once for all.
struct Needs {
    mail::ReadAhead::Depth read = mail::ReadAhead::Depth::Nothing;
    bool seen = false; ///< sets \Seen

    explicit Needs(const proto::FetchRequest& request);
};

/// A message to be answered, with what was read of it. The texts belong to somebody else.
struct FetchedMessage {
    std::uint32_t number = 0;
    mail::Row row;
    std::string_view summary; ///< as stored; empty where there is none, or it is not needed
    std::string_view body; ///< whole, or empty where it was not read
    bool flagsToo = false; ///< its flags were changed by this FETCH and are told along

    /// All bytes of the message are in `body`.
    bool isWhole() const { return !body.empty() && body.size() == row.size; }
};

/// Writes the responses of one FETCH, message by message.
class Responses {
public:
    /// Both must outlive it.
    Responses(Session& session, const proto::FetchRequest& request);

    /// Writes a message if nothing more must be read for that; else nothing, and write() is to do
    /// it.
    std::optional<Result<>> writeReady(const FetchedMessage& message);

    /// Writes a message, reading its body as it goes.
    Task<Result<>> write(FetchedMessage message);

private:
    /// What the store has beside the row.
    struct Opened {
        store::BlobId blob;
        mime::SummaryView summary;
    };

    Result<Opened> open(const FetchedMessage& message) const;
    bool isReady(
        std::size_t item, const FetchedMessage& message, const mime::SummaryView& summary
    ) const;
    void writeItem(
        proto::FetchWriter& fetch,
        std::size_t item,
        const FetchedMessage& message,
        const Opened& opened
    );
    void writeFlags(proto::FetchWriter& fetch, const mail::Row& row);
    void writeStored(proto::FetchWriter& fetch, const mail::Row& row);
    bool names(proto::FetchItemType type) const;

    Session& session_;
    const proto::FetchRequest& request_;
    bool needsSummary_;
    bool onlyWhole_ = false; ///< nothing but the row and the whole message is asked for
    mime::Form form_;
    std::vector<std::optional<mime::FieldMask>> keptNames_; ///< for each item
    std::vector<std::string> itemNames_; ///< for each item, as it stands in responses
    std::string fields_; ///< scratch, so that not every message needs new memory
};

} // namespace postamt::imap
