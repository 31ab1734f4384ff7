#include "tokens/json.h"

#include <boost/json.hpp>
#include <boost/json/basic_parser_impl.hpp>

#include <cstdint>
#include <set>
#include <utility>
#include <vector>

namespace postamt::tokens {

namespace {

using ErrorCode = boost::system::error_code;
using Text = boost::json::string_view;

/// Sees the parts of a document go by, and stops at a member that its object has already. Boost.JSON
/// would take the last one, another reader the first: so that one token could say two things.
// NOLINTBEGIN(readability-identifier-naming): the names are Boost's
class MemberWatch {
public:
    static constexpr std::size_t max_object_size = SIZE_MAX;
    static constexpr std::size_t max_array_size = SIZE_MAX;
    static constexpr std::size_t max_key_size = SIZE_MAX;
    static constexpr std::size_t max_string_size = SIZE_MAX;

    bool on_object_begin(ErrorCode&)
    {
        objects_.emplace_back();
        return true;
    }

    bool on_object_end(std::size_t, ErrorCode&)
    {
        objects_.pop_back();
        return true;
    }

    bool on_key_part(Text part, std::size_t, ErrorCode&)
    {
        key_.append(part.data(), part.size());
        return true;
    }

    bool on_key(Text end, std::size_t, ErrorCode& error)
    {
        key_.append(end.data(), end.size());
        if (objects_.back().insert(std::exchange(key_, {})).second)
            return true;
        error = boost::json::error::syntax;
        return false;
    }

    bool on_document_begin(ErrorCode&) { return true; }
    bool on_document_end(ErrorCode&) { return true; }
    bool on_array_begin(ErrorCode&) { return true; }
    bool on_array_end(std::size_t, ErrorCode&) { return true; }
    bool on_string_part(Text, std::size_t, ErrorCode&) { return true; }
    bool on_string(Text, std::size_t, ErrorCode&) { return true; }
    bool on_number_part(Text, ErrorCode&) { return true; }
    bool on_int64(std::int64_t, Text, ErrorCode&) { return true; }
    bool on_uint64(std::uint64_t, Text, ErrorCode&) { return true; }
    bool on_double(double, Text, ErrorCode&) { return true; }
    bool on_bool(bool, ErrorCode&) { return true; }
    bool on_null(ErrorCode&) { return true; }
    bool on_comment_part(Text, ErrorCode&) { return true; }
    bool on_comment(Text, ErrorCode&) { return true; }

private:
    std::vector<std::set<std::string>> objects_; ///< the members so far, the innermost object last
    std::string key_; ///< as far as it was seen
};

// NOLINTEND(readability-identifier-naming)

} // namespace

std::optional<boost::json::object> parseJsonObject(std::string_view text)
{
    boost::json::parse_options options;
    options.max_depth = 16;
    ErrorCode error;
    boost::json::basic_parser<MemberWatch> watch(options);
    watch.write_some(false, text.data(), text.size(), error);
    if (error)
        return std::nullopt;
    auto value = boost::json::parse({text.data(), text.size()}, error, {}, options);
    if (error || !value.is_object())
        return std::nullopt;
    return std::move(value.get_object());
}

std::optional<std::string> textMember(const boost::json::object& object, std::string_view name)
{
    const auto* member = object.if_contains({name.data(), name.size()});
    if (member == nullptr || !member->is_string())
        return std::nullopt;
    const auto& text = member->get_string();
    return std::string(text.data(), text.size());
}

} // namespace postamt::tokens
