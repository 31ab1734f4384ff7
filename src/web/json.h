#pragma once

// The compiled part is in base/json.cpp.
#include <boost/json.hpp>

namespace postamt::web {

namespace json = boost::json;

} // namespace postamt::web
