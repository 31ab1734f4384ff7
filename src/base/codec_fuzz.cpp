// Any bytes to the codecs of base. Properties: any split gives the same lines and the same block;
// what decodes comes back from its encoding; a settings file that is read is read the same from
// what is written for it; a record reader ends and never goes back.
#include "base/bytes.h"
#include "base/dot_writer.h"
#include "base/encoding.h"
#include "base/line_splitter.h"
#include "base/settings.h"
#include "base/utf8.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

using namespace postamt;

constexpr std::size_t lineLimit = 40;

void require(bool truth)
{
    if (!truth)
        std::abort();
}

std::vector<std::string> linesOf(std::string_view bytes, std::size_t step)
{
    LineSplitter splitter(lineLimit);
    std::vector<std::string> out;
    while (!bytes.empty()) {
        auto piece = bytes.substr(0, step);
        bytes.remove_prefix(piece.size());
        while (!piece.empty()) {
            const auto line = splitter.next(piece);
            if (!line)
                break;
            require(line->text.size() <= lineLimit);
            require(line->fault == LineFault::None || line->text.empty());
            out.push_back(std::to_string(static_cast<int>(line->fault)) + std::string(line->text));
        }
        require(piece.empty());
    }
    return out;
}

std::string blockOf(std::string_view bytes, std::size_t step)
{
    DotWriter writer('?');
    DotSize size;
    std::string out;
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        writer.write(bytes.substr(at, step), out);
        size.take(bytes.substr(at, step));
    }
    require(size.size() == writer.size());
    writer.finish(out);
    require(out.ends_with(".\r\n") && (out.size() == 3 || out.ends_with("\r\n.\r\n")));
    require(out.find("\r\n.\r\n") == (out.size() < 5 ? out.npos : out.size() - 5));
    return out;
}

void encodings(std::string_view bytes)
{
    require(base64Decode(base64Encode(bytes)) == bytes);
    require(hexDecode(hexEncode(bytes)) == bytes);
    if (const auto decoded = base64Decode(bytes))
        require(base64Encode(*decoded) == bytes);
    if (const auto decoded = hexDecode(bytes))
        require(hexDecode(hexEncode(*decoded)) == decoded);
    static_cast<void>(isUtf8(bytes));
}

void records(std::string_view bytes)
{
    RecordReader reader(bytes);
    RecordWriter writer;
    while (!reader.atEnd() && reader.ok()) {
        const auto before = reader.rest().size();
        const auto number = reader.number();
        const auto text = reader.string();
        require(reader.rest().size() < before);
        if (reader.ok()) {
            writer.number(number);
            writer.string(text);
        }
    }
    const auto written = writer.take();
    RecordReader again(written);
    while (!again.atEnd()) {
        static_cast<void>(again.number());
        static_cast<void>(again.string());
    }
    require(again.complete());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const std::size_t step = data[0] % 16 + 1U;
    require(linesOf(bytes, size) == linesOf(bytes, step));
    require(blockOf(bytes, size) == blockOf(bytes, step));
    encodings(bytes);
    records(bytes);
    if (const auto settings = parseSettings(bytes))
        require(parseSettings(settingsFile(*settings)) == *settings);
    return 0;
}
