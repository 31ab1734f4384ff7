#pragma once

#include "mail/pack.h"

#include <functional>
#include <string_view>
#include <utility>
#include <vector>

namespace postamt::mail {

/// The rows of one pack as they hold: those in its record, and the loose ones that hold against it.
struct RowRun {
    MailboxId mailbox;
    PackNumber pack;
    bool isPacked = false; ///< the pack has a record
    std::vector<Row> rows; ///< ascending
};

/// Puts rows together from their records, taken in the order of their keys.
class RowReader {
public:
    /// Gets one run after another, ascending; false ends the reading.
    using Visitor = std::function<bool(const RowRun&)>;

    explicit RowReader(Visitor visit) : visit_(std::move(visit)) { }

    /// Takes a record of keys::rows(). Answers whether to go on, or that the record is damaged,
    /// and then it is as if it had not been there.
    Result<bool> take(std::string_view key, std::string_view value);

    /// Gives out the last run; to be called once, at the end.
    void finish();

private:
    bool flush();
    void putLoose(const Row& row);

    Visitor visit_;
    RowRun run_;
};

} // namespace postamt::mail
