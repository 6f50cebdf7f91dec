# Every test is a ctest test: unit tests, folder tests (one a stage), architecture, the DTD, the install, checkers,
# sanitizers and fuzzing. What cannot run here says so loudly and counts as skipped (exit status 77).
find_package(GTest REQUIRED)

file(GLOB unit_sources CONFIGURE_DEPENDS tests/unit/*.cc)
if(unit_sources)
  add_executable(jiaokan_unit ${unit_sources})
  target_link_libraries(jiaokan_unit PRIVATE jiaokan_core GTest::gtest GTest::gtest_main)
  add_test(NAME unit COMMAND jiaokan_unit --gtest_brief=1)
  set_tests_properties(unit PROPERTIES ENVIRONMENT "JIAOKAN_SOURCE=${CMAKE_SOURCE_DIR}")
endif()

add_test(NAME fuzz COMMAND sh ${CMAKE_SOURCE_DIR}/tests/fuzz/run.sh 10)
set_tests_properties(fuzz PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 900)
