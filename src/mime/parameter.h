#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace postamt::mime {

/// One parameter of Content-Type or Content-Disposition. Continuations (RFC 2231 section 3) are
/// joined. The name is in lower case; with a '*' at its end the value is
/// charset'language'percent-encoded (RFC 2231 section 4). Values are raw bytes without quotes, NUL
/// and line ends made blanks.
struct Parameter {
    std::string name;
    std::string value;

    bool operator==(const Parameter&) const = default;
};

/// A value with parameters: `text/plain; charset=utf-8`.
struct ParameterizedValue {
    static constexpr std::size_t maxParameters
        = 200; ///< later ones, continuations counted, are not seen

    std::string value; ///< before the first ';', without comments and blanks, in lower case
    std::vector<Parameter> parameters; ///< in order; of two with the same name the first
};

/// Reads the raw value of a field (RFC 2045 section 5.1). Never fails: takes values with blanks and
/// unknown characters up to the next ';', an unfinished quoted string up to the end.
ParameterizedValue parseParameterized(std::string_view raw);

/// The raw value of a parameter without star, empty if there is none.
std::string_view parameterValue(const std::vector<Parameter>& parameters, std::string_view name);

/// What a person calls it: the extended form decoded (RFC 2231), else the plain one with encoded
/// words decoded, as many mailers wrongly write them. UTF-8, empty if there is none.
std::string parameterText(const std::vector<Parameter>& parameters, std::string_view name);

/// UTF-8 as the extended value of RFC 2231: utf-8''percent-encoded.
std::string extendedValue(std::string_view utf8);

} // namespace postamt::mime
