#!/usr/bin/env node
// Writes an API surface (names and types only) from an unpacked typed-factorio package. See README.md.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import ts from "./derive/ts.mjs"
import { Prototypes } from "./derive/prototypes.mjs"
import { Runtime } from "./derive/runtime.mjs"
import { surfaceJson } from "./derive/write.mjs"

function parse(packageDir, path) {
  return ts.createSourceFile(path, readFileSync(join(packageDir, path), "utf8"), ts.ScriptTarget.Latest, true)
}

/** Interfaces and type aliases of a file, by name, in their order. */
function declared(source) {
  const found = new Map()
  const visit = (statement) => {
    if (ts.isModuleDeclaration(statement)) {
      statement.body.statements.forEach(visit)
    } else if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
      found.set(statement.name.text, statement)
    }
  }
  source.statements.forEach(visit)
  return found
}

function derive(packageDir) {
  const [classes, concepts, events, indexTypes, prototypes, types] = [
    "runtime/generated/classes.d.ts",
    "runtime/generated/concepts.d.ts",
    "runtime/generated/events.d.ts",
    "runtime/generated/index-types.d.ts",
    "prototype/generated/prototypes.d.ts",
    "prototype/generated/types.d.ts",
  ].map((path) => parse(packageDir, path))
  const version = classes.text.match(/lua-api\.factorio\.com\/(\d+\.\d+\.\d+)\//)[1]
  const runtime = new Runtime(new Map([classes, concepts, events, indexTypes].flatMap((file) => [...declared(file)])), {
    classes: declared(classes),
    concepts: declared(concepts),
    defines: parse(packageDir, "runtime/generated/defines.d.ts"),
    globals: [
      "runtime/generated/global-objects.d.ts",
      "runtime/generated/global-functions.d.ts",
      "common/helpers-global.d.ts",
      "common/settings-global.d.ts",
    ].map((path) => parse(packageDir, path)),
  })
  const prototype = new Prototypes(new Map([prototypes, types].flatMap((file) => [...declared(file)])), {
    prototypes: declared(prototypes),
    types: declared(types),
  })
  return {
    classes: runtime.classes(),
    concepts: runtime.concepts(),
    defines: runtime.defines(),
    events: runtime.events(),
    ...runtime.globals(),
    proto_classes: prototype.classes(),
    proto_types: prototype.valueTypes(),
    prototypes: prototype.prototypes(),
    version,
  }
}

const [packageDir, output] = process.argv.slice(2)
if (!output) {
  console.error("usage: node derive.mjs PACKAGE_FOLDER OUTPUT.json")
  process.exit(2)
}
mkdirSync(dirname(output), { recursive: true })
const text = surfaceJson(derive(packageDir))
const unknown = text.match(/"unknown":".*?"/g)
if (unknown) {
  console.error(`types not understood (derive/overrides.mjs is the place for them):\n${unknown.join("\n")}`)
}
writeFileSync(output, text)
process.exitCode = unknown ? 1 : 0
