# Everything we take from outside, in one place. A folder names what it links in its mail_layer().
set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(OpenSSL 3 REQUIRED)
find_package(Boost 1.74 REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(GTest REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(zlib REQUIRED IMPORTED_TARGET zlib)
pkg_check_modules(idn2 REQUIRED IMPORTED_TARGET libidn2)
if(POSTAMT_ROCKS)
    find_library(ROCKSDB_LIBRARY rocksdb REQUIRED)
    find_path(ROCKSDB_INCLUDE_DIR rocksdb/db.h REQUIRED)
    add_library(rocksdb::rocksdb UNKNOWN IMPORTED)
    set_target_properties(rocksdb::rocksdb PROPERTIES
        IMPORTED_LOCATION ${ROCKSDB_LIBRARY}
        INTERFACE_INCLUDE_DIRECTORIES ${ROCKSDB_INCLUDE_DIR})
endif()

# Asio is compiled once, in base/asio.cpp, not in every file that includes it.
add_library(postamt_asio INTERFACE)
target_include_directories(postamt_asio SYSTEM INTERFACE ${Boost_INCLUDE_DIRS})
target_compile_definitions(postamt_asio INTERFACE
    BOOST_ASIO_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED BOOST_ASIO_DISABLE_BOOST_DATE_TIME)
target_link_libraries(postamt_asio INTERFACE Threads::Threads OpenSSL::SSL)
