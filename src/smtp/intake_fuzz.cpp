// Any message on its way in. Properties: any split gives the same bodies or the same refusal; a
// body is what was put on top, the fields added and the message without the fields removed; the
// header that is judged ends at the first empty line.
#include "base/ascii.h"
#include "mime/header.h"
#include "smtp/intake.h"

#include <cstdint>
#include <cstdlib>

namespace {

using namespace postamt;
using namespace postamt::smtp;

constexpr std::string_view prologue = "Return-Path: <>\r\n";
constexpr std::string_view added = "Date: x\r\n";

void require(bool truth)
{
    if (!truth)
        std::abort();
}

std::vector<HeaderPiece> blindCopies(std::string_view text)
{
    std::vector<HeaderPiece> out;
    const mime::Header header(text);
    for (const auto& field : header.fields()) {
        if (equalsIgnoreCase(field.name, "Bcc"))
            out.push_back({field.begin, field.end});
    }
    return out;
}

struct Outcome {
    std::string header; ///< as it was judged
    std::string first;
    std::string second;
    std::string refusal;
    bool hasEightBit = false;
    bool hasEightBitHeader = false;

    bool operator==(const Outcome&) const = default;
};

Outcome taken(std::string_view message, std::size_t step)
{
    Outcome out;
    int judged = 0;
    Intake intake([&](std::string_view header) -> std::expected<HeaderEdit, Reply> {
        ++judged;
        out.header = header;
        if (hops(header) > 2)
            return std::unexpected(reply(554, 4, 6, "A loop"));
        return HeaderEdit{std::string(added), blindCopies(header)};
    });
    intake.addCopy(store::Spool("/nowhere"), std::string(prologue));
    intake.addCopy(store::Spool("/nowhere"), "");
    for (std::size_t at = 0; at < message.size(); at += step)
        intake.take(message.substr(at, step));
    auto bodies = intake.finish();
    require(judged == 1);
    out.hasEightBit = intake.hasEightBit();
    out.hasEightBitHeader = intake.hasEightBitHeader();
    if (!bodies) {
        out.refusal = bodies.error().text;
        return out;
    }
    require(bodies->size() == 2);
    out.first = *(*bodies)[0]->read(0, (*bodies)[0]->size());
    out.second = *(*bodies)[1]->read(0, (*bodies)[1]->size());
    return out;
}

void check(std::string_view message, const Outcome& outcome)
{
    require(outcome.header.size() <= message.size());
    const auto length = headerLength(outcome.header);
    require(length == std::string::npos || length == outcome.header.size());
    require(hops(outcome.header) <= 2 || !outcome.refusal.empty());
    if (!outcome.refusal.empty())
        return;
    require(outcome.first == std::string(prologue) + outcome.second);
    // What was judged stands in the message, perhaps behind an mbox line.
    const auto begin = mime::isMboxLine(message.substr(0, message.find("\r\n")))
        ? message.find("\r\n") + 2
        : std::size_t{0};
    auto kept = std::string(message.substr(begin));
    require(kept.starts_with(outcome.header));
    const auto removed = blindCopies(outcome.header);
    for (auto piece = removed.rbegin(); piece != removed.rend(); ++piece)
        kept.erase(piece->begin, piece->end - piece->begin);
    require(outcome.second == std::string(added) + kept);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::string_view message(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto whole = taken(message, size);
    check(message, whole);
    require(taken(message, 1) == whole && taken(message, data[0] % 32 + 1U) == whole);
    return 0;
}
