# Several sources compiled as one. From nothing that takes a third of the time, and is what a check of the
# whole tree wants; after a change of one file it takes longer, and it does not see what a file forgot to
# include, hence it is off for everyday work.
option(POSTAMT_UNITY "Compile several sources as one: quicker from nothing, slower after a change" OFF)

# use_unity(TARGET), after all of its sources are known
function(use_unity target)
    if(NOT POSTAMT_UNITY)
        return()
    endif()
    get_target_property(sources ${target} SOURCES)
    list(FILTER sources INCLUDE REGEX "\\.cpp$")
    set(paths "")
    foreach(source IN LISTS sources)
        cmake_path(ABSOLUTE_PATH source)
        list(APPEND paths ${source})
    endforeach()
    execute_process(
        COMMAND ${Python3_EXECUTABLE} -B ${PROJECT_SOURCE_DIR}/cmake/unity_groups.py ${paths}
        OUTPUT_VARIABLE lines OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
    string(REPLACE "\n" ";" lines "${lines}")
    foreach(line IN LISTS lines)
        string(REGEX MATCH "^([0-9]+) (.*)$" line "${line}")
        set_source_files_properties(${CMAKE_MATCH_2} PROPERTIES UNITY_GROUP ${target}_${CMAKE_MATCH_1})
    endforeach()
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()
