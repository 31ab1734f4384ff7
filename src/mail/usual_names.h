#pragma once

#include "mail/account_state.h"

#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace postamt::mail {

/// The names that usualUse() knows, folded (text::folded).
std::span<const std::pair<SpecialUse, std::string_view>> usualNames();

/// What a folder of that name is for by custom, in any letter case: Outlook, Apple Mail and others
/// have names of their own for the special folders, in the language of the user ("Gesendete
/// Elemente", "Deleted Messages"). None if the name means nothing.
SpecialUse usualUse(std::string_view name);

/// The name of the mailbox that a client means by a normalised name. It is that name, unless there
/// is nothing of that name and its first level is usual for a special use that another mailbox has:
/// then it is that mailbox, and what is below the one is below the other.
std::string meantName(const AccountState& state, std::string_view name);

} // namespace postamt::mail
