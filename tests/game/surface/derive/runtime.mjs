// The runtime stage: classes, concepts, events, defines, global objects and functions.
import ts from "./ts.mjs"
import { OVERRIDES, UNOFFICIAL_CONCEPTS } from "./overrides.mjs"
import { Types, docOf, isReadonly, nameOf, union, withoutNil } from "./types.mjs"

/** Read and written in place, unlike plain tables. */
const STRUCTS = new Set(["DifficultySettings", "GameViewSettings", "MapSettings"])

/** Added by tools for developers, absent in a player's game. */
const NOT_IN_GAME = new Set(["debugadapter"])

const BUILTINS = [
  ...["LuaObject", "boolean", "double", "float", "int16", "int32", "int8", "nil", "number", "string", "table"],
  ...["uint16", "uint32", "uint64", "uint8"],
]

/** Names after "Can only be used if this is …": the kinds of object which have the member. */
function subclasses(node) {
  const match = docOf(node).match(/_Can only be used if this is (.*?)_\s*$/m)
  return match ? match[1].split(/, | or /) : null
}

function parents(node) {
  return (node.heritageClauses ?? []).flatMap((clause) => clause.types.map((type) => type.expression.getText()))
}

export class Runtime {
  /** @param files {classes, concepts, events, defines, globals}: name → source files with those declarations */
  constructor(declarations, files) {
    this.declarations = declarations
    this.files = files
    this.types = new Types(declarations)
  }

  interface(name) {
    const node = this.declarations.get(name)
    return node && ts.isInterfaceDeclaration(node) ? node : null
  }

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

  class(name, nodes) {
    const bases = parents(nodes[0])
    const result = {
      abstract: false,
      attrs: {},
      methods: {},
      ops: {},
      parent: bases.find((base) => /^Lua[A-Z]/.test(base) && this.files.classes.has(base)) ?? null,
    }
    const array = nodes[0].heritageClauses
      ?.flatMap((clause) => clause.types)
      .find((type) => ["ReadonlyArray", "Array"].includes(type.expression.getText()))
    if (array) {
      const [type, optional] = withoutNil(this.types.convert(array.typeArguments[0]))
      result.ops.index = optional ? { o: 1, r: type } : { r: type }
      result.ops.length = { r: "uint32" }
    }
    for (const node of nodes) {
      for (const member of node.members) {
        this.member(name, result, member)
      }
    }
    return result
  }

  member(className, result, node) {
    if (ts.isCallSignatureDeclaration(node)) {
      result.ops.call = this.signature(node)
      return
    }
    if (ts.isIndexSignatureDeclaration(node)) {
      const [type, optional] = withoutNil(this.types.convert(node.type))
      result.ops.index = optional ? { o: 1, r: type } : { r: type }
      return
    }
    const name = nameOf(node)
    if (ts.isMethodSignature(node)) {
      if (!result.methods[name]) {
        const sub = subclasses(node)
        const override = OVERRIDES[`${className}.${name}`]
        const signature = override?.p ? override : { ...this.signature(node), ...override }
        result.methods[name] = sub ? { ...signature, sub } : signature
      }
      return
    }
    if (node.type?.getText().startsWith("LuaLengthMethod")) {
      result.ops.length = { r: this.types.convert(node.type.typeArguments[0]) }
      return
    }
    if (name === "object_name") {
      result.attrs[name] = { r: "string" }
      return
    }
    if (name === "length" && result.ops.index) {
      return // of the array it is written as
    }
    const attr = (result.attrs[name] ??= {})
    const sub = subclasses(node)
    if (sub) {
      attr.sub = sub
    }
    if (ts.isSetAccessor(node)) {
      const [type, optional] = withoutNil(this.types.convert(node.parameters[0].type))
      attr.w = type
      if (optional) {
        attr.o = 1
      }
    } else {
      const [type, optional] = withoutNil(this.types.convert(node.type))
      attr.r = type
      if (optional || node.questionToken) {
        attr.o = 1
      }
      if (!ts.isGetAccessor(node) && !isReadonly(node)) {
        attr.w = type
      }
    }
    Object.assign(attr, OVERRIDES[`${className}.${name}`])
  }

  /** LuaGuiElement is written as a union with one interface per element type: put together again here. */
  guiElement() {
    const kinds = [...this.files.classes].filter(([name]) => name.endsWith("GuiElementMembers") && this.interface(name))
    const nodes = ["BaseGuiElement", "GuiElementIndexer"].map((name) => this.interface(name))
    return this.class("LuaGuiElement", [...nodes, ...kinds.map(([, node]) => node)])
  }

  signature(node) {
    const result = { p: [], ret: this.returns(node.type) }
    for (const parameter of node.parameters) {
      if (parameter.dotDotDotToken) {
        result.variadic = 1
        continue
      }
      const name = parameter.name.getText()
      const literal = parameter.type && ts.isTypeLiteralNode(parameter.type)
      const group = this.groupName(parameter.type)
      if ((name === "params" && literal) || group) {
        result.table = 1
        if (parameter.questionToken) {
          result.table_opt = 1
        }
        if (literal) {
          result.p = this.tableParams(parameter.type.members)
        } else {
          Object.assign(result, this.group(group))
        }
      } else {
        const type = this.types.convert(parameter.type)
        const named = { n: name.replace(/^_/, ""), t: type }
        result.p.push(parameter.questionToken ? { n: named.n, o: 1, t: withoutNil(type)[0] } : named)
      }
    }
    return result
  }

  /** Name of the declared set of parameters a type stands for; null for a value of the game. */
  groupName(type) {
    const reference = type && ts.isIntersectionTypeNode(type) ? type.types[0] : type
    const name = reference?.typeName?.getText()
    return name && this.files.classes.has(name) && !/^Lua[A-Z]|GuiElement$/.test(name) ? name : null
  }

  tableParams(members) {
    return Object.entries(this.types.fields(members)).map(([n, field]) => ({ n, ...field }))
  }

  /** Parameters of a method with variants, declared as a union of interfaces over one base. */
  group(name) {
    const node = this.declarations.get(name)
    if (ts.isInterfaceDeclaration(node)) {
      return { p: this.tableParams(node.members) }
    }
    const { base, variants } = this.variants(name)
    return { p: this.tableParams(base.members), variants }
  }

  returns(node) {
    if (!node) {
      return []
    }
    const type = this.types.convert(node)
    if (type === "nil") {
      return []
    }
    return (type.returns ?? [type]).map((one) => {
      const [bare, optional] = withoutNil(one)
      return optional ? { o: 1, t: bare } : { t: bare }
    })
  }

  // ---- unions over a base interface

  /** {base, variants} of `type X = AX | BX` with `interface AX extends BaseX`; null when X is not of that kind. */
  variants(name) {
    const alias = this.declarations.get(name)
    if (!alias || !ts.isTypeAliasDeclaration(alias)) {
      return null
    }
    const members = ts.isUnionTypeNode(alias.type) ? [...alias.type.types] : [alias.type]
    const nodes = members.map((member) => this.interface(member.typeName?.getText()))
    const bases = nodes.map((node) => this.interface(node && parents(node)[0])?.name.text ?? "")
    const plain = bases.map((name) => name.replace(/Write$/, ""))
    if (!plain[0].startsWith("Base") || new Set(plain).size !== 1) {
      return null
    }
    const base = this.interface(bases.find((name) => name.endsWith("Write")) ?? bases[0])
    const shared = this.types.fields(base.members)
    const variants = {}
    for (const node of nodes) {
      const own = this.types.fields(node.members)
      const key = this.variantKey(node, own, shared)
      if (key === null) {
        continue
      }
      variants[key] = Object.fromEntries(
        Object.entries(own).filter(([field, { t }]) => !(field in shared && this.isTag(t, shared[field].t))),
      )
    }
    return { base, variants }
  }

  isTag(type, sharedType) {
    return type.lit !== undefined || type.union?.every((one) => one.lit !== undefined) || `${type}`.startsWith(`${sharedType}.`)
  }

  /** The game's key of a variant: named in its comment, or in that of its read form; null for "no further fields". */
  variantKey(node, own, shared) {
    const read = this.interface(node.name.text.replace(/Write$/, "")) ?? node
    const match = docOf(read).match(/(?:`"(.*?)"`|\{@link (defines\.\S+?)\}) variant of/)
    if (match) {
      return match[1] ?? match[2]
    }
    if (Object.keys(own).every((field) => field in shared)) {
      return null
    }
    throw new Error(`no key for variant ${node.name.text}`)
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
        const { name, type } = statement.declarationList.declarations[0]
        if (type && ts.isTypeReferenceNode(type) && this.defineInterfaces?.has(name.text)) {
          continue
        }
        values.push(name.text)
      } else if (!ts.isTypeAliasDeclaration(statement)) {
        groups[statement.name.text] = this.define(statement)
      }
    }
    for (const group of Object.keys(groups)) {
      const at = values.indexOf(group)
      if (at >= 0) {
        values.splice(at, 1)
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
