#pragma once

#include "mail/pack.h"

#include <map>
#include <vector>

namespace postamt::mail {

/// Which rows of a mailbox a Draft has changed and not written yet, by pack.
class TouchedRows {
public:
    struct Pack {
        std::vector<Uid> uids; ///< some perhaps twice, some perhaps expunged since
        bool isRewritten = false; ///< the pack must be written anew
    };

    /// A row is new or was changed.
    void add(Uid uid)
    {
        auto& uids = at(packOf(uid)).uids;
        if (uids.empty() || uids.back() != uid)
            uids.push_back(uid);
    }

    /// What stands in a pack must not stay there, or its loose rows are to be put into it.
    void rewrite(PackNumber pack) { at(pack).isRewritten = true; }

    bool isEmpty() const { return packs_.empty(); }

    const std::map<PackNumber, Pack>& packs() const { return packs_; }

    void clear()
    {
        packs_.clear();
        last_ = nullptr;
    }

private:
    /// Most changes go through a mailbox in order.
    Pack& at(PackNumber pack)
    {
        if (last_ == nullptr || pack != lastNumber_) {
            last_ = &packs_[pack];
            lastNumber_ = pack;
        }
        return *last_;
    }

    std::map<PackNumber, Pack> packs_;
    Pack* last_ = nullptr;
    PackNumber lastNumber_;
};

} // namespace postamt::mail
