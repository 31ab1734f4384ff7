#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <filesystem>
#include <string>
#include <vector>

namespace postamt::net {

/// The files of a certificate that we make ourselves.
struct CertificateFiles {
    std::filesystem::path ca; ///< ca.pem: what people give to their devices
    std::filesystem::path caKey; ///< ca.key, mode 0600
    std::filesystem::path certificate; ///< cert.pem: the server's certificate, then the CA's
    std::filesystem::path key; ///< key.pem, mode 0600

    static CertificateFiles in(const std::filesystem::path& folder);
};

/// Makes a certificate authority of its own for `hostName`, good for 10 years, ECDSA P-256. It may
/// sign server certificates only directly. Files that exist are replaced.
Result<> makeAuthority(const CertificateFiles& files, const std::string& hostName, UnixSeconds now);

/// Makes a server certificate signed by the authority in the files, good for 825 days (what Apple
/// accepts), for `names` (host names or addresses; the first is the subject), localhost, 127.0.0.1
/// and ::1. Bad if a name is none.
Result<> makeServerCertificate(
    const CertificateFiles& files, std::vector<std::string> names, UnixSeconds now
);

/// Both, as `init` does.
Result<>
makeCertificates(const CertificateFiles& files, std::vector<std::string> names, UnixSeconds now);

/// When the first certificate of a PEM file ends.
Result<UnixSeconds> expires(const std::filesystem::path& certificate);

} // namespace postamt::net
