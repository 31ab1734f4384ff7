#include "smtp/intake.h"

#include "base/ascii.h"
#include "base/byte_scan.h"
#include "base/log.h"
#include "mime/header.h"

namespace postamt::smtp {

namespace {

constexpr std::string_view headerEnd = "\r\n\r\n";

/// Without the separator line of an mbox file in front, which some programs send along. Behind our
/// own fields it would end the header.
std::string_view withoutMboxLine(std::string_view header)
{
    const auto end = header.find("\r\n");
    if (end != std::string_view::npos && mime::isMboxLine(header.substr(0, end)))
        header.remove_prefix(end + 2);
    return header;
}

} // namespace

std::size_t headerLength(std::string_view text, std::size_t from)
{
    if (text.starts_with("\r\n"))
        return 2;
    const auto found = text.find(headerEnd, from);
    return found == std::string_view::npos ? found : found + headerEnd.size();
}

std::size_t hops(std::string_view header)
{
    std::size_t count = 0;
    for (std::size_t at = 0; at < header.size();) {
        if (startsWithIgnoreCase(header.substr(at), "received:"))
            ++count;
        const auto end = header.find('\n', at);
        at = end == std::string_view::npos ? header.size() : end + 1;
    }
    return count;
}

void Intake::addCopy(store::Spool spool, std::string prologue)
{
    copies_.push_back({std::move(spool), std::move(prologue)});
}

void Intake::take(std::string_view piece)
{
    if (refusal_)
        return;
    if (isBody_) {
        append(piece);
        return;
    }
    // As a rule the whole header comes in the first piece, and is not copied.
    const auto looked = head_.size() < headerEnd.size() ? 0 : head_.size() - headerEnd.size() + 1;
    if (!head_.empty()) {
        head_ += piece;
        piece = head_;
    }
    auto length = headerLength(piece, looked);
    if (length == std::string_view::npos && piece.size() >= maxHeader)
        length = piece.size();
    if (length == std::string_view::npos) {
        if (head_.empty())
            head_ = piece;
        return;
    }
    judge(piece.substr(0, length));
    append(piece.substr(length));
    std::string().swap(head_);
}

void Intake::judge(std::string_view header)
{
    isBody_ = true;
    header = withoutMboxLine(header);
    const auto edit = judge_(header);
    if (!edit) {
        refusal_ = edit.error();
        return;
    }
    for (auto& copy : copies_) {
        copy.prologue += edit->added;
        write(copy, copy.prologue);
    }
    std::size_t kept = 0; // up to there
    for (const auto& piece : edit->removed) {
        append(header.substr(kept, piece.begin - kept));
        kept = piece.end;
    }
    append(header.substr(kept));
    hasEightBitHeader_ = hasEightBit_;
}

void Intake::append(std::string_view bytes)
{
    hasEightBit_ = hasEightBit_ || !isSevenBit(bytes);
    for (auto& copy : copies_)
        write(copy, bytes);
}

void Intake::write(Copy& copy, std::string_view bytes)
{
    if (refusal_ || bytes.empty())
        return;
    if (const auto written = copy.spool.append(bytes); !written) {
        log::error("smtp", "{}", written.error().text);
        refusal_ = reply(452, 3, 1, "There is no room for the message now, please try again later");
    }
}

std::expected<std::vector<store::BodyRef>, Reply> Intake::finish()
{
    if (!isBody_ && !refusal_)
        judge(std::string(std::exchange(head_, {})));
    std::vector<store::BodyRef> bodies;
    for (auto& copy : copies_) {
        if (refusal_)
            break;
        auto body = copy.spool.finish();
        if (body) {
            bodies.push_back(std::move(*body));
            continue;
        }
        log::error("smtp", "{}", body.error().text);
        refusal_ = reply(452, 3, 1, "There is no room for the message now, please try again later");
    }
    copies_.clear();
    if (refusal_)
        return std::unexpected(*refusal_);
    return bodies;
}

} // namespace postamt::smtp
