// No command crashes a parser, and what was understood is written and understood again as the same.
#include "imap/proto/acl.h"
#include "imap/proto/append.h"
#include "imap/proto/authenticate.h"
#include "imap/proto/cancel_update.h"
#include "imap/proto/command_line.h"
#include "imap/proto/comparator.h"
#include "imap/proto/compress.h"
#include "imap/proto/copy.h"
#include "imap/proto/create.h"
#include "imap/proto/delete.h"
#include "imap/proto/enable.h"
#include "imap/proto/expunge.h"
#include "imap/proto/fetch_request.h"
#include "imap/proto/id.h"
#include "imap/proto/imap_url.h"
#include "imap/proto/list.h"
#include "imap/proto/login.h"
#include "imap/proto/multisearch.h"
#include "imap/proto/metadata.h"
#include "imap/proto/notify.h"
#include "imap/proto/quota.h"
#include "imap/proto/rename.h"
#include "imap/proto/search.h"
#include "imap/proto/select.h"
#include "imap/proto/sort.h"
#include "imap/proto/status.h"
#include "imap/proto/store.h"
#include "imap/proto/subscribe.h"
#include "imap/proto/thread.h"
#include "imap/proto/uid_batches.h"

#include <cstdint>
#include <cstdlib>

using namespace postamt::imap::proto;

namespace {

template <class Parse>
void parse(Parse parser, Lexer lexer)
{
    const auto result = parser(lexer);
    // an error says something, and nothing that could forge a line
    if (!result
        && (result.error().text.empty()
            || result.error().text.find_first_of("\r\n") != std::string::npos))
        std::abort();
}

template <class Parse, class Format>
void roundTrip(Parse parser, Format format, Lexer lexer)
{
    const auto request = parser(lexer);
    if (!request)
        return;
    std::string text = "a ";
    Writer writer(text, lexer.dialect());
    format(writer, *request);
    auto again = parseCommandLine(text, lexer.dialect());
    if (!again)
        std::abort();
    const auto same = parser(again->arguments);
    if (!same || *same != *request)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 1)
        return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto line = parseCommandLine(text, Dialect{.utf8 = (data[0] & 1) != 0});
    if (!line)
        return 0;
    const auto& arguments = line->arguments;
    for (const bool isLast : {false, true}) {
        parse([=](Lexer& lexer) { return AppendParser().append(lexer, isLast); }, arguments);
        parse([=](Lexer& lexer) { return AppendParser().replace(lexer, isLast); }, arguments);
        parse([](Lexer& lexer) { return parseImapUrl(lexer.rest()); }, arguments);
    }
    parse(parseAuthenticate, arguments);
    parse(parseCancelUpdate, arguments);
    parse(parseCompress, arguments);
    parse(parseCopy, arguments);
    parse(parseCreate, arguments);
    parse(parseDelete, arguments);
    parse(parseEnable, arguments);
    parse(parseGetQuota, arguments);
    parse(parseGetQuotaRoot, arguments);
    parse(parseId, arguments);
    parse(parseLogin, arguments);
    parse(parseLsub, arguments);
    parse(parseDeleteAcl, arguments);
    parse(parseGetAcl, arguments);
    parse(parseListRights, arguments);
    parse(parseMyRights, arguments);
    parse(parseNoArguments, arguments);
    parse(parseNotify, arguments);
    parse(parseRename, arguments);
    parse(parseSetAcl, arguments);
    parse(parseSetQuota, arguments);
    parse(parseSubscribe, arguments);
    parse(parseUidExpunge, arguments);
    roundTrip(parseComparator, formatComparatorRequest, arguments);
    roundTrip(parseFetch, formatFetchRequest, arguments);
    roundTrip(parseGetMetadata, formatGetMetadataRequest, arguments);
    roundTrip(parseList, formatListRequest, arguments);
    roundTrip(parseMultisearch, formatMultisearchRequest, arguments);
    roundTrip(parseSearch, formatSearchRequest, arguments);
    roundTrip(parseSelect, formatSelectRequest, arguments);
    roundTrip(parseSetMetadata, formatSetMetadataRequest, arguments);
    roundTrip(parseSort, formatSortRequest, arguments);
    roundTrip(parseStatus, formatStatusRequest, arguments);
    roundTrip(parseUidBatches, formatUidBatchesRequest, arguments);
    roundTrip(parseStore, formatStoreRequest, arguments);
    roundTrip(parseThread, formatThreadRequest, arguments);
    return 0;
}
