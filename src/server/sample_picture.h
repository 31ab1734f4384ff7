#pragma once

#include <string_view>

namespace postamt::server {

/// A small picture of mountains (PNG, 240 by 150), in base64.
inline constexpr std::string_view samplePicture
    = "iVBORw0KGgoAAAANSUhEUgAAAPAAAACWBAMAAAAS1hjmAAAAFVBMVEWHvuv/3G5ueIxGeEYyXzfw9fqv1PAk1TDA"
      "AAAD30lEQVR42u2Yy5HbMAyGkQ7iSwqgRg1I6sCqwB7ynoPcfwlZPQ1QAF+S6JmYOC2zXn36fpIgHYBSpUqVKlWq"
      "VIa63W6/P4D9dZvqU9zs5I2bm/zm5p1nJJxXGXNzKhPhnMofA1Nuxqw/BbaSzpf194FtbrZJLuAC/v/ApXPlOxe/"
      "7lj8wqvPx26Zn7tXB3yTeF1Tf99g/gNx4EFrE0t+nQHWOpr8OgOsdQz59YP98zoDPMxgfcoigGjhCOWzwTozeNBn"
      "KkOC8CnKkCB8inIc+KFUfZIyRCWt1EI2+cDDwl3IWcGPGawYZXMdeBPehz2khJ8CVnR9DUlbDOKTtpTTNvcQAVaK"
      "KhurrZhLwFh43cyadpUoZZ0GVpqrCOUhFEyT3pSTwToUbAkLyjHtNxVsKddxyjoUbCdNyY+ARkoS0UfAinLnse8s"
      "N++OA2lJI2X8JsZ7h1gHj3TwQiZj479DrDFBatKzo725vZemtdQh8D4CEyocBmaTDgdzwqFgFVR81qxwEHgIBdeh"
      "YLUHD0xagUlPykZImmz98WcwcoNJAWtemOzA6WmgvV8Hg5Pms6abfRsADoc/ZnQU2DBgLjAMFk7W8KS5SR6E9wZ6"
      "ZjDKQwx4n7UgPII1t+pp0lXbtmlZS8IT2DC7zeC/HLmBZAb8EMGjn3iN+fnx2bbBZGZlusC4mdWEPAov3LaJn2Qx"
      "aQW13cvWBmNs4VBlE7QyQWltX2IQWSPhMDLNWu4BgG9t7OUVcWnYVePNeggDs1fIJwYj5UqYdbKhtNwDgJ4Ze+WJ"
      "1/V9T8ly9ihrh/AIVnSCKfm5cinZMetI2dX0YA1W+Kbw5iJyJcz69pf+pCfw6Cfc1yfhhdvfW6bYrA1zILJgZS2a"
      "lfzEwqsyrYZ9ZfQfY4Hgantcva6svneS+Yv+0vzDwcikftpcGnZ3dygzO8UJrnZCHQb31r/fWeV9K9xXBR4uEUZk"
      "NGzkb7CycAt80ILwRiZDUdkhTMF+4RnV0VkXlWVwS8EBwtx7iMq7ZyNDsIU7PJN+rkuZcWo2kA3uyL7pA0pUfrCT"
      "uA7Aeits0oVwLeX14RJ3K2CFoyrgtGQWD5DfpnBRF6mEBs7tFiC/7ZNqlRSPDm63wNGghePS2x6g4VZWirJ8Wr43"
      "CNqmgLZWlwq+O8kVcrpv7QHmj1TtEbDznK52l4lpAM6+HK/8fg88h4wSxPRlvzIeNrugBXDfHyV3NAHnHMIpwjNZ"
      "XG69C3yQ61pu7KPhfkbQ7h3GfgDQ1rqI3Ang6SOnc72XCeivKs8cXgf2zOGFYPccXgl2VgEXcAEXcAEXcAEXcAEX"
      "cAEfr382CJjeOzSwIAAAAABJRU5ErkJggg==";

} // namespace postamt::server
