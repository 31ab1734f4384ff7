// How a Draft writes rows: few of a pack one by one, many as the whole pack.
#include "base/fault_point.h"
#include "mail/draft.h"
#include "mail/draft_edited.h"
#include "mail/keys.h"

#include <utility>
#include <vector>

namespace postamt::mail {

namespace {

// Writing a pack of 128 rows costs about as much as a dozen loose rows.
constexpr std::int64_t worthRewriting = 12;

// A record of its own for each of so many rows is not worth putting them together.
constexpr std::int64_t worthPacking = 8;

} // namespace

/// Writes the rows of an open mailbox that were changed; their new places are in the next state.
void Draft::writeRows(Edited& mailbox)
{
    const auto many = static_cast<std::size_t>(faultNumber("pack.rewritten_from", worthRewriting));
    for (const auto& [number, pack] : mailbox.rowsTouched.packs()) {
        if (pack.isRewritten || pack.uids.size() >= many)
            writePack(mailbox, number);
        else
            writeLoose(mailbox, pack.uids);
    }
    mailbox.rowsTouched.clear();
}

void Draft::writeLoose(Edited& mailbox, const std::vector<Uid>& uids)
{
    for (const Uid uid : uids) {
        Row* row = mailbox.rows->edit(uid);
        if (row == nullptr)
            continue;
        row->place.isLoose = true;
        put(keys::row(mailbox.state->id, uid), encodeRow(*row));
    }
}

void Draft::writePack(Edited& mailbox, PackNumber number)
{
    const MailboxId id = mailbox.state->id;
    std::vector<Row> rows;
    mailbox.rows->editBetween(firstOf(number), lastOf(number), [&](Row& row) {
        if (row.place.isLoose)
            erase(keys::row(id, row.uid));
        row.place = {.isPacked = true, .isLoose = false};
        rows.push_back(row);
    });
    if (rows.empty())
        erase(keys::pack(id, number));
    else
        put(keys::pack(id, number), encodePack(number, rows));
}

bool Draft::packRows(MailboxId id, std::size_t most)
{
    const MailboxRef mailbox = next_->mailbox(id);
    if (!mailbox || !mailbox->rows)
        return false;
    std::vector<PackNumber> packs;
    const auto enough = faultNumber("pack.packed_from", worthPacking);
    std::int64_t loose = 0; // in the pack of the row before
    PackNumber last;
    const auto visit = [&](const Row& row) {
        if (packOf(row.uid) != last)
            loose = 0;
        last = packOf(row.uid);
        if (row.place.isLoose && ++loose == enough)
            packs.push_back(last);
        return packs.size() <= most;
    };
    mailbox->rows->visitLoose(visit);
    const bool isAll = packs.size() <= most;
    if (!isAll)
        packs.pop_back();
    if (packs.empty())
        return false;
    rowsOf(id);
    for (const PackNumber pack : packs)
        edited(id).rowsTouched.rewrite(pack);
    return !isAll;
}

} // namespace postamt::mail
