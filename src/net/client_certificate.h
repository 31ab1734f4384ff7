#pragma once

#include "base/result.h"
#include "net/openssl.h"
#include "net/stream.h"

#include <filesystem>
#include <optional>

namespace postamt::net {

/// Makes a server ask its clients for a certificate of these CAs (PEM). Who shows none, or one that
/// nobody vouches for, is welcome all the same: some devices show what they have to everybody, and
/// there are passwords. TLS sessions are not resumed where the CAs are others. No, with a text that
/// names the file, if it holds no CA.
Result<> askForCertificates(SSL_CTX* context, const std::filesystem::path& authorities);

/// What the client has shown; nothing unless it is valid now and one of the CAs vouches for it.
std::optional<ClientCertificate> clientCertificate(SSL* ssl);

} // namespace postamt::net
