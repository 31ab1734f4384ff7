#pragma once

#include "base/result.h"
#include "smtp/reply.h"
#include "store/spool.h"

#include <cstddef>
#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postamt::smtp {

/// A stretch of a header.
struct HeaderPiece {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// What becomes of the header of a message that is taken.
struct HeaderEdit {
    std::string added; ///< fields to be put on top
    std::vector<HeaderPiece> removed = {}; ///< whole fields, ascending
};

/// What a session makes of a header: how it is changed, or a refusal.
using JudgeHeader = std::function<std::expected<HeaderEdit, Reply>(std::string_view header)>;

/// A message on its way in. It waits for the end of the header, lets it be judged, and writes it
/// changed as the judge has it into spools, then all that follows. A message that is refused is
/// taken to its end and dropped.
class Intake {
public:
    /// A header beyond this is judged by its beginning.
    static constexpr std::size_t maxHeader = 256 * 1024;

    explicit Intake(JudgeHeader judge) : judge_(std::move(judge)) { }

    /// One more copy of the message, with `prologue` above everything. Before the first take().
    void addCopy(store::Spool spool, std::string prologue);

    /// Takes bytes as they are to be stored.
    void take(std::string_view piece);

    /// Ends it: the copies, in the order in which they were added. Once.
    std::expected<std::vector<store::BodyRef>, Reply> finish();

    bool hasEightBit() const { return hasEightBit_; } ///< anywhere

    bool hasEightBitHeader() const { return hasEightBitHeader_; }

private:
    struct Copy {
        store::Spool spool;
        std::string prologue;
    };

    void judge(std::string_view header);
    void append(std::string_view bytes);
    void write(Copy& copy, std::string_view bytes);

    JudgeHeader judge_;
    std::vector<Copy> copies_;
    std::string head_; ///< the header as far as it has come
    bool isBody_ = false; ///< the header was judged
    bool hasEightBit_ = false;
    bool hasEightBitHeader_ = false;
    std::optional<Reply> refusal_;
};

/// The length of the header with the empty line that ends it; npos if that has not come. `from`:
/// where to begin to look, when what is before was looked at already.
std::size_t headerLength(std::string_view text, std::size_t from = 0);

/// How many Received fields a header has: how many servers the message has passed.
std::size_t hops(std::string_view header);

} // namespace postamt::smtp
