# The settings page (ui/), built by Vite and checked by svelte-check: build_ui(FOLDER INDEX) sets the folder
# of the files, and the one that is there when they are.
option(POSTAMT_UI "Build the settings page (needs Node.js 18 and npm)" ON)

function(build_ui folder index)
    find_program(NPM_PROGRAM npm REQUIRED)
    set(ui ${PROJECT_SOURCE_DIR}/ui)
    set(out ${CMAKE_CURRENT_BINARY_DIR}/ui)
    set(tools ${ui}/node_modules/.package-lock.json)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${ui}/settings/* ${ui}/shared/* ${ui}/public/*)
    add_custom_command(OUTPUT ${tools}
        COMMAND ${NPM_PROGRAM} ci --ignore-scripts --no-audit --no-fund --loglevel=error
        WORKING_DIRECTORY ${ui}
        DEPENDS ${ui}/package-lock.json
        COMMENT "Installing what builds the settings page"
        VERBATIM)
    add_custom_command(OUTPUT ${out}/api.ts
        COMMAND api_text typescript > ${out}/api.ts
        DEPENDS api_text
        VERBATIM)
    file(CONFIGURE OUTPUT ${out}/tsconfig.json CONTENT [[
{
  "extends": "@ui@/tsconfig.json",
  "compilerOptions": {
    "baseUrl": "@ui@",
    "paths": { "$api": ["@out@/api.ts"] },
    "typeRoots": ["@ui@/node_modules/@types"]
  },
  "include": ["@ui@/settings/**/*", "@ui@/shared/**/*"]
}
]] @ONLY)
    set(environment ${CMAKE_COMMAND} -E env POSTAMT_API=${out}/api.ts POSTAMT_PAGES=${out}/pages)
    add_custom_command(OUTPUT ${out}/pages/index.html
        COMMAND ${environment} ${ui}/node_modules/.bin/svelte-check --workspace . --tsconfig ${out}/tsconfig.json
            --fail-on-warnings --output human
        COMMAND ${environment} ${ui}/node_modules/.bin/vite build --logLevel warn
        WORKING_DIRECTORY ${ui}
        DEPENDS ${sources} ${ui}/index.html ${ui}/vite.config.js ${ui}/svelte.config.js ${ui}/tsconfig.json
            ${tools} ${out}/api.ts
        COMMENT "Building the settings page"
        VERBATIM)
    set(${folder} ${out}/pages PARENT_SCOPE)
    set(${index} ${out}/pages/index.html PARENT_SCOPE)
endfunction()
