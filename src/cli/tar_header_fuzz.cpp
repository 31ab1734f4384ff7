// Headers in a backup file. Properties: a value comes back from its block; a value that is
// read from any block comes back from the block that is written for it; a name stays
// inside its folder.
#include "base/bytes.h"
#include "cli/tar_header.h"

#include <cstdint>
#include <cstdlib>

namespace {

using namespace postamt;
using namespace postamt::cli;

void require(bool truth)
{
    if (!truth)
        std::abort();
}

void checkBlock(std::string_view block)
{
    const auto header = parseTarHeader(block);
    if (!header)
        return;
    require(isSafeName(header->name) && header->size <= tarSizeLimit);
    require(
        !header->name.starts_with('/')
        && ('/' + header->name + '/').find("/../") == std::string::npos
    );
    const auto again = formatTarHeader(*header);
    require(again && parseTarHeader(*again) == *header);
}

/// Makes the sum of the bytes right again.
void mendSum(std::string& block)
{
    constexpr std::size_t at = 148;
    unsigned sum = 8 * ' ';
    for (std::size_t i = 0; i < block.size(); ++i)
        sum += i >= at && i < at + 8 ? 0 : static_cast<unsigned char>(block[i]);
    std::string text = "000000";
    for (std::size_t i = 6; i-- > 0; sum /= 8)
        text[i] = static_cast<char>('0' + sum % 8);
    block.replace(at, 8, text + std::string("\0 ", 2));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    checkBlock(bytes);
    RecordReader reader(bytes);
    TarHeader header;
    header.size = reader.number();
    header.modified = reader.signedNumber();
    header.name = reader.string();
    if (!reader.ok())
        return 0;
    auto block = formatTarHeader(header);
    if (!block)
        return 0;
    require(block->size() == tarBlock && parseTarHeader(*block) == header);
    while (!reader.atEnd()) {
        const auto place = reader.number() % tarBlock;
        (*block)[place] = static_cast<char>(reader.number());
    }
    checkBlock(*block);
    mendSum(*block);
    checkBlock(*block);
    return 0;
}
