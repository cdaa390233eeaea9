// The runtime stage: classes, concepts, events, defines, global objects and functions.
import ts from "./ts.mjs"
import { Members, parents } from "./members.mjs"
import { OVERRIDES, UNOFFICIAL_CONCEPTS } from "./overrides.mjs"
import { nameOf, union } from "./types.mjs"

/** Read and written in place, unlike plain tables. */
const STRUCTS = new Set(["DifficultySettings", "GameViewSettings", "MapSettings"])

/** Added by tools for developers, absent in a player's game. */
const NOT_IN_GAME = new Set(["debugadapter"])

const BUILTINS = [
  ...["LuaObject", "boolean", "double", "float", "int16", "int32", "int8", "nil", "number", "string", "table"],
  ...["uint16", "uint32", "uint64", "uint8"],
]

/** The constructor takes {classes, concepts: declarations by name, defines, globals: source files}. */
export class Runtime extends Members {
  // ---- classes

  classes() {
    const classes = {}
    for (const [name, node] of this.files.classes) {
      if (/^Lua[A-Z]/.test(name) && ts.isInterfaceDeclaration(node) && name !== "LuaCustomTableMembers") {
        classes[name] = this.class(name, [node])
      }
    }
    classes.LuaCustomTable = this.class("LuaCustomTable", [this.interface("LuaCustomTableMembers")])
    classes.LuaCustomTable.ops.index = { r: "Any" }
    classes.LuaGuiElement = this.guiElement()
    for (const { parent } of Object.values(classes)) {
      if (parent) {
        classes[parent].abstract = true
      }
    }
    return classes
  }

  /** LuaGuiElement is written as a union with one interface per element type: put together again here. */
  guiElement() {
    const kinds = [...this.files.classes].filter(([name]) => name.endsWith("GuiElementMembers") && this.interface(name))
    const nodes = ["BaseGuiElement", "GuiElementIndexer"].map((name) => this.interface(name))
    return this.class("LuaGuiElement", [...nodes, ...kinds.map(([, node]) => node)])
  }

  // ---- concepts

  concepts() {
    const concepts = Object.fromEntries(BUILTINS.map((name) => [name, "builtin"]))
    const parts = new Set(UNOFFICIAL_CONCEPTS)
    for (const name of this.files.concepts.keys()) {
      const found = this.variants(name)
      if (found) {
        parts.add(found.base.name.text)
        for (const member of this.declarations.get(name).type.types ?? [this.declarations.get(name).type]) {
          parts.add(member.typeName.getText())
        }
      }
    }
    for (const [name, node] of this.files.concepts) {
      if (name in concepts || parts.has(name) || this.types.baseForm(name) || node.typeParameters) {
        continue
      }
      concepts[name] = OVERRIDES[name] ?? this.concept(name)
    }
    return concepts
  }

  concept(name) {
    const source = this.declarations.has(`${name}Write`) ? `${name}Write` : name
    const variants = this.variants(source)
    if (variants) {
      const table = this.types.fields(variants.base.members)
      return Object.keys(variants.variants).length ? { table, variants: variants.variants } : { table }
    }
    const node = this.declarations.get(source)
    const written = ts.isInterfaceDeclaration(node) ? this.table(node) : this.types.convert(node.type)
    if (written.union?.every((one) => one.array)) {
      return { array: union(written.union.map((one) => one.array)) } // typed per event by the package
    }
    const forms = (written.union ?? [written]).map((form) =>
      form === name ? this.table(this.interface(name)) : form, // "the read form, or …"
    )
    for (const form of [`${name}Table`, `${name}Array`]) {
      if (this.types.baseForm(form) === name) {
        const other = this.declarations.get(form)
        const added = ts.isInterfaceDeclaration(other) ? this.table(other) : this.types.convert(other.type)
        forms.push(...(added.union ?? [added]))
      }
    }
    forms.sort((a, b) => Number("tuple" in Object(a)) - Number("tuple" in Object(b)))
    return union(forms)
  }

  table(node) {
    const index = node.members.find(ts.isIndexSignatureDeclaration)
    if (index) {
      return { dict: [this.types.convert(index.parameters[0].type), this.types.convert(index.type)] }
    }
    const flags = this.types.flags(node)
    if (flags) {
      return flags
    }
    if (STRUCTS.has(node.name.text)) {
      const struct = { attrs: {}, methods: {}, ops: {} }
      for (const member of node.members) {
        this.member(node.name.text, struct, member)
      }
      return { luastruct: struct.attrs }
    }
    const inherited = parents(node).map((name) => this.types.fields(this.interface(name).members))
    const table = Object.assign({}, ...inherited, this.types.fields(node.members))
    for (const field of Object.keys(table)) {
      table[field] = OVERRIDES[`${node.name.text}.${field}`] ?? table[field]
    }
    return { table }
  }

  // ---- events and defines

  events() {
    const events = {}
    const body = this.files.defines.statements.flatMap((s) => s.body?.statements ?? [])
    const namespaces = body.flatMap((s) => (ts.isModuleDeclaration(s) ? [s] : []))
    const defines = namespaces.find((s) => s.name.text === "defines")
    const names = defines.body.statements.find((s) => s.name?.text === "events").body.statements
    for (const statement of names) {
      const declaration = statement.declarationList?.declarations[0]
      const event = declaration?.type?.typeArguments?.[0]?.getText()
      if (event) {
        events[declaration.name.text] = this.types.fields(this.interface(event).members)
      }
    }
    events.CustomInputEvent = this.types.fields(this.interface("CustomInputEvent").members)
    return events
  }

  defines() {
    const outer = this.files.defines.statements.flatMap((s) => s.body?.statements ?? [])
    return this.define(outer.find((s) => s.name?.text === "defines"))
  }

  define(node) {
    if (ts.isEnumDeclaration(node)) {
      return node.members.map(nameOf)
    }
    if (ts.isInterfaceDeclaration(node)) {
      return Object.fromEntries(
        node.members.map((member) => [nameOf(member), member.type.members.map((inner) => nameOf(inner))]),
      )
    }
    const values = []
    const groups = {}
    for (const statement of node.body.statements) {
      if (ts.isVariableStatement(statement)) {
        values.push(statement.declarationList.declarations[0].name.text)
      } else if (!ts.isTypeAliasDeclaration(statement)) {
        groups[statement.name.text] = this.define(statement)
      }
    }
    return Object.keys(groups).length ? groups : values
  }

  /** {globals: name → class, functions: names} */
  globals() {
    const globals = {}
    const functions = []
    for (const file of this.files.globals) {
      const statements = file.statements.flatMap((s) => (s.body ? s.body.statements : [s]))
      for (const statement of statements) {
        if (ts.isFunctionDeclaration(statement)) {
          functions.push(statement.name.text)
        } else if (ts.isVariableStatement(statement)) {
          const { name, type } = statement.declarationList.declarations[0]
          const className = type.getText().match(/Lua[A-Za-z]+|SettingsGlobal/)[0].replace("SettingsGlobal", "LuaSettings")
          if (!NOT_IN_GAME.has(name.text)) {
            globals[name.text] = className
          }
        }
      }
    }
    return { globals, functions: functions.sort() }
  }
}
