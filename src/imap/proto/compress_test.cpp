#include "imap/proto/compress.h"
#include "imap/proto/parsed.h"

namespace postamt::imap::proto {

TEST(Compress, NamesItsMechanism)
{
    EXPECT_TRUE(parsed(parseCompress, "a COMPRESS deflate"));
    EXPECT_EQ(errorOf(parseCompress, "a COMPRESS GZIP"), "expected DEFLATE after COMPRESS");
    EXPECT_EQ(errorOf(parseCompress, "a COMPRESS"), "expected DEFLATE after COMPRESS");
    EXPECT_NE(errorOf(parseCompress, "a COMPRESS DEFLATE 9"), "none");
    EXPECT_NE(errorOf(parseCompress, "a COMPRESS DEFLATED"), "none");
}

} // namespace postamt::imap::proto
