#include "imap/proto/uid_batches.h"

namespace postamt::imap::proto {

Result<UidBatchesRequest> parseUidBatches(Lexer& lexer)
{
    UidBatchesRequest request;
    lexer.space();
    request.size = lexer.nzNumber("a number of messages");
    if (lexer.ok() && !lexer.atEnd()) {
        lexer.space();
        NumberRange wanted;
        wanted.first = lexer.nzNumber("a range of batches such as 1:10");
        lexer.require(":");
        wanted.last = lexer.nzNumber("the last batch");
        if (wanted.first > wanted.last)
            lexer.fail(Error{Fault::Bad, "expected the lower batch first", "CLIENTBUG"});
        request.wanted = wanted;
    }
    lexer.end();
    return lexer.result(request);
}

void formatUidBatchesRequest(Writer& writer, const UidBatchesRequest& request)
{
    writer.raw("UIDBATCHES ").number(request.size);
    if (request.wanted)
        writer.raw(' ').number(request.wanted->first).raw(':').number(request.wanted->last);
}

void formatUidBatches(Writer& writer, std::string_view tag, const std::vector<NumberRange>& batches)
{
    writer.raw("* UIDBATCHES (TAG \"").raw(tag).raw("\")");
    char before = ' ';
    for (const auto& batch : batches) {
        writer.raw(before).number(batch.last).raw(':').number(batch.first);
        before = ',';
    }
    writer.line();
}

} // namespace postamt::imap::proto
