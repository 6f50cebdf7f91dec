# The official JATS DTD: fetched by npm into the build folder (once), flattened into one file, put into share/.
# Without npm or network: a warning, and a program that does not validate.
set(JIAOKAN_JATS_SUITE "" CACHE PATH "Folder of the npm package @jats4r/dtds; empty: npm ci fetches it")
set(suite "${JIAOKAN_JATS_SUITE}")
if(NOT suite)
  set(suite ${CMAKE_BINARY_DIR}/jats-dtd/node_modules/@jats4r/dtds)
  find_program(NPM npm)
  if(NOT EXISTS ${suite}/schema AND NPM)
    file(COPY cmake/jats-dtd/package.json cmake/jats-dtd/package-lock.json DESTINATION ${CMAKE_BINARY_DIR}/jats-dtd)
    message(STATUS "Fetching the official JATS DTD by npm ci")
    execute_process(COMMAND ${NPM} ci --ignore-scripts --no-audit --no-fund --loglevel=error
                    WORKING_DIRECTORY ${CMAKE_BINARY_DIR}/jats-dtd RESULT_VARIABLE npm_result)
  endif()
endif()
set(official ${suite}/schema/1.3/JATS-journalpublishing1-3-mathml3.dtd)
set(flat ${CMAKE_BINARY_DIR}/share/jiaokan/jats-publishing-1.3.dtd)
set(narrow ${CMAKE_BINARY_DIR}/share/jiaokan/jats-publishing-1.3-narrow.dtd)
if(EXISTS ${official})
  add_executable(flatten_dtd cmake/flatten_dtd.cc)
  target_link_libraries(flatten_dtd PRIVATE LibXml2::LibXml2)
  add_custom_command(OUTPUT ${flat} ${narrow}
    COMMAND flatten_dtd ${suite}/schema/1.3 JATS-journalpublishing1-3-mathml3.dtd ${flat} ${narrow}
    DEPENDS flatten_dtd ${official} COMMENT "Flattening the official JATS DTD")
  add_custom_target(jats_dtd ALL DEPENDS ${flat} ${narrow})
  install(FILES ${flat} ${narrow} DESTINATION share/jiaokan)
  set(JIAOKAN_OFFICIAL_DTD ${official})
else()
  message(WARNING "The official JATS DTD is not here (npm is missing, or has no network): "
                  "the program will be built, but cannot validate the JATS that it writes.")
endif()
