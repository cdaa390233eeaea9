// StyLua over a folder, from the npm package which carries it as WebAssembly (the command-line package downloads its
// program from elsewhere while it is installed, which a closed machine cannot).
//
//   node .ci/tools/stylua.mjs --check|--write PACKAGE_FOLDER CONFIG.toml FOLDER...
//
// --write rewrites the files; --check shows the first line that differs in each and ends with 1 if there is one.
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { join, resolve } from "node:path"

const [mode, packageDir, configFile, ...folders] = process.argv.slice(2)
const check = mode === "--check"
if (!folders.length || !(check || mode === "--write")) {
  console.error("usage: node stylua.mjs --check|--write PACKAGE_FOLDER CONFIG.toml FOLDER...")
  process.exit(2)
}
const stylua = createRequire(import.meta.url)(resolve(packageDir, "stylua_lib_node.cjs"))

const ENUMS = {
  call_parentheses: stylua.CallParenType,
  collapse_simple_statement: stylua.CollapseSimpleStatement,
  indent_type: stylua.IndentType,
  line_endings: stylua.LineEndings,
  quote_style: stylua.QuoteStyle,
  space_after_function_names: stylua.SpaceAfterFunctionNames,
  syntax: stylua.LuaVersion,
}

/** A setting's value as the library wants it; a name it does not know is an error. */
function setting(key, text) {
  if (ENUMS[key]) {
    const value = ENUMS[key][JSON.parse(text)]
    if (value === undefined) {
      throw new Error(`${configFile}: ${key} cannot be ${text}`)
    }
    return value
  }
  return JSON.parse(text)
}

function readConfig() {
  const config = stylua.Config.new()
  let table = ""
  for (const line of readFileSync(configFile, "utf8").split("\n")) {
    const header = line.match(/^\[(\w+)\]$/)
    const entry = line.match(/^(\w+)\s*=\s*(.+?)\s*$/)
    if (header) {
      table = header[1]
    } else if (entry && table === "sort_requires" && entry[1] === "enabled") {
      config.sort_requires = stylua.SortRequiresConfig.new().set_enabled(JSON.parse(entry[2]))
    } else if (entry && table === "" && entry[1] in config) {
      config[entry[1]] = setting(entry[1], entry[2])
    } else if (line.trim() && !line.startsWith("#")) {
      throw new Error(`${configFile}: not understood: ${line}`)
    }
  }
  return config
}

function luaFiles(path) {
  if (statSync(path).isFile()) {
    return path.endsWith(".lua") ? [path] : []
  }
  return readdirSync(path)
    .sort()
    .flatMap((name) => luaFiles(join(path, name)))
}

let wrong = 0
for (const file of folders.flatMap(luaFiles)) {
  const source = readFileSync(file, "utf8")
  let styled
  try {
    styled = stylua.formatCode(source, readConfig(), undefined, stylua.OutputVerification.Full)
  } catch (error) {
    console.error(`${file}: ${error.message ?? error}`)
    wrong += 1
    continue
  }
  if (styled !== source && check) {
    const [is, should] = [source.split("\n"), styled.split("\n")]
    const line = should.findIndex((text, index) => text !== is[index])
    console.error(`${file}:${line + 1}: StyLua would write it so:\n- ${is[line] ?? ""}\n+ ${should[line] ?? ""}`)
    wrong += 1
  } else if (styled !== source) {
    writeFileSync(file, styled)
    console.log(`${file}: rewritten`)
  }
}
process.exitCode = wrong ? 1 : 0
