#include "mail/row_reader.h"

#include "mail/keys.h"

#include <algorithm>

namespace postamt::mail {

Result<bool> RowReader::take(std::string_view key, std::string_view value)
{
    const auto place = keys::parseRow(key);
    if (!place)
        return std::unexpected(place.error());
    bool goesOn = true;
    if (place->mailbox != run_.mailbox || place->pack != run_.pack) {
        goesOn = flush();
        run_.mailbox = place->mailbox;
        run_.pack = place->pack;
    }
    if (place->uid) {
        auto row = decodeRow(*place->uid, value);
        if (!row)
            return std::unexpected(row.error());
        putLoose(*row);
        return goesOn;
    }
    auto rows = decodePack(place->pack, value); // its key sorts before those of the loose rows
    if (!rows)
        return std::unexpected(rows.error());
    run_.isPacked = true;
    run_.rows = std::move(*rows);
    return goesOn;
}

void RowReader::finish()
{
    flush();
}

bool RowReader::flush()
{
    const bool goesOn = run_.rows.empty() || visit_(run_);
    run_.isPacked = false;
    run_.rows.clear();
    return goesOn;
}

void RowReader::putLoose(const Row& row)
{
    auto at = std::ranges::lower_bound(run_.rows, row.uid, {}, &Row::uid);
    const bool isPacked = at != run_.rows.end() && at->uid == row.uid;
    if (isPacked)
        *at = row;
    else
        at = run_.rows.insert(at, row);
    at->place = {isPacked, true};
}

} // namespace postamt::mail
