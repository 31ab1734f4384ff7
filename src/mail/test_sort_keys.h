#pragma once

#include "mail/message.h"
#include "mail/snapshot_editor.h"
#include "mail/sort_keys.h"
#include "mime/summary.h"

#include <stdexcept>
#include <string>
#include <vector>

namespace postamt::mail {

/// For tests: a mailbox of messages that are a header only, with their rows and keys. The first has
/// UID 1 and arrives at 1000, each further one a second later.
class SortedMail {
public:
    explicit SortedMail(text::Collation collation = text::Collation::UnicodeCasemap)
        : keys(collation)
    {
    }

    void add(const std::string& header) { add(header, 1000 + uids.size()); }

    void add(const std::string& header, std::size_t arrived)
    {
        Row row;
        row.uid = Uid(static_cast<std::uint32_t>(uids.size() + 1));
        row.internalDate = static_cast<UnixSeconds>(arrived);
        row.size = static_cast<std::uint32_t>(header.size());
        all_.push_back(row);
        uids.push_back(row.uid);
        const auto summary = mime::encode(mime::summarize(header + "\r\n\r\n"));
        if (!keys.add(row.uid, encodeStoredSummary(store::BlobId(), summary)))
            throw std::runtime_error("no key");
    }

    SnapshotRef rows()
    {
        keys.settle();
        SnapshotEditor editor{Snapshot()};
        for (const auto& row : all_)
            editor.append(row);
        return editor.finish();
    }

    std::vector<Uid> uids;
    SortKeys keys;

private:
    std::vector<Row> all_;
};

} // namespace postamt::mail
