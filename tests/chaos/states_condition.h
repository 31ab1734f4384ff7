#pragma once

#include "states_picture.h"
#include "states_world.h"

#include <functional>

namespace postamt::chaos {

/// A condition of SEARCH, in words and as a function.
struct Condition {
    std::string text;
    std::function<bool(const Known&, std::uint32_t number)> holds;
};

/// One of many. `numbers`: message numbers may be named, as nothing before may expunge.
Condition condition(Dice& dice, const Picture& picture, bool condstore, bool numbers);

/// What SEARCH must find, if the picture is complete.
Numbers expected(const Picture& picture, const Condition& condition, bool byUid);

/// The order of SORT, as far as this test knows it; messages that are equal stand as in the
/// mailbox (RFC 5256 section 3).
enum class Order { Unknown, Mailbox, Subject, ReverseSubject };

/// Broken if messages whose keys are known stand in another order.
void requireOrder(const Ledger& ledger, const Numbers& uids, Order order);

} // namespace postamt::chaos
