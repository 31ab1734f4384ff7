#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace postamt::chaos {

/// Makes a session mishear one thing that the service says, to show that the rule which it breaks
/// is watched over.
class Liar {
public:
    /// `name`: one of names(); empty for nobody. Broken if there is none of that name.
    explicit Liar(std::string_view name);

    static std::vector<std::string> names();

    /// Changes the response, maybe. False: it was never heard.
    bool passOn(std::string& response);

private:
    bool (*lie_)(std::string& response) = nullptr; ///< true if there was something to lie about
    bool swallows_ = false;
    unsigned heard_ = 0; ///< responses that could be lied about
};

} // namespace postamt::chaos
