#include "sasl/channel_binding.h"

#include <algorithm>

namespace postamt::sasl {

const ChannelBinding* findBinding(const ChannelBindings& bindings, std::string_view name)
{
    const auto found = std::ranges::find(bindings, name, &ChannelBinding::name);
    return found == bindings.end() ? nullptr : &*found;
}

} // namespace postamt::sasl
