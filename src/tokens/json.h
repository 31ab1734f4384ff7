#pragma once

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace postamt::tokens {

/// A JSON object (RFC 8259) nested at most 16 deep, in which no object has a member twice (RFC 7515
/// section 4 lets us refuse that); nothing if it is none.
std::optional<boost::json::object> parseJsonObject(std::string_view text);

/// A member that is a text; nothing if there is none, or it is of another type.
std::optional<std::string> textMember(const boost::json::object& object, std::string_view name);

} // namespace postamt::tokens
