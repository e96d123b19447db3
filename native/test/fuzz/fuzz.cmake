# SPDX-License-Identifier: GPL-2.0-or-later
# How are fuzz targets built? native/test/fuzz/<name>_fuzz.cc is fuzz_<name>: with SPILLWAY_FUZZ (clang) a libFuzzer
# program; else a test that goes once through the inputs kept in test/fuzz/<name>.
file(GLOB fuzzSources CONFIGURE_DEPENDS native/test/fuzz/*_fuzz.cc)
file(GLOB fuzzSupport CONFIGURE_DEPENDS native/test/fuzz/*.cc)
list(FILTER fuzzSupport EXCLUDE REGEX "(_fuzz|replay)\\.cc$")
add_library(spillway_fuzz_support OBJECT ${fuzzSupport})
target_include_directories(spillway_fuzz_support PUBLIC ${CMAKE_SOURCE_DIR})
target_include_directories(spillway_fuzz_support SYSTEM PUBLIC ${PRI_INCLUDE})
# What libpri allocates is counted: see pri_memory.h.
target_link_options(spillway_fuzz_support PUBLIC -Wl,--wrap=malloc,--wrap=calloc,--wrap=free)

foreach(source ${fuzzSources})
  get_filename_component(name ${source} NAME_WE)
  string(REGEX REPLACE "_fuzz$" "" name ${name})
  add_executable(fuzz_${name} ${source})
  target_link_libraries(fuzz_${name} PRIVATE spillway_core spillway_fuzz_support)
  if(SPILLWAY_FUZZ)
    target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
  else()
    target_sources(fuzz_${name} PRIVATE native/test/fuzz/replay.cc)
    target_compile_definitions(fuzz_${name} PRIVATE INPUTS="${CMAKE_SOURCE_DIR}/test/fuzz/${name}")
    target_link_libraries(fuzz_${name} PRIVATE spillway_test_support)
    add_test(NAME fuzz_${name} COMMAND fuzz_${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(fuzz_${name} PROPERTIES TIMEOUT ${testSeconds})
  endif()
endforeach()
