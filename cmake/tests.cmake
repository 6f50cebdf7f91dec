# Every test is a ctest test: unit tests, folder tests (one a stage), architecture, the DTD, the install, checkers,
# sanitizers and fuzzing. What cannot run here says so loudly and counts as skipped (exit status 77).
find_package(GTest REQUIRED)

file(GLOB unit_sources CONFIGURE_DEPENDS tests/unit/*.cc)
if(unit_sources)
  add_executable(jiaokan_unit ${unit_sources})
  target_link_libraries(jiaokan_unit PRIVATE jiaokan_core GTest::gtest GTest::gtest_main)
  add_test(NAME unit COMMAND jiaokan_unit --gtest_brief=1)
  set_tests_properties(unit PROPERTIES ENVIRONMENT
    "JIAOKAN_SOURCE=${CMAKE_SOURCE_DIR};JIAOKAN_FLAT_DTD=${flat};JIAOKAN_OFFICIAL_DTD=${JIAOKAN_OFFICIAL_DTD}"
    TIMEOUT 300)
endif()

# Folder tests: one ctest test a stage.
file(GLOB case_files CONFIGURE_DEPENDS tests/*/*/cmd)
set(case_stages "")
foreach(case_file ${case_files})
  cmake_path(GET case_file PARENT_PATH case_folder)
  cmake_path(GET case_folder PARENT_PATH stage_folder)
  list(APPEND case_stages ${stage_folder})
endforeach()
list(REMOVE_DUPLICATES case_stages)
foreach(stage_folder ${case_stages})
  cmake_path(GET stage_folder FILENAME stage)
  add_test(NAME cases_${stage} COMMAND sh ${CMAKE_SOURCE_DIR}/tests/cases.sh $<TARGET_FILE_DIR:jiaokan> ${stage_folder})
endforeach()

add_test(NAME tools COMMAND sh ${CMAKE_SOURCE_DIR}/tests/tools.sh $<TARGET_FILE_DIR:jiaokan>)
set_tests_properties(tools PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 300)
add_test(NAME architecture COMMAND sh ${CMAKE_SOURCE_DIR}/tests/architecture.sh ${CMAKE_SOURCE_DIR})
add_test(NAME seeds COMMAND sh ${CMAKE_SOURCE_DIR}/tests/seeds.sh $<TARGET_FILE_DIR:jiaokan> ${CMAKE_SOURCE_DIR})
add_test(NAME install COMMAND sh ${CMAKE_SOURCE_DIR}/tests/install.sh ${CMAKE_BINARY_DIR} ${CMAKE_SOURCE_DIR})

# Killed at any moment; `tests/kill.sh build . 50` is the long form.
add_test(NAME kill COMMAND sh ${CMAKE_SOURCE_DIR}/tests/kill.sh $<TARGET_FILE_DIR:jiaokan> ${CMAKE_SOURCE_DIR} 6)
add_test(NAME watch COMMAND sh ${CMAKE_SOURCE_DIR}/tests/watch.sh $<TARGET_FILE_DIR:jiaokan>)
set_tests_properties(kill watch PROPERTIES TIMEOUT 300)

# The recipes for more than one machine, on the engines they are for; skipped, loudly, where those are not installed.
foreach(engine slurm snakemake)
  add_test(NAME recipe_${engine} COMMAND sh ${CMAKE_SOURCE_DIR}/tests/recipes/${engine}.sh $<TARGET_FILE_DIR:jiaokan> ${CMAKE_SOURCE_DIR})
  set_tests_properties(recipe_${engine} PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 300)
endforeach()

# Checkers of other people on the produced files; what is not installed is skipped, loudly.
foreach(tool epubcheck epubcheck-ts vnu axe links review)
  add_test(NAME checker_${tool} COMMAND sh ${CMAKE_SOURCE_DIR}/tests/checkers/check.sh $<TARGET_FILE_DIR:jiaokan> ${CMAKE_SOURCE_DIR} ${tool})
  set_tests_properties(checker_${tool} PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 300)
endforeach()

# Under the sanitizers: the tests above once more, and ten seconds of fuzzing a target; skipped without clang's libFuzzer.
if(NOT JIAOKAN_SANITIZE)
  add_test(NAME sanitize COMMAND sh ${CMAKE_SOURCE_DIR}/tests/sanitize.sh)
  add_test(NAME fuzz COMMAND sh ${CMAKE_SOURCE_DIR}/tests/fuzz/run.sh 10)
  set_tests_properties(sanitize fuzz PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 1800)
endif()

# A machine may have no language at all set; what the scripts read is UTF-8.
get_property(all_tests DIRECTORY PROPERTY TESTS)
set_property(TEST ${all_tests} APPEND PROPERTY ENVIRONMENT LC_ALL=C.UTF-8)
