#pragma once

#include "smtp/reply.h"
#include "smtp/session.h"
#include "smtp/transaction.h"

#include <expected>
#include <string>
#include <string_view>

namespace postamt::smtp {

/// A message that has passed more servers is in a loop (RFC 5321 section 6.3 asks for at least 100
/// to be taken as no loop by servers that relay; this one is where mail ends).
constexpr std::size_t maxHops = 50;

/// "Return-Path: <sender>" (RFC 5321 section 4.4).
std::string returnPath(const Transaction& transaction);

/// The Received field of the message of a transaction (RFC 5321 section 4.4).
std::string received(const Session& session, const Transaction& transaction);

/// 554 5.4.6 if the header shows a loop; no code if not.
Reply checkHops(std::string_view header);

} // namespace postamt::smtp
