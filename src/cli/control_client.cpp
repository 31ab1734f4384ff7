#include "cli/control_client.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <fmt/format.h>

namespace postamt::cli {

Result<std::optional<std::string>> askService(const ServiceFolder& folder, const Request& request)
{
    using Local = boost::asio::local::stream_protocol;
    const auto path = folder.controlSocket().string();
    if (path.size() > 107)
        return no(fmt::format("the path {} is too long for a socket (107 bytes)", path));
    boost::asio::io_context context;
    Local::socket socket(context);
    boost::system::error_code code;
    socket.connect(Local::endpoint(path), code);
    if (code == boost::asio::error::connection_refused
        || code == boost::system::errc::no_such_file_or_directory)
        return std::nullopt;
    if (code)
        return no(fmt::format("{}: {}", path, code.message()));
    boost::asio::write(socket, boost::asio::buffer(formatRequest(request) + "\n"), code);
    std::string answer;
    if (!code)
        boost::asio::read_until(socket, boost::asio::dynamic_buffer(answer), '\n', code);
    if (code)
        return temporary("the running service gave no answer; see its log");
    auto reply = parseReply(std::string_view(answer).substr(0, answer.find('\n')));
    if (!reply)
        return std::unexpected(reply.error());
    return std::optional(std::move(*reply));
}

} // namespace postamt::cli
