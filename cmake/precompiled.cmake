# The headers of others that nearly every file reads, compiled once. From nothing that saves a third to a
# half of the time; but ccache keeps less of what was built so, hence it is off for everyday work.
option(POSTAMT_PRECOMPILED "Precompile common headers: quicker from nothing, slower with a warm ccache" OFF)

if(POSTAMT_PRECOMPILED)
    file(WRITE ${PROJECT_BINARY_DIR}/precompiled.cpp "")
    foreach(kind IN ITEMS code tests)
        add_library(postamt_precompiled_${kind} OBJECT ${PROJECT_BINARY_DIR}/precompiled.cpp)
        target_compile_features(postamt_precompiled_${kind} PRIVATE cxx_std_23)
        target_link_libraries(postamt_precompiled_${kind} PRIVATE
            postamt_flags postamt_asio fmt::fmt spdlog::spdlog)
        target_precompile_headers(postamt_precompiled_${kind} PRIVATE
            <algorithm> <array> <chrono> <expected> <filesystem> <functional> <map> <memory> <mutex> <optional>
            <set> <span> <string> <string_view> <unordered_map> <utility> <variant> <vector>
            <fmt/format.h>
            <boost/asio/any_io_executor.hpp> <boost/asio/awaitable.hpp> <boost/asio/co_spawn.hpp>
            <boost/asio/io_context.hpp> <boost/asio/post.hpp> <boost/asio/use_awaitable.hpp>)
    endforeach()
    target_link_libraries(postamt_precompiled_tests PRIVATE GTest::gtest GTest::gmock)
    target_precompile_headers(postamt_precompiled_tests PRIVATE <gtest/gtest.h> <gmock/gmock.h>)
endif()

# use_precompiled(TARGET code|tests)
function(use_precompiled target kind)
    if(POSTAMT_PRECOMPILED)
        target_precompile_headers(${target} REUSE_FROM postamt_precompiled_${kind})
    endif()
endfunction()
