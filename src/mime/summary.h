#pragma once

#include "base/result.h"
#include "mime/body_structure.h"
#include "mime/date.h"
#include "mime/imap_string.h"
#include "mime/kept_fields.h"
#include "mime/part.h"
#include "mime/structure.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::mime {

/// All that is ever asked about a message without reading it again. Made once at delivery, stored
/// beside the row, served ready.
struct Summary {
    std::uint64_t size = 0; ///< bytes of the message as stored
    std::optional<Date> sent; ///< the Date field; none if absent or no date
    bool hasAttachment = false;
    bool isReply = false; ///< the subject says reply or forward (RFC 5256)
    bool isCut = false; ///< a text below was longer than kept: to search it, read the message

    std::string envelope; ///< ENVELOPE, pure ASCII
    std::string envelopeUtf8; ///< ENVELOPE after UTF8=ACCEPT; empty if it is the same
    RenderedBody body; ///< BODYSTRUCTURE and BODY, pure ASCII
    RenderedBody bodyUtf8; ///< the same after UTF8=ACCEPT; empty if it is the same

    std::vector<Part> parts; ///< see Part; the first is the message

    // Decoded header texts, UTF-8, for SEARCH and display. Lists as displayText() has them.
    std::string subject;
    std::string from;
    std::string to;
    std::string cc;
    std::string bcc;

    // Sort keys (RFC 5256), folded: local part of the first address; base subject (also for
    // threads).
    std::string sortFrom;
    std::string sortTo;
    std::string sortCc;
    std::string baseSubject;

    std::string messageId; ///< without brackets, empty if there is none
    std::vector<std::string> references; ///< References, else In-Reply-To; without brackets
    std::string preview; ///< RFC 8970

    KeptFields fields; ///< of the message's header, as they stand there
};

/// Makes the summary of a message as stored. Never fails, whatever the bytes. Linear.
Summary summarize(std::string_view message, const Limits& limits = {});

/// The record for the store; begins with a version byte. The newest version is written, all are
/// read.
std::string encode(const Summary& summary);

/// A summary in its record, read where it lies: nothing is copied or decoded until asked for. Views
/// live as long as the record.
class SummaryView {
public:
    std::uint64_t size() const { return size_; }

    std::uint64_t bodyBegin() const { return bodyBegin_; } ///< where the header of the message ends

    std::optional<Date> sent() const;
    bool hasAttachment() const;
    bool isReply() const;
    bool isCut() const;

    std::string_view envelope(Form form) const;
    std::string_view bodyStructure(Form form) const;
    std::string body(Form form) const; ///< the non-extended BODY

    std::string_view subject() const { return texts_[Subject]; }

    std::string_view from() const { return texts_[From]; }

    std::string_view to() const { return texts_[To]; }

    std::string_view cc() const { return texts_[Cc]; }

    std::string_view bcc() const { return texts_[Bcc]; }

    std::string_view sortFrom() const { return texts_[SortFrom]; }

    std::string_view sortTo() const { return texts_[SortTo]; }

    std::string_view sortCc() const { return texts_[SortCc]; }

    std::string_view baseSubject() const { return texts_[BaseSubject]; }

    std::string_view messageId() const { return texts_[MessageId]; }

    std::string_view preview() const { return texts_[Preview]; }

    /// True if all header fields of these names are kept.
    bool keeps(FieldMask names) const { return (names & ~complete_) == 0; }

    /// Appends the header fields of these names, which must be kept, as filteredHeader() of the
    /// message's header gives them.
    void appendHeaderFields(std::string& out, FieldMask names) const;

    /// The same; nothing if not all of them are kept.
    std::optional<std::string> headerFields(FieldMask names) const;

    std::vector<std::string_view> references() const;
    Result<std::vector<Part>> parts() const; ///< Internal if the record is damaged

    /// All of it, decoded.
    Result<Summary> toSummary() const;

private:
    friend Result<SummaryView> decode(std::string_view record);

    /// The order in the record: what clients ask for most comes first.
    enum Text {
        Envelope,
        Body,
        BodyExtensions,
        EnvelopeUtf8,
        BodyUtf8,
        BodyExtensionsUtf8,
        Parts,
        Subject,
        From,
        To,
        Cc,
        Bcc,
        SortFrom,
        SortTo,
        SortCc,
        BaseSubject,
        MessageId,
        References,
        Preview,
        textCount,
    };

    std::uint64_t flags_ = 0;
    std::uint64_t size_ = 0;
    std::uint64_t bodyBegin_ = 0;
    Date sent_;
    std::string_view texts_[textCount];
    FieldMask complete_ = 0; ///< the names of which all fields are in keptFields_
    std::string_view keptFields_;
};

/// Opens a record. Internal if it is damaged or of a version this program does not know.
Result<SummaryView> decode(std::string_view record);

} // namespace postamt::mime
