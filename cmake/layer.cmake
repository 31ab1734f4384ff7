# mail_layer(imap/proto SOURCES a.cpp HEADERS a.h USES base LINKS fmt::fmt TESTS a_test.cpp FUZZ a_fuzz.cpp)
#
# One folder of src/ is one static library. USES names the layers it may include; they must have been
# added before, so the order of add_subdirectory() in src/CMakeLists.txt is the architecture. TEST_USES
# names layers for the tests only: for files called *_test.cpp and test_*.h.
# tests/layers.py checks the includes against USES. FUZZ targets are also ordinary tests: they replay
# their corpus in fuzz/<layer>/<name>/ (replay driver: fuzz/replay.cpp).
include(unity)

add_library(postamt_flags INTERFACE)
target_compile_features(postamt_flags INTERFACE cxx_std_23)
target_compile_options(postamt_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast
    $<$<BOOL:${POSTAMT_WERROR}>:-Werror>
    # g++ 12 sees maybe-uninitialized members in coroutine frames and std::expected that are not there
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>
    # and sees coroutine frames, which Asio allocates and frees itself, freed by the wrong function
    $<$<CXX_COMPILER_ID:GNU>:-Wno-mismatched-new-delete>
    # Where several files are compiled as one, what one of them names may be hidden in a header of another,
    # and g++ takes what is local to a file for something of a header.
    $<$<BOOL:${POSTAMT_UNITY}>:-Wno-shadow>
    $<$<AND:$<CXX_COMPILER_ID:GNU>,$<BOOL:${POSTAMT_UNITY}>>:-Wno-subobject-linkage>)

include(precompiled)

function(mail_layer folder)
    cmake_parse_arguments(L "" "" "SOURCES;HEADERS;USES;LINKS;TESTS;TEST_USES;FUZZ" ${ARGN})
    string(REPLACE "/" "_" name ${folder})
    set(target mail_${name})
    if(L_SOURCES)
        add_library(${target} STATIC ${L_SOURCES})
        set(scope PUBLIC)
        target_link_libraries(${target} PRIVATE postamt_flags)
        use_precompiled(${target} code)
        use_unity(${target})
    else()
        add_library(${target} INTERFACE)
        set(scope INTERFACE)
    endif()
    target_sources(${target} PUBLIC FILE_SET HEADERS
        BASE_DIRS ${PROJECT_SOURCE_DIR}/src FILES ${L_HEADERS})
    target_compile_features(${target} ${scope} cxx_std_23)
    foreach(used IN LISTS L_USES)
        string(REPLACE "/" "_" used ${used})
        if(NOT TARGET mail_${used})
            message(FATAL_ERROR "${folder} uses ${used}, which stands below it in src/CMakeLists.txt")
        endif()
        target_link_libraries(${target} ${scope} mail_${used})
    endforeach()
    target_link_libraries(${target} ${scope} ${L_LINKS})
    if(L_TESTS AND NOT POSTAMT_FUZZ)
        add_executable(${name}_test ${L_TESTS})
        target_link_libraries(${name}_test PRIVATE ${target} postamt_flags GTest::gtest_main GTest::gmock)
        use_precompiled(${name}_test tests)
        use_unity(${name}_test)
        foreach(used IN LISTS L_TEST_USES)
            string(REPLACE "/" "_" used ${used})
            target_link_libraries(${name}_test PRIVATE mail_${used})
        endforeach()
        target_compile_definitions(${name}_test PRIVATE POSTAMT_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
        add_test(NAME unit/${folder} COMMAND ${name}_test --gtest_brief=1)
    endif()
    foreach(source IN LISTS L_FUZZ)
        get_filename_component(stem ${source} NAME_WE)
        mail_fuzz(${folder} ${stem} ${source} ${target})
    endforeach()
endfunction()

# The replay driver for all of them.
if(NOT POSTAMT_FUZZ)
    add_library(fuzz_replay OBJECT ${PROJECT_SOURCE_DIR}/fuzz/replay.cpp ${PROJECT_SOURCE_DIR}/fuzz/no_fuzzer.cpp)
    target_link_libraries(fuzz_replay PRIVATE postamt_flags)
endif()

# A fuzz target defines LLVMFuzzerTestOneInput. Elsewhere than in the fuzz preset it is linked with the
# replay driver and runs its corpus as a test.
function(mail_fuzz folder stem source target)
    string(REPLACE "/" "_" name ${folder})
    set(fuzzer ${name}_${stem})
    set(corpus ${PROJECT_SOURCE_DIR}/fuzz/${folder}/${stem})
    add_executable(${fuzzer} ${source})
    target_link_libraries(${fuzzer} PRIVATE ${target} postamt_flags)
    use_precompiled(${fuzzer} code)
    if(POSTAMT_FUZZ)
        target_link_options(${fuzzer} PRIVATE -fsanitize=fuzzer)
    else()
        target_link_libraries(${fuzzer} PRIVATE fuzz_replay)
        add_test(NAME fuzz/${folder}/${stem} COMMAND ${fuzzer} ${corpus})
    endif()
endfunction()
